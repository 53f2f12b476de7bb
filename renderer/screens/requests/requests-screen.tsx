import { useMemo, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import SwapIcon from '@mui/icons-material/SwapHorizOutlined'
import { useMay } from '../../api/session.ts'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { DeputiesDialog } from './deputies-dialog.tsx'
import { EmailChangeList } from './email-change-list.tsx'
import { NoticeList } from './notice-list.tsx'
import { ProvisionalCodeList } from './provisional-code-list.tsx'

type TabName = keyof typeof ja.requests.tabs

/** 受付一覧: everything taken down, by kind. */
export function RequestsScreen() {
  const may = useMay()
  const tabs: TabName[] = [
    'notices',
    ...(may('emailChangeRequests.list') ? (['emailChange'] as const) : []),
    ...(may('provisionalCodeRequests.list') ? (['provisionalCode'] as const) : []),
  ]
  const [isSettingDeputies, setIsSettingDeputies] = useState(false)
  const maySetDeputies = may('deputies.set')
  useCommands(useMemo((): Command[] => [{ id: 'deputies', label: ja.deputies.open, isAvailable: maySetDeputies, run: () => setIsSettingDeputies(true) }], [maySetDeputies]))
  const [tab, setTab] = useState<TabName>('notices')
  return (
    <Screen title={ja.requests.title} actions={maySetDeputies ? <Button startIcon={<SwapIcon />} onClick={() => setIsSettingDeputies(true)}>{ja.deputies.open}</Button> : null}>
      <Paper variant="outlined" sx={{ flex: 1, display: 'flex', flexDirection: 'column', minWidth: 0, overflow: 'hidden' }}>
        <Tabs value={tab} onChange={(_event, next: TabName) => setTab(next)} aria-label={ja.requests.title} sx={{ borderBottom: `1px solid ${colours.line}`, px: 2 }}>
          {tabs.map((name) => <Tab key={name} value={name} label={ja.requests.tabs[name]} id={`requests-tab-${name}`} aria-controls="requests-panel" />)}
        </Tabs>
        <Box role="tabpanel" id="requests-panel" aria-labelledby={`requests-tab-${tab}`} sx={{ minWidth: 0 }}>
          {tab === 'notices' ? <NoticeList /> : tab === 'emailChange' ? <EmailChangeList /> : <ProvisionalCodeList />}
        </Box>
      </Paper>
      {isSettingDeputies ? <DeputiesDialog onClose={() => setIsSettingDeputies(false)} /> : null}
    </Screen>
  )
}
