import { useMemo, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import BackIcon from '@mui/icons-material/ArrowBackOutlined'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { DayTab } from './day/day-tab.tsx'
import { LotsTab } from './lots-tab.tsx'
import { noFilters, type QueueFilters } from './queue-view.ts'
import { ReturnsTab } from './returns/returns-tab.tsx'

const text = ja.mailroom
const tabs = ['lots', 'returns', 'day'] as const
type TabName = (typeof tabs)[number]

/** 発送室: from the queue to the post office's counter, what comes back from there, and the day's closing. */
export function MailroomScreen() {
  const [tab, setTab] = useState<TabName>('lots')
  /** Lot and filters stay while another tab is looked at. */
  const [lotId, setLotId] = useState<string | null>(null)
  const [filters, setFilters] = useState<QueueFilters>(noFilters)
  useCommands(useMemo((): Command[] => tabs.map((name) => ({ id: `mailroom-${name}`, label: text.openTab(text.tabs[name]), run: () => setTab(name) })), []))
  return (
    <Screen title={text.title} actions={tab === 'lots' && lotId !== null ? <Button startIcon={<BackIcon />} onClick={() => setLotId(null)}>{text.backToQueue}</Button> : undefined}>
      <Tabs value={tab} onChange={(_event, next: TabName) => setTab(next)} aria-label={text.title} sx={{ borderBottom: `1px solid ${colours.line}` }}>
        {tabs.map((name) => <Tab key={name} value={name} label={text.tabs[name]} id={`mailroom-tab-${name}`} aria-controls="mailroom-panel" />)}
      </Tabs>
      <Box role="tabpanel" id="mailroom-panel" aria-labelledby={`mailroom-tab-${tab}`} sx={{ minWidth: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3 }}>
        {tab === 'lots' ? <LotsTab lotId={lotId} onOpen={setLotId} filters={filters} onFilter={setFilters} /> : tab === 'returns' ? <ReturnsTab /> : <DayTab />}
      </Box>
    </Screen>
  )
}
