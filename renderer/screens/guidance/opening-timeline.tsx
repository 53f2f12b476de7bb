import { useState } from 'react'
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import PastIcon from '@mui/icons-material/EventBusyOutlined'
import type { TimelineStep } from '#shared/contract/desktop/contract.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import { formatWareki } from '#shared/domain/wareki.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { day, month, todayInJapan } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.guidance.timeline
/** Openings are asked about years ahead, not decades. */
const yearsAhead = 4

const yearText = (year: string) => `${year}年（${formatWareki(`${year}-12-31`).replace(/年.*$/u, '年')}）`
const untilText = (until: string | null): string => until === null ? text.noDeadline : until.length > 7 ? text.untilDay(day(until)) : text.untilMonth(month(until))

function Steps({ steps }: { readonly steps: readonly TimelineStep[] }) {
  return (
    <TableContainer sx={{ border: `1px solid ${colours.line}`, borderRadius: 2 }}>
      <Table size="small" aria-label={text.heading}>
        <TableHead><TableRow><TableCell sx={{ width: '30%' }}>{text.columns.until}</TableCell><TableCell>{text.columns.what}</TableCell></TableRow></TableHead>
        <TableBody>
          {steps.map((step) => (
            <TableRow key={step.id}>
              <TableCell sx={{ verticalAlign: 'top', fontWeight: 600 }}>
                <Box>{untilText(step.until)}</Box>
                {step.isPast ? <StateChip tone="warning" icon={PastIcon} text={text.past} /> : null}
              </TableCell>
              <TableCell sx={{ verticalAlign: 'top' }}>
                <Box>{step.title}</Box>
                {step.note === '' ? null : <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{step.note}</Box>}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

/** The steps to an opening (YYYY-MM or a day). `prefectureNumber` null = no deadline of the bureau. */
export function Timeline({ opening, prefectureNumber }: { readonly opening: string; readonly prefectureNumber: string | null }) {
  const input = { opening, prefectureNumber }
  const steps = useDeskQuery('provisionalCodeRequests', 'timeline', input, (desk, signal) => desk.provisionalCodeRequests.timeline(input, { signal }), { keepPrevious: true })
  return <Answer of={steps}>{(found) => <Steps steps={found} />}</Answer>
}

/** いつまでに何を, for the month of the opening; deadlines of the bureau as the office entered them. */
export function OpeningTimeline() {
  const thisYear = Number(todayInJapan().slice(0, 4))
  const [year, setYear] = useState('')
  const [monthOfYear, setMonthOfYear] = useState('')
  const [prefecture, setPrefecture] = useState('')
  const years = [{ value: '', text: text.choose }, ...Array.from({ length: yearsAhead + 1 }, (_none, index) => String(thisYear + index)).map((value) => ({ value, text: yearText(value) }))]
  const months = [{ value: '', text: text.choose }, ...Array.from({ length: 12 }, (_none, index) => ({ value: String(index + 1).padStart(2, '0'), text: text.monthOf(index + 1) }))]
  const places = [{ value: '', text: text.noPrefecture }, ...prefectures.map(({ number, name }) => ({ value: number, text: name }))]
  return (
    <Box component="section" aria-label={text.heading} sx={{ display: 'grid', gap: 2 }}>
      <Typography variant="h3">{text.heading}</Typography>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}>
        <SelectInput label={text.year} value={year} options={years} onChoose={setYear} />
        <SelectInput label={text.month} value={monthOfYear} options={months} onChoose={setMonthOfYear} />
        <SelectInput label={text.prefecture} value={prefecture} options={places} onChoose={setPrefecture} />
      </Box>
      {year === '' || monthOfYear === '' ? <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.wait}</Box>
        : <Timeline opening={`${year}-${monthOfYear}`} prefectureNumber={prefecture === '' ? null : prefecture} />}
    </Box>
  )
}
