import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ImportReport, Job } from '#shared/contract/desktop/contract.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { Panel } from '../../parts/panel.tsx'
import { day } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.facilityLists
/** A CSV has no sheet. */
const textOr = (text: string | null): string => (text === null || text === '' ? '－' : text)
const figureNames = ['records', 'added', 'changed', 'unchanged', 'closed', 'refusedCount', 'warningCount', 'toCorrect'] as const

function Figures({ report }: { readonly report: ImportReport }) {
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))', gap: 3 }}>
      {figureNames.map((name) => (
        <Box key={name} sx={{ display: 'flex', flexDirection: 'column-reverse', p: 3, borderRadius: 2, bgcolor: name === 'refusedCount' && report[name] > 0 ? colours.badTint : colours.sunken }}>
          <Box component="dt" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.figures[name]}</Box>
          <Box component="dd" sx={{ m: 0, fontSize: typeScale.screen, fontWeight: 700 }}>{report[name].toLocaleString('ja-JP')}</Box>
        </Box>
      ))}
    </Box>
  )
}

function Rows({ heading, columns, rows }: { readonly heading: string; readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] }) {
  return (
    <Box>
      <Typography variant="h3" sx={{ mb: 1 }}>{heading}</Typography>
      <TableContainer tabIndex={0} role="region" aria-label={heading} sx={{ maxHeight: 320 }}>
        <Table size="small" stickyHeader aria-label={heading}>
          <TableHead><TableRow>{columns.map((column) => <TableCell key={column}>{column}</TableCell>)}</TableRow></TableHead>
          <TableBody>
            {rows.map((row, index) => <TableRow key={index}>{row.map((cell, column) => <TableCell key={column}>{cell}</TableCell>)}</TableRow>)}
          </TableBody>
        </Table>
      </TableContainer>
    </Box>
  )
}

function Report({ report }: { readonly report: ImportReport }) {
  const hidden = report.refusedCount - report.refused.length
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Figures report={report} />
      {report.refused.length === 0 ? null : (
        <>
          <Rows heading={text.refused} columns={Object.values(text.refusedColumns)} rows={report.refused.map((row) => [row.file, textOr(row.sheet), row.row ?? '－', row.message])} />
          {hidden > 0 ? <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.refusedMore(hidden)}</Box> : null}
        </>
      )}
      <Rows heading={text.files} columns={Object.values(text.fileColumns)} rows={report.files.map((file) => [file.file, textOr(file.sheet), file.prefectureNumber === null ? '－' : (prefectureByNumber(file.prefectureNumber)?.name ?? '－'), file.listKind === null ? '－' : ja.general.facilityKinds[file.listKind], file.asOf === null ? '－' : day(file.asOf), file.records.toLocaleString('ja-JP')])} />
    </Box>
  )
}

/** How an import, or the trial of one, came out. */
export function ImportReportView({ job, isDryRun }: { readonly job: Job; readonly isDryRun: boolean }) {
  return (
    <Panel heading={isDryRun ? text.dryRunReport : text.report}>
      <Box role="status" sx={{ display: 'grid', gap: 3 }}>
        {job.state === 'cancelled' ? <Alert severity="info">{text.cancelled}</Alert> : null}
        {job.state === 'failed' ? <Alert severity="error">{job.message ?? text.failed}</Alert> : null}
        {job.report === null ? null : <Report report={job.report} />}
      </Box>
    </Panel>
  )
}
