import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import TaskIcon from '@mui/icons-material/TaskAltOutlined'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { EmptyNotice } from '../../parts/notices.tsx'
import { Screen } from '../../parts/screen.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja, wordFor } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'

const text = ja.rejected

/** 要確認: what central did not take, each with what to do. */
export function RejectedScreen() {
  const rejected = useDeskQuery('rejected', 'list', null, (desk, signal) => desk.system.rejectedChanges({}, { signal }))
  return (
    <Screen title={text.title}>
      <Box sx={{ color: colours.inkSoft }}>{text.lead}</Box>
      <Paper variant="outlined">
        <Answer of={rejected}>
          {(changes) => changes.length === 0 ? <EmptyNotice icon={<TaskIcon />}>{text.empty}</EmptyNotice> : (
            <TableContainer>
              <Table aria-label={text.title}>
                <TableHead>
                  <TableRow>{[text.columns.at, text.columns.what, text.columns.subject, text.columns.why, text.columns.who].map((heading) => <TableCell key={heading}>{heading}</TableCell>)}</TableRow>
                </TableHead>
                <TableBody>
                  {changes.map((change) => (
                    <TableRow key={change.mutationId}>
                      <TableCell sx={{ whiteSpace: 'nowrap' }}>{shortDateTime(change.occurredAt)}</TableCell>
                      <TableCell sx={{ fontWeight: 600 }}>{wordFor(text.types, change.type, text.otherType)}</TableCell>
                      <TableCell>{change.subject ?? '－'}</TableCell>
                      <TableCell>{wordFor(text.codes, change.code, text.otherCode)}</TableCell>
                      <TableCell sx={{ whiteSpace: 'nowrap' }}>{change.staffName}</TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </TableContainer>
          )}
        </Answer>
      </Paper>
    </Screen>
  )
}
