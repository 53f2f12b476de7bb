import { useState } from 'react'
import Box from '@mui/material/Box'
import type { Job } from '#shared/contract/desktop/contract.ts'
import { useLive } from '../../api/live.tsx'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { Coverage } from './coverage.tsx'
import { CurrentList } from './current-list.tsx'
import { ImportForm } from './import-form.tsx'
import { ImportProgress } from './import-progress.tsx'
import { ImportReportView } from './import-report-view.tsx'

/** 一覧取込: the monthly lists of the bureaus. */
export function FacilityListsScreen() {
  const summary = useDeskQuery('facilityLists', 'summary', null, (desk, signal) => desk.facilityLists.summary({}, { signal }))
  const { jobs } = useLive()
  const [started, setStarted] = useState<{ job: Job; isDryRun: boolean } | null>(null)
  // What the events say is newer than the answer that started it.
  const known = started?.job ?? summary.data?.job ?? null
  const job = known === null ? null : (jobs[known.jobId] ?? known)
  return (
    <Screen title={ja.facilityLists.title}>
      {job?.state === 'running' ? <ImportProgress job={job} /> : null}
      {/* Kept while a trial runs: the files tried are the files then taken in. */}
      <Box sx={{ display: job?.state === 'running' ? 'none' : 'block' }}><ImportForm onStarted={(next, isDryRun) => setStarted({ job: next, isDryRun })} /></Box>
      {job !== null && job.state !== 'running' ? <ImportReportView job={job} isDryRun={started?.isDryRun ?? false} /> : null}
      <Answer of={summary}>
        {(data) => (
          <>
            <CurrentList list={data.status} />
            <Coverage coverage={data.coverage} />
          </>
        )}
      </Answer>
    </Screen>
  )
}
