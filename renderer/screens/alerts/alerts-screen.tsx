import { useState } from 'react'
import Box from '@mui/material/Box'
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import { Answer } from '../../parts/answer.tsx'
import { EmptyNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { Screen } from '../../parts/screen.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { CustodyPage } from '../custody/custody-page.tsx'
import { AlertRow, type SecurityAlert } from './alert-row.tsx'
import { ResolveDialog } from './resolve-dialog.tsx'
import { useSecurityAlerts } from './use-security-alerts.ts'

const text = ja.alerts
type Open = { readonly kind: 'resolve'; readonly alert: SecurityAlert } | { readonly kind: 'custody'; readonly noticeId: string; readonly noticeNumber: string } | null

/** 警告: what a supervisor is called to; those nobody has seen to come first. */
export function AlertsScreen() {
  const alerts = useSecurityAlerts()
  const [open, setOpen] = useState<Open>(null)
  const rows = (list: readonly SecurityAlert[]) => (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {list.map((alert) => <AlertRow key={alert.alertId} alert={alert} onResolve={() => setOpen({ kind: 'resolve', alert })} onCustody={(noticeId, noticeNumber) => setOpen({ kind: 'custody', noticeId, noticeNumber })} />)}
    </Box>
  )
  return (
    <Screen title={text.title}>
      <Box sx={{ color: colours.inkSoft }}>{text.lead}</Box>
      <Answer of={alerts}>
        {(all) => {
          const newestFirst = [...all].sort((left, right) => right.raisedAt.localeCompare(left.raisedAt))
          const unresolved = newestFirst.filter((alert) => alert.resolvedAt === null)
          const resolved = newestFirst.filter((alert) => alert.resolvedAt !== null)
          return (
            <>
              <Panel heading={text.open} isFlush aside={<Box component="span" sx={{ fontWeight: 700 }}>{text.openCount(unresolved.length)}</Box>}>
                {unresolved.length === 0 ? <EmptyNotice icon={<DoneIcon />}>{text.empty}</EmptyNotice> : rows(unresolved)}
              </Panel>
              {resolved.length === 0 ? null : (
                <Box component="details" sx={{ '& summary': { cursor: 'pointer', color: colours.primary, fontWeight: 600, py: 1 } }}>
                  <summary>{text.showResolved(resolved.length)}</summary>
                  <Panel heading={text.resolved} isFlush>{rows(resolved)}</Panel>
                </Box>
              )}
            </>
          )
        }}
      </Answer>
      {open?.kind === 'resolve' ? <ResolveDialog alert={open.alert} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'custody' ? <CustodyPage notice={open} onClose={() => setOpen(null)} /> : null}
    </Screen>
  )
}
