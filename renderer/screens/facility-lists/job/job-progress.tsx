import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import type { Job } from '#shared/contract/desktop/contract.ts'
import { useMay } from '../../../api/session.ts'
import { useDeskAction } from '../../../api/use-desk.ts'
import { FailureNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { ja, wordFor } from '../../../strings/ja.ts'
import { colours } from '../../../theme/tokens.ts'

const text = ja.facilityLists
const count = (value: number) => value.toLocaleString('ja-JP')

/** What runs now, how far it is, and the way out. `part`: which of several starts. */
export function JobProgress({ job, part }: { readonly job: Job; readonly part: string | null }) {
  const may = useMay()
  const cancel = useDeskAction((desk, _input: null) => desk.facilityLists.cancel({ jobId: job.jobId }))
  const step = wordFor(text.steps, job.step, text.otherStep)
  const share = job.total === null || job.total === 0 ? undefined : Math.min(100, (100 * job.done) / job.total)
  return (
    <Panel
      heading={part === null ? step : `${step}（${part}）`}
      aside={may('facilityLists.cancel') ? <Button disabled={cancel.isPending} onClick={() => cancel.mutate(null)}>{job.kind === 'readings' ? text.cancelReadings : text.cancel}</Button> : null}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        {cancel.isError ? <FailureNotice error={cancel.error} /> : null}
        <LinearProgress aria-label={step} variant={share === undefined ? 'indeterminate' : 'determinate'} value={share} sx={{ height: 8, borderRadius: 2 }} />
        <Box role="status" sx={{ minHeight: 22, color: colours.inkSoft }}>{job.done === 0 && job.total === null ? null : text.progress(count(job.done), job.total === null ? null : count(job.total))}</Box>
      </Box>
    </Panel>
  )
}
