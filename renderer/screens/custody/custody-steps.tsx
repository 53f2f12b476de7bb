import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { Custody } from '#shared/contract/desktop/contract.ts'
import { shortHash } from '../../parts/short-hash.ts'
import { exactDateTime } from '../../strings/dates.ts'
import { ja, wordFor } from '../../strings/ja.ts'
import { reasonText } from '../../strings/reason-text.ts'
import { colours, fonts } from '../../theme/tokens.ts'

const text = ja.custody
const stepNames = { ...ja.requests.noticeStates, ...ja.requests.noticeSteps }
const figures = { whiteSpace: 'nowrap', fontVariantNumeric: fonts.figures } as const

/** Each step: who, when, at which desk, and the entry of the audit trail that proves it. */
export function CustodySteps({ custody }: { readonly custody: Custody }) {
  const { columns } = text
  return (
    // Reached by Tab, so that the arrow keys scroll the page to it.
    <Box component="section" aria-label={text.steps} tabIndex={0}>
      <Typography variant="h3" sx={{ mb: 1 }}>{text.steps}</Typography>
      <TableContainer sx={{ border: `1px solid ${colours.line}`, borderRadius: 2 }}>
        <Table size="small" aria-label={text.steps}>
          <TableHead>
            <TableRow>{[columns.step, columns.at, columns.who, columns.device, columns.audit, columns.reason].map((heading) => <TableCell key={heading}>{heading}</TableCell>)}</TableRow>
          </TableHead>
          <TableBody>
            {custody.steps.map(({ event, staffName, deviceNumber, audit }, index) => (
              <TableRow key={index} sx={{ breakInside: 'avoid' }}>
                <TableCell sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{index === 0 && event.from === null ? `${ja.requests.historyStart}（${wordFor(stepNames, event.to, event.to)}）` : wordFor(stepNames, event.to, event.to)}</TableCell>
                <TableCell sx={figures}>{exactDateTime(event.at)}</TableCell>
                <TableCell>{staffName ?? event.staffId ?? text.automatic}</TableCell>
                <TableCell sx={figures}>{deviceNumber === null ? '－' : text.device(deviceNumber)}</TableCell>
                <TableCell sx={{ fontVariantNumeric: fonts.figures, color: audit === null ? colours.inkSoft : undefined }}>{audit === null ? text.notRecorded : text.audit(audit.deviceNumber, audit.position, shortHash(audit.hash))}</TableCell>
                <TableCell>{event.reason === null ? '' : reasonText(event.reason)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Box>
  )
}
