import { useState, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import InboxIcon from '@mui/icons-material/InboxOutlined'
import { EmptyNotice } from '../../parts/notices.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { searchKey } from '#shared/domain/search-key.ts'

const text = ja.requests

export interface RequestColumn<Row> {
  readonly heading: string
  readonly cell: (row: Row) => ReactNode
  readonly width?: number | string
  readonly isNarrow?: boolean
}

interface RequestTableProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly RequestColumn<Row>[]
  readonly keyOf: (row: Row) => string
  /** What the search box looks through. */
  readonly wordsOf: (row: Row) => string
  readonly stateOf: (row: Row) => string
  readonly stateNames: Readonly<Record<string, string>>
  readonly isEnded: (row: Row) => boolean
  readonly empty: string
  /** Beside the two filters. */
  readonly aside?: ReactNode
}

/** A list of requests with its two filters. */
export function RequestTable<Row>({ label, rows, columns, keyOf, wordsOf, stateOf, stateNames, isEnded, empty, aside }: RequestTableProps<Row>) {
  const [words, setWords] = useState('')
  const [state, setState] = useState('all')
  const wanted = searchKey(words)
  const shown = rows.filter((row) =>
    (wanted === '' || searchKey(wordsOf(row)).includes(wanted))
    && (state === 'all' || (state === 'open' ? !isEnded(row) : state === 'ended' ? isEnded(row) : stateOf(row) === state)))
  const stateOptions = [
    { value: 'all', text: text.all }, { value: 'open', text: text.open }, { value: 'ended', text: text.ended },
    ...Object.entries(stateNames).map(([value, name]) => ({ value, text: name })),
  ]
  return (
    <>
      <Box sx={{ display: 'flex', gap: 3, p: 3, flexWrap: 'wrap', alignItems: 'flex-end' }}>
        <Box sx={{ width: 300 }}><TextInput label={text.search} type="search" value={words} onChange={(event) => setWords(event.target.value)} /></Box>
        <Box sx={{ width: 200 }}><SelectInput label={text.filter} value={state} options={stateOptions} onChoose={setState} /></Box>
        {aside}
      </Box>
      {shown.length === 0 ? (
        <EmptyNotice icon={<InboxIcon />}>{rows.length === 0 ? empty : text.empty.filtered}</EmptyNotice>
      ) : (
        <TableContainer>
          <Table aria-label={label}>
            <TableHead>
              <TableRow>{columns.map((column) => <TableCell key={column.heading} sx={{ width: column.width }}>{column.heading}</TableCell>)}</TableRow>
            </TableHead>
            <TableBody>
              {shown.map((row) => (
                <TableRow key={keyOf(row)} hover>
                  {columns.map((column) => <TableCell key={column.heading} sx={column.isNarrow === true ? { whiteSpace: 'nowrap' } : undefined}>{column.cell(row)}</TableCell>)}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </>
  )
}
