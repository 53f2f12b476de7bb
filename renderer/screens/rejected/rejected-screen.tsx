import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import TaskIcon from '@mui/icons-material/TaskAltOutlined'
import { Answer } from '../../parts/answer.tsx'
import { EmptyNotice } from '../../parts/notices.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { ChangeCard } from './change-card.tsx'
import { useChanges, useOthersWithChanges } from './use-changes.ts'

const text = ja.changes

/** 要確認: what central did not take, each with what was written and what to do. */
export function RejectedScreen() {
  const changes = useChanges()
  const others = useOthersWithChanges(changes.data)
  return (
    <Screen title={ja.rejected.title}>
      <Box sx={{ color: colours.inkSoft }}>{text.lead}</Box>
      {others.length === 0 ? null : <Alert severity="info">{text.othersHold(others.join(text.separator))}</Alert>}
      <Paper variant="outlined">
        <Answer of={changes}>
          {(list) => list.length === 0 ? <EmptyNotice icon={<TaskIcon />}>{ja.rejected.empty}</EmptyNotice> : (
            <Box component="ul" aria-label={ja.rejected.title} sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {list.map((change) => <ChangeCard key={change.mutationId} change={change} />)}
            </Box>
          )}
        </Answer>
      </Paper>
    </Screen>
  )
}
