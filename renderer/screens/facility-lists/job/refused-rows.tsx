import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import SaveIcon from '@mui/icons-material/SaveAltOutlined'
import type { ImportReport } from '#shared/contract/desktop/contract.ts'
import { offerDownload } from '../../../parts/download.ts'
import { todayInJapan } from '../../../strings/dates.ts'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { csvText } from './csv-text.ts'
import { ReportTable } from './report-table.tsx'

const text = ja.facilityLists
const columns = Object.values(text.refusedColumns)

/** Rows that could not be read, each with its place and reason; to be sent on as a file. */
export function RefusedRows({ report }: { readonly report: Pick<ImportReport, 'refused' | 'refusedCount'> }) {
  if (report.refused.length === 0) return null
  const hidden = report.refusedCount - report.refused.length
  // A CSV has no sheet.
  const rows = report.refused.map((row) => [row.file, row.sheet ?? '', row.row === null ? '' : String(row.row), row.message])
  const save = () => offerDownload(new Blob([csvText([columns, ...rows])], { type: 'text/csv' }), text.refusedFileName(todayInJapan()))
  return (
    <Box>
      <ReportTable heading={text.refused} columns={columns} rows={rows} aside={<Button size="small" startIcon={<SaveIcon />} onClick={save}>{text.saveRefused}</Button>} />
      {hidden > 0 ? <Box sx={{ mt: 1, fontSize: typeScale.small, color: colours.inkSoft }}>{text.refusedMore(hidden)}</Box> : null}
    </Box>
  )
}
