import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import DoneIcon from '@mui/icons-material/TaskAltOutlined'
import WarningIcon from '@mui/icons-material/GppMaybeOutlined'
import type { SecurityAlertRecord } from '#shared/contract/records.ts'
import { useMay } from '../../api/session.ts'
import { exactDateTime, fullDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.alerts
export type SecurityAlert = SecurityAlertRecord & { readonly resolvedByName: string | null }

/** What is said of a kind. */
export const alertWords = (kind: SecurityAlertRecord['kind']): (typeof text.kinds)[SecurityAlertRecord['kind']] => text.kinds[kind]

interface AlertRowProps {
  readonly alert: SecurityAlert
  readonly onResolve: () => void
  readonly onCustody: (noticeId: string, noticeNumber: string) => void
}

/** One alert: what happened, what to do, and what was done. */
export function AlertRow({ alert, onResolve, onCustody }: AlertRowProps) {
  const may = useMay()
  const words = alertWords(alert.kind)
  const { noticeId, noticeNumber } = alert
  const isOpen = alert.resolvedAt === null
  const Icon = isOpen ? WarningIcon : DoneIcon
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: 3, px: 4, py: 3, borderTop: `1px solid ${colours.line}` }}>
      <Icon aria-hidden sx={{ mt: 0.5, color: isOpen ? colours.bad : colours.good }} />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Box sx={{ display: 'flex', columnGap: 4, rowGap: 1, flexWrap: 'wrap', alignItems: 'baseline' }}>
          <Box component="h3" sx={{ m: 0, fontSize: typeScale.lead, fontWeight: 700, color: isOpen ? colours.bad : colours.ink }}>{words.title}</Box>
          <Box component="span" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{exactDateTime(alert.raisedAt)}</Box>
          {alert.deviceNumber === null ? null : <Box component="span" sx={{ fontSize: typeScale.small }}>{text.device(alert.deviceNumber)}</Box>}
          {noticeNumber === null ? null : <Box component="span" sx={{ fontSize: typeScale.small, fontWeight: 600 }}>{text.notice(noticeNumber)}</Box>}
        </Box>
        <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: 3, rowGap: 1, '& dt': { color: colours.inkSoft, fontSize: typeScale.small, pt: 0.25 }, '& dd': { m: 0 } }}>
          <dt>{text.what}</dt><dd>{words.what}</dd>
          {isOpen ? <><dt>{text.toDo}</dt><dd>{words.toDo}</dd></> : <><dt>{text.resolvedBy(fullDateTime(alert.resolvedAt ?? alert.raisedAt), alert.resolvedByName ?? alert.resolvedBy ?? '')}</dt><dd>{alert.resolution}</dd></>}
        </Box>
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
          {isOpen && may('securityAlerts.resolve') ? <Button variant="contained" size="small" aria-label={text.resolveOf(words.title)} onClick={onResolve}>{text.resolve}</Button> : null}
          {isOpen && !may('securityAlerts.resolve') ? <Box component="span" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.onlySupervisors}</Box> : null}
          {noticeId === null || noticeNumber === null ? null : <Button size="small" aria-label={ja.custody.openOf(noticeNumber)} onClick={() => onCustody(noticeId, noticeNumber)}>{ja.custody.open}</Button>}
        </Box>
      </Box>
    </Box>
  )
}
