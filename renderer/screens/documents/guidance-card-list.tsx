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
import AddIcon from '@mui/icons-material/AddOutlined'
import { Panel } from '../../parts/panel.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { day } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { GuidanceEndChip } from '../guidance/guidance-end-chip.tsx'
import { rowsFor, type CardRow } from './card-rows.ts'
import { CardStateChips } from './card-state-chips.tsx'
import { ExtendReviewDialog } from './extend-review-dialog.tsx'
import { NewCardDialog } from './new-card-dialog.tsx'

const text = ja.documents.guidanceCard

interface GuidanceCardListProps {
  readonly rows: readonly CardRow[]
  readonly onOpen: (name: string) => void
  readonly onAdd: (name: string) => void
}

/** Every card with its state; what is to be looked at again is put off from here. */
export function GuidanceCardList({ rows, onOpen, onAdd }: GuidanceCardListProps) {
  const [words, setWords] = useState('')
  const [extending, setExtending] = useState<CardRow | null>(null)
  const [isAdding, setIsAdding] = useState(false)
  const [isProposed, setIsProposed] = useState(false)
  const found = rowsFor(rows, words)
  return (
    <Panel heading={text.list} isFlush aside={<Button startIcon={<AddIcon />} onClick={() => setIsAdding(true)}>{text.add}</Button>}>
      <Box sx={{ display: 'grid', gap: 2, px: 4, pb: 3 }}>
        {isProposed ? <Alert severity="success" role="status">{ja.documents.proposed}</Alert> : null}
        <Box sx={{ maxWidth: 420 }}><TextInput label={text.search} value={words} autoComplete="off" onChange={(event) => setWords(event.target.value)} slotProps={{ htmlInput: { maxLength: 100, spellCheck: false } }} /></Box>
        <Box aria-live="polite" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{found.length === 0 ? text.none(words) : text.count(found.length)}</Box>
        {rows.some((row) => row.card?.isFallback === true) ? <Alert severity="warning">{text.fallbackHint}</Alert> : null}
      </Box>
      {found.length === 0 ? null : (
        <TableContainer>
          <Table size="small" aria-label={text.list}>
            <TableHead><TableRow>{Object.values(text.columns).map((heading) => <TableCell key={heading}>{heading}</TableCell>)}</TableRow></TableHead>
            <TableBody>
              {found.map((row) => {
                const title = `${row.name} ${row.card?.title ?? ''}`.trim()
                return (
                  <TableRow key={row.name}>
                    <TableCell sx={{ fontWeight: 700 }}>{row.name}</TableCell>
                    <TableCell sx={{ minWidth: 200 }}>{row.card?.title ?? '－'}</TableCell>
                    <TableCell>{row.card === undefined ? '－' : <GuidanceEndChip end={row.card.end} />}</TableCell>
                    <TableCell sx={{ whiteSpace: 'nowrap' }}>{row.card === undefined ? '－' : day(row.card.reviewBy)}</TableCell>
                    <TableCell><CardStateChips row={row} /></TableCell>
                    <TableCell>
                      <Box sx={{ display: 'flex', gap: 1 }}>
                        <Button size="small" aria-label={text.openOf(title)} onClick={() => onOpen(row.name)}>{text.open}</Button>
                        {row.card !== undefined && !row.card.isFallback && row.text !== null && !row.isProposed ? <Button size="small" variant="text" aria-label={text.extendOf(title)} onClick={() => { setIsProposed(false); setExtending(row) }}>{text.extend}</Button> : null}
                      </Box>
                    </TableCell>
                  </TableRow>
                )
              })}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      {extending?.card === undefined || extending.text === null ? null : <ExtendReviewDialog card={extending.card} content={extending.text} onClose={() => setExtending(null)} onProposed={() => { setExtending(null); setIsProposed(true) }} />}
      {isAdding ? <NewCardDialog taken={rows.map((row) => row.name)} onClose={() => setIsAdding(false)} onAdd={onAdd} /> : null}
    </Panel>
  )
}
