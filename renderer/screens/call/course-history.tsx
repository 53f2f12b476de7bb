import type { CaseKind } from '#shared/contract/desktop/contract.ts'
import { callStepWords, noticeStepWords } from '#shared/domain/case-words.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { ja } from '../../strings/ja.ts'
import { SideDrawer } from '../requests/history-drawer.tsx'
import { HistoryEvents } from '../requests/history-events.tsx'

interface CourseHistoryProps {
  readonly kind: CaseKind
  readonly id: string
  readonly title: string
  readonly onClose: () => void
}

/** Who did what to one of the facility's cases, when and why. */
export function CourseHistory({ kind, id, title, onClose }: CourseHistoryProps) {
  const history = useDeskQuery('cases', 'history', { kind, id }, (desk, signal) => desk.cases.history({ kind, id }, { signal }))
  const words = { ...ja.cases.states[kind], ...(kind === 'call' ? callStepWords : kind === 'notice' ? noticeStepWords : {}) }
  return (
    <SideDrawer title={ja.requests.historyOf(title)} subject={history.data?.summary.facilityName ?? ''} onClose={onClose}>
      <Answer of={history}>{({ events }) => <HistoryEvents events={events} stateNames={words} />}</Answer>
    </SideDrawer>
  )
}
