import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { MailDay } from '#shared/contract/desktop/contract.ts'
import { formatWareki } from '#shared/domain/wareki.ts'
import { useDeskQuery } from '../../../api/use-desk.ts'
import { Answer } from '../../../parts/answer.tsx'
import { TextInput } from '../../../parts/text-input.tsx'
import { todayInJapan } from '../../../strings/dates.ts'
import { ja } from '../../../strings/ja.ts'
import { Balance } from './balance.tsx'
import { CloseDay } from './close-day.tsx'
import { DayLots } from './day-lots.tsx'
import { PostingSlips } from './posting-slips.tsx'

const text = ja.mailroom.day
const dayMilliseconds = 86_400_000
const daysLater = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10)

/** 一日の締め: 印刷 = 発送 + 廃棄 + 手元. */
export function DayTab() {
  const [today] = useState(() => todayInJapan())
  const [date, setDate] = useState(today)
  const day = useDeskQuery<MailDay>('mailroom', 'day', date, (desk, signal) => desk.mailroom.day({ date }, { signal }), { keepPrevious: true })
  return (
    <>
      <Box role="group" aria-label={text.date} sx={{ display: 'flex', gap: 3, alignItems: 'flex-end', flexWrap: 'wrap' }}>
        <Button onClick={() => setDate(daysLater(date, -1))}>{text.previous}</Button>
        <Box sx={{ width: 180 }}>
          {/* An emptied field is no day: the one before stays. */}
          <TextInput type="date" label={text.date} value={date} onChange={(event) => { if (event.target.value !== '') setDate(event.target.value) }} slotProps={{ htmlInput: { max: today } }} />
        </Box>
        <Button disabled={date >= today} onClick={() => setDate(daysLater(date, 1))}>{text.next}</Button>
        {date === today ? null : <Button onClick={() => setDate(today)}>{text.today}</Button>}
        <Box sx={{ pb: 1.5, fontWeight: 600 }}>{formatWareki(date)}</Box>
      </Box>
      <Answer of={day}>
        {(view) => (
          <>
            <Balance counts={view.counts} />
            <PostingSlips key={view.date} day={view} />
            <DayLots lots={view.lots} inHand={view.inHand} />
            <CloseDay day={view} />
          </>
        )}
      </Answer>
    </>
  )
}
