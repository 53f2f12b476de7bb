import type { CaseSummary } from '#shared/contract/desktop/contract.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { ja } from '../../strings/ja.ts'
import { callStepWords, noticeStepWords } from '#shared/domain/case-words.ts'
import { SideDrawer } from '../requests/history-drawer.tsx'
import { HistoryEvents } from '../requests/history-events.tsx'
import { caseName } from './case-results.tsx'

/** Who did what to a case that was found, when and why. */
export function CaseHistory({ found, onClose }: { readonly found: CaseSummary; readonly onClose: () => void }) {
  const { kind, id } = found
  const history = useDeskQuery('cases', 'history', { kind, id }, (desk, signal) => desk.cases.history({ kind, id }, { signal }))
  const words = { ...ja.cases.states[kind], ...(kind === 'call' ? callStepWords : kind === 'notice' ? noticeStepWords : {}) }
  return (
    <SideDrawer title={ja.requests.historyOf(caseName(found))} subject={[found.facilityName, found.callerName].filter((part) => part !== null && part !== '').join('　')} onClose={onClose}>
      <Answer of={history}>{({ events }) => <HistoryEvents events={events} stateNames={words} />}</Answer>
    </SideDrawer>
  )
}
