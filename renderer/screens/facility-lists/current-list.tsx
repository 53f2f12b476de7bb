import Box from '@mui/material/Box'
import Alert from '@mui/material/Alert'
import type { SystemStatus } from '#shared/contract/desktop/contract.ts'
import { Panel } from '../../parts/panel.tsx'
import { fullDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.facilityLists

export function CurrentList({ list }: { readonly list: SystemStatus['facilityList'] }) {
  return (
    <Panel heading={text.current}>
      {list === null ? <Box sx={{ color: colours.inkSoft }}>{text.none}</Box> : (
        <Box sx={{ display: 'flex', gap: 5, alignItems: 'center', flexWrap: 'wrap' }}>
          <Box sx={{ fontSize: typeScale.screen, fontWeight: 700 }}>{ja.status.list(list.count, list.version)}</Box>
          {list.updatedAt === null ? null : <Box sx={{ color: colours.inkSoft }}>{text.updatedAt(fullDateTime(list.updatedAt))}</Box>}
          {list.isSample ? <Alert severity="info" sx={{ py: 0 }}>{text.sample}</Alert> : null}
        </Box>
      )}
    </Panel>
  )
}
