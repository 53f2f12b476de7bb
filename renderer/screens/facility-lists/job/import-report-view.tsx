import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ImportReport, Job } from '#shared/contract/desktop/contract.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { Panel } from '../../../parts/panel.tsx'
import { shortWareki } from '../../../strings/dates.ts'
import { ja, wordFor } from '../../../strings/ja.ts'
import { RefusedRows } from './refused-rows.tsx'
import { Figures, ReportTable } from './report-table.tsx'

const text = ja.facilityLists
const figureNames = ['records', 'added', 'changed', 'unchanged', 'closed', 'refusedCount', 'warningCount', 'toCorrect'] as const

const fileRow = (file: ImportReport['files'][number]): string[] => [
  file.file, file.sheet ?? '', file.prefectureNumber === null ? '' : (prefectureByNumber(file.prefectureNumber)?.name ?? ''),
  file.listKind === null ? '' : ja.general.facilityKinds[file.listKind], file.asOf === null ? '' : shortWareki(file.asOf), file.records.toLocaleString('ja-JP'),
]
const { file, sheet, prefecture, kind, asOf, records } = text.fileColumns
const fileColumns = [file, sheet, prefecture, kind, asOf, records]

/** Why a job failed: its own sentence, else the one of its reason. */
export const failureOf = (job: Job, otherwise: string): string => job.message ?? wordFor(ja.errors.reasons, job.step, otherwise)

const isUnchanged = (report: ImportReport) => report.records > 0 && report.added + report.changed + report.closed === 0

interface ImportReportViewProps {
  readonly job: Job
  readonly isDryRun: boolean
  /** Which of several starts, or null. */
  readonly part: string | null
  readonly onCorrections: (() => void) | null
}

/** How an import, or the trial of one, came out. */
export function ImportReportView({ job, isDryRun, part, onCorrections }: ImportReportViewProps) {
  const { report } = job
  const heading = isDryRun ? (part === null ? text.dryRunReport : text.dryRunReportOf(part)) : part === null ? text.report : text.reportOf(part)
  const toCorrect = report?.toCorrect ?? 0
  return (
    <Panel heading={heading} aside={toCorrect > 0 && !isDryRun && onCorrections !== null ? <Button onClick={onCorrections}>{text.toCorrections(toCorrect)}</Button> : null}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        <Box role="status" sx={{ display: 'contents' }}>
          {job.state === 'cancelled' ? <Alert severity="info">{text.cancelled}</Alert> : null}
          {job.state === 'failed' ? <Alert severity="error">{failureOf(job, text.failed)}</Alert> : null}
          {job.state === 'done' && !isDryRun && report !== null && isUnchanged(report) ? <Alert severity="info">{text.nothingChanged}</Alert> : null}
        </Box>
        {report === null ? null : (
          <>
            <Figures figures={figureNames.map((name) => ({ name: text.figures[name], value: report[name], isBad: name === 'refusedCount' && report[name] > 0 }))} />
            <RefusedRows report={report} />
            {report.files.length === 0 ? null : <ReportTable heading={text.files} columns={fileColumns} rows={report.files.map(fileRow)} />}
          </>
        )}
      </Box>
    </Panel>
  )
}
