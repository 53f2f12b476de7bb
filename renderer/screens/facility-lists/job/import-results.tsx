import Alert from '@mui/material/Alert'
import type { Job } from '#shared/contract/desktop/contract.ts'
import { ja } from '../../../strings/ja.ts'
import { isEnded, type ImportRun } from '../import/import-desk.ts'
import { ImportReportView } from './import-report-view.tsx'

const text = ja.facilityLists

interface ImportResultsProps {
  /** The starts this person made here, if any. */
  readonly run: ImportRun | null
  /** The last import that ended, whoever started it. */
  readonly last: Job | null
  readonly onCorrections: (() => void) | null
}

/** What came of the last import: one report for each of its starts. */
export function ImportResults({ run, last, onCorrections }: ImportResultsProps) {
  const own = run === null ? [] : [...run.finished, ...(run.job !== null && isEnded(run.job) ? [run.job] : [])]
  const isOwn = last === null || own.some((job) => job.jobId === last.jobId)
  const jobs = isOwn ? own : [last]
  const count = isOwn ? (run?.groups.length ?? 0) : 1
  const left = run !== null && isOwn && run.isOver ? run.groups.length - own.length : 0
  return (
    <>
      {jobs.map((job, index) => (
        <ImportReportView key={job.jobId} job={job} isDryRun={isOwn && (run?.isDryRun ?? false)} part={count > 1 ? text.groupNow(index + 1, count) : null} onCorrections={onCorrections} />
      ))}
      {left > 0 && own.length > 0 ? <Alert severity="warning">{text.groupsLeft(left)}</Alert> : null}
    </>
  )
}
