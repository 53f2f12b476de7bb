import { useState } from 'react'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { AddressWaits } from './address-waits.tsx'
import { CallbackList } from './callback-list.tsx'

const text = ja.callbacks
const tabs = ['callbacks', 'addressWaits'] as const
type TabName = (typeof tabs)[number]

/** 折り返し: everybody's promises, and the verifications that wait for the list. */
export function CallbacksScreen() {
  const [tab, setTab] = useState<TabName>('callbacks')
  return (
    <Screen title={text.title}>
      <Paper variant="outlined" sx={{ flex: 1, display: 'flex', flexDirection: 'column', minWidth: 0, overflow: 'hidden' }}>
        <Tabs value={tab} onChange={(_event, next: TabName) => setTab(next)} aria-label={text.title} sx={{ borderBottom: `1px solid ${colours.line}`, px: 2 }}>
          {tabs.map((name) => <Tab key={name} value={name} label={text.tabs[name]} id={`callbacks-tab-${name}`} aria-controls="callbacks-panel" />)}
        </Tabs>
        <Box role="tabpanel" id="callbacks-panel" aria-labelledby={`callbacks-tab-${tab}`} sx={{ minWidth: 0 }}>
          {tab === 'callbacks' ? <CallbackList /> : <AddressWaits />}
        </Box>
      </Paper>
    </Screen>
  )
}
