import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { MailroomQueue } from '#shared/contract/desktop/contract.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import { SelectInput } from '../../parts/select-input.tsx'
import { ja } from '../../strings/ja.ts'
import { isNarrowed, noFilters, waitingFilters, type QueueFilters, type WaitingFilter } from './queue-view.ts'

const text = ja.mailroom.filters

interface QueueFilterBarProps {
  readonly queue: MailroomQueue
  readonly filters: QueueFilters
  readonly onFilter: (filters: QueueFilters) => void
}

/** Native selects: Tab to one, type its first letter, done. Only what the queue holds is offered. */
export function QueueFilterBar({ queue, filters, onFilter }: QueueFilterBarProps) {
  const counted = (name: string, matches: (notice: MailroomQueue['notices'][number]) => boolean) => text.counted(name, queue.notices.filter(matches).length)
  const held = prefectures.filter(({ number }) => number === filters.prefectureNumber || queue.notices.some((notice) => notice.prefectureNumber === number))
  const all = { value: '', text: text.all }
  return (
    <Box role="group" aria-label={text.label} sx={{ display: 'flex', gap: 3, alignItems: 'flex-end', flexWrap: 'wrap', px: 4, pb: 3 }}>
      <Box sx={{ width: 160 }}>
        <SelectInput label={text.waiting} value={filters.waiting} onChoose={(waiting) => onFilter({ ...filters, waiting: waiting as WaitingFilter })} options={waitingFilters.map((value) => ({ value, text: text.waitings[value] }))} />
      </Box>
      <Box sx={{ width: 200 }}>
        <SelectInput
          label={text.prefecture} value={filters.prefectureNumber ?? ''} onChoose={(value) => onFilter({ ...filters, prefectureNumber: value === '' ? null : value })}
          options={[all, ...held.map(({ number, name }) => ({ value: number, text: counted(name, (notice) => notice.prefectureNumber === number) }))]}
        />
      </Box>
      <Box sx={{ width: 240 }}>
        <SelectInput
          label={text.postage} value={filters.postageClass ?? ''} onChoose={(value) => onFilter({ ...filters, postageClass: value === '' ? null : value })}
          options={[all, ...queue.postageClasses.map(({ id, name }) => ({ value: id, text: counted(name, (notice) => notice.postageClass === id) }))]}
        />
      </Box>
      {isNarrowed(filters) ? <Button onClick={() => onFilter(noFilters)}>{text.clear}</Button> : null}
    </Box>
  )
}
