import { useMemo, useState } from 'react'
import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { Job } from '#shared/contract/desktop/contract.ts'
import { useMay } from '../../api/session.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { Answer } from '../../parts/answer.tsx'
import { EmptyNotice } from '../../parts/notices.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja, wordFor } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { CorrectionsPanel } from './corrections/corrections-panel.tsx'
import { Coverage } from './coverage/coverage.tsx'
import { CurrentList } from './current-list.tsx'
import type { ImportRun } from './import/import-desk.ts'
import { ImportPanel } from './import/import-panel.tsx'
import { useImportDesk } from './import/use-import-desk.ts'
import { ImportResults } from './job/import-results.tsx'
import { JobProgress } from './job/job-progress.tsx'
import { JobQuestions } from './job/job-questions.tsx'
import { ReadingsPanel } from './readings/readings-panel.tsx'
import { SuccessionsPanel } from './successions/successions-panel.tsx'
import { useListJobs } from './use-list-job.ts'

const text = ja.facilityLists
type TabName = keyof typeof text.tabs

/** The parts of the screen somebody may use, in their order. */
function useTabs(): TabName[] {
  const may = useMay()
  return [
    'coverage',
    ...(may('facilityLists.start') ? (['import'] as const) : []),
    ...(may('facilityLists.correct') ? (['corrections'] as const) : []),
    ...(may('facilityLists.setSuccession') ? (['successions'] as const) : []),
    ...(may('facilityLists.startReadings') ? (['readings'] as const) : []),
  ]
}

function TabLabel({ name, waiting }: { readonly name: TabName; readonly waiting: number }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1.5 }}>
      {text.tabs[name]}
      {waiting === 0 ? null : <Box component="span" sx={{ px: 1.5, borderRadius: 99, bgcolor: colours.warningTint, color: colours.warning, fontSize: typeScale.tiny, fontWeight: 700 }}>{text.waiting(waiting)}</Box>}
    </Box>
  )
}

/** Readings follow an import by themselves: said in passing, so that nothing moves under the hands of whoever works here. */
function ReadingsUnderWay({ job }: { readonly job: Job | null }) {
  return (
    <Box role="status" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>
      {job?.kind === 'readings' ? wordFor(text.steps, job.step, text.otherStep) : null}
    </Box>
  )
}

/** Which of several starts runs now. */
const partOf = (run: ImportRun | null, jobId: string): string | null =>
  (run !== null && run.groups.length > 1 && run.job?.jobId === jobId ? text.groupNow(run.index + 1, run.groups.length) : null)

/** 一覧の管理: what the list covers, taking it in, and keeping it right. */
export function FacilityListsScreen() {
  const summary = useDeskQuery('facilityLists', 'summary', null, (desk, signal) => desk.facilityLists.summary({}, { signal }))
  const tabs = useTabs()
  const [tab, setTab] = useState<TabName>('coverage')
  const { importDesk, state } = useImportDesk()
  const jobs = useListJobs([summary.data?.job, state.run?.job])
  const { active, ended } = jobs
  // Readings make room for an import: it need not wait for them.
  const isTakingIn = active?.kind === 'facilityList'
  const names = tabs.join(' ')
  useCommands(useMemo((): Command[] => names.split(' ').map((name) => ({ id: `list-${name}`, label: text.openTab(text.tabs[name as TabName]), run: () => setTab(name as TabName) })), [names]))
  return (
    <Screen title={text.title} actions={summary.data === undefined ? null : <><ReadingsUnderWay job={active} /><CurrentList list={summary.data.status} /></>}>
      {isTakingIn && active.state === 'running' ? <JobProgress job={active} part={partOf(state.run, active.jobId)} /> : null}
      {active?.state === 'asking' ? <JobQuestions key={active.jobId} job={active} part={partOf(state.run, active.jobId)} /> : null}
      <Answer of={summary}>
        {(data) => {
          const waiting: Readonly<Partial<Record<TabName, number>>> = { corrections: data.toCorrect, successions: data.offeredSuccessions }
          return (
            <>
              <Tabs value={tab} onChange={(_event, next: TabName) => setTab(next)} aria-label={text.title} sx={{ borderBottom: `1px solid ${colours.line}` }}>
                {tabs.map((name) => <Tab key={name} value={name} label={<TabLabel name={name} waiting={waiting[name] ?? 0} />} id={`list-tab-${name}`} aria-controls="list-panel" />)}
              </Tabs>
              <Box role="tabpanel" id="list-panel" aria-labelledby={`list-tab-${tab}`} sx={{ minWidth: 0, display: 'grid', gap: 3 }}>
                {tab === 'coverage' ? <Coverage coverage={data.coverage} isSample={data.status?.isSample ?? false} /> : null}
                {tab === 'import' && isTakingIn ? <EmptyNotice>{text.busy}</EmptyNotice> : null}
                {tab === 'import' && !isTakingIn ? (
                  <>
                    <ImportResults run={state.run} last={ended.facilityList} onCorrections={tabs.includes('corrections') ? () => setTab('corrections') : null} />
                    <ImportPanel importDesk={importDesk} state={state} />
                  </>
                ) : null}
                {tab === 'corrections' ? <CorrectionsPanel /> : null}
                {tab === 'successions' ? <SuccessionsPanel /> : null}
                {tab === 'readings' && active?.kind === 'readings' ? <JobProgress job={active} part={null} /> : null}
                {tab === 'readings' ? <ReadingsPanel count={data.status?.count ?? 0} without={data.withoutReading} guessed={data.guessedReading} job={ended.readings} isRunning={active !== null} onStarted={jobs.started} /> : null}
              </Box>
            </>
          )
        }}
      </Answer>
      <Box component="footer" aria-label={text.creditLabel} sx={{ mt: 'auto', pt: 2, fontSize: typeScale.tiny, color: colours.inkSoft }}>
        <Box>{text.credit}</Box>
        <Box>{text.readingsCredit}</Box>
      </Box>
    </Screen>
  )
}
