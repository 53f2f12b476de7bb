import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { LotDesk } from './lot-desk.tsx'
import { LotList } from './lot-list.tsx'
import type { QueueFilters } from './queue-view.ts'
import { Queue } from './queue.tsx'

function OpenLot({ lotId }: { readonly lotId: string }) {
  const lot = useDeskQuery('lots', 'get', lotId, (desk, signal) => desk.lots.get({ lotId }, { signal }))
  return <Answer of={lot}>{(view) => <LotDesk view={view} />}</Answer>
}

interface LotsTabProps {
  readonly lotId: string | null
  readonly onOpen: (lotId: string) => void
  readonly filters: QueueFilters
  readonly onFilter: (filters: QueueFilters) => void
}

/** The queue and the lots, or the one lot that is worked on. */
export function LotsTab({ lotId, onOpen, filters, onFilter }: LotsTabProps) {
  if (lotId === null) {
    return (
      <>
        <Queue filters={filters} onFilter={onFilter} onStarted={onOpen} />
        <LotList onOpen={onOpen} />
      </>
    )
  }
  return <OpenLot key={lotId} lotId={lotId} />
}
