import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ColumnMapping, InspectedFile } from '#shared/contract/desktop/contract.ts'
import { listColumns, type ListColumn } from '#shared/domain/facility.ts'
import { Modal } from '../../../parts/modal.tsx'
import { SelectInput } from '../../../parts/select-input.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { GaijiText } from '../corrections/gaiji-text.tsx'
import { columnProblems, requiredColumns } from './import-files.ts'

const text = ja.facilityLists
const isRequired = (item: ListColumn) => (requiredColumns as readonly ListColumn[]).includes(item)
/** The required ones first. */
const items = [...listColumns].sort((left, right) => Number(isRequired(right)) - Number(isRequired(left)))
const shownRows = 3

interface ColumnDialogProps {
  readonly name: string
  readonly table: NonNullable<InspectedFile['table']>
  readonly columns: ColumnMapping
  readonly onClose: () => void
  readonly onSave: (columns: ColumnMapping) => void
}

/** Which column of a table holds which item, each choice beside what stands in that column. */
export function ColumnDialog({ name, table, columns: before, onClose, onSave }: ColumnDialogProps) {
  const [columns, setColumns] = useState<ColumnMapping>(before)
  const [isTried, setIsTried] = useState(false)
  const problems = columnProblems(columns)
  const options = [{ value: '', text: text.columnNone }, ...table.headings.filter((heading) => heading.trim() !== '').map((heading) => ({ value: heading, text: heading }))]
  const choose = (item: ListColumn, heading: string) => {
    const { [item]: _replaced, ...others } = columns
    setColumns(heading === '' ? others : { ...others, [item]: heading })
  }
  const save = () => {
    setIsTried(true)
    if (problems.length === 0) onSave(columns)
  }
  const exampleOf = (heading: string | undefined): string => (heading === undefined ? '' : table.rows.slice(0, shownRows).map((row) => row[table.headings.indexOf(heading)] ?? '').filter((cell) => cell !== '').join(' ／ '))
  return (
    <Modal title={text.columnsOf(name)} width="lg" onClose={onClose} actions={<><Button onClick={onClose}>{ja.general.cancel}</Button><Button variant="contained" onClick={save}>{text.columnsSave}</Button></>}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Box>{text.columnsLead}</Box>
        {isTried && problems.length > 0 ? <Alert severity="error" role="alert">{problems.map((problem) => <Box key={problem}>{problem}</Box>)}</Alert> : null}
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, columnGap: 6, rowGap: 2 }}>
          {items.map((item) => (
            <Box key={item} sx={{ display: 'grid', gridTemplateColumns: '210px minmax(0, 1fr)', gap: 2, alignItems: 'start' }}>
              <SelectInput label={text.columns[item]} need={isRequired(item) ? 'required' : 'optional'} value={columns[item] ?? ''} options={options} onChoose={(heading) => choose(item, heading)}
                errorText={isTried && isRequired(item) && (columns[item] ?? '') === '' ? text.columnMissing(text.columns[item]) : undefined} />
              <Box sx={{ pt: 7.5, fontSize: typeScale.small, color: colours.inkSoft, overflowWrap: 'anywhere' }}><GaijiText text={exampleOf(columns[item])} isCompact /></Box>
            </Box>
          ))}
        </Box>
        <Box>
          <Typography variant="h3" sx={{ mb: 1 }}>{text.columnPreview}</Typography>
          <TableContainer tabIndex={0} role="region" aria-label={text.columnPreview} sx={{ border: `1px solid ${colours.line}`, borderRadius: 1.5 }}>
            <Table size="small" aria-label={text.columnPreview}>
              <TableHead><TableRow>{table.headings.map((heading, index) => <TableCell key={index}>{heading}</TableCell>)}</TableRow></TableHead>
              <TableBody>{table.rows.slice(0, shownRows).map((row, index) => <TableRow key={index}>{table.headings.map((_heading, column) => <TableCell key={column} sx={{ whiteSpace: 'nowrap', fontSize: typeScale.small }}><GaijiText text={row[column] ?? ''} isCompact /></TableCell>)}</TableRow>)}</TableBody>
            </Table>
          </TableContainer>
        </Box>
      </Box>
    </Modal>
  )
}
