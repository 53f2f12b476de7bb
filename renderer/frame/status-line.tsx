import type { ComponentType, ReactNode } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import AlarmIcon from '@mui/icons-material/AlarmOutlined'
import CloudDoneIcon from '@mui/icons-material/CloudDoneOutlined'
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined'
import ClockIcon from '@mui/icons-material/ScheduleOutlined'
import ListIcon from '@mui/icons-material/FormatListNumberedOutlined'
import LinkOffIcon from '@mui/icons-material/LinkOffOutlined'
import OutboxIcon from '@mui/icons-material/OutboxOutlined'
import ReportIcon from '@mui/icons-material/ReportProblemOutlined'
import ScienceIcon from '@mui/icons-material/ScienceOutlined'
import SyncIcon from '@mui/icons-material/SyncOutlined'
import type { SvgIconProps } from '@mui/material/SvgIcon'
import type { SystemStatus } from '#shared/contract/desktop/contract.ts'
import { useLive } from '../api/live.tsx'
import { useMay } from '../api/session.ts'
import { useDeskAction } from '../api/use-desk.ts'
import { useLateCallbacks } from '../screens/callbacks/use-callbacks.ts'
import { clockTime } from '../strings/dates.ts'
import { ja } from '../strings/ja.ts'
import { durationText } from '../strings/mailroom-times.ts'
import { colours, sizes, typeScale } from '../theme/tokens.ts'

const text = ja.status
type Weight = 'quiet' | 'good' | 'loud'

function Fact({ icon: Icon, weight = 'quiet', children }: { readonly icon: ComponentType<SvgIconProps>; readonly weight?: Weight; readonly children: ReactNode }) {
  const colour = { quiet: colours.inkSoft, good: colours.good, loud: colours.bad }[weight]
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, color: colour, fontWeight: weight === 'loud' ? 700 : 500 }}>
      <Icon aria-hidden sx={{ fontSize: 16 }} />
      <span>{children}</span>
    </Box>
  )
}

function CentralFact({ status }: { readonly status: SystemStatus }) {
  const words = text.central[status.central]
  if (status.central === 'connected') return <Fact icon={CloudDoneIcon} weight="good">{words}</Fact>
  if (status.central === 'connecting') return <Fact icon={SyncIcon}>{words}</Fact>
  return <Fact icon={CloudOffIcon} weight="loud">{words}</Fact>
}

/** A wrong clock stamps what is done here with the wrong day. */
function ClockFact({ minutes }: { readonly minutes: number | null }) {
  if (minutes === null) return null
  const time = durationText(Math.abs(minutes) * 60_000)
  return <Fact icon={ClockIcon} weight="loud">{minutes > 0 ? text.clockAhead(time) : text.clockBehind(time)}</Fact>
}

function ListFact({ list }: { readonly list: SystemStatus['facilityList'] }) {
  if (list === null) return <Fact icon={ListIcon} weight="loud">{text.noList}</Fact>
  return (
    <>
      <Fact icon={ListIcon}>{text.list(list.count, list.version)}</Fact>
      {list.isSample ? <Fact icon={ScienceIcon}>{text.sample}</Fact> : null}
    </>
  )
}

function SyncNow() {
  const sync = useDeskAction((desk, _input: null) => desk.system.syncNow({}))
  return (
    <Button size="small" variant="text" disabled={sync.isPending} startIcon={<SyncIcon />} onClick={() => sync.mutate(null)} sx={{ minHeight: 26, py: 0, fontSize: typeScale.small }}>{text.syncNow}</Button>
  )
}

/** Of a desk in use: before it is enrolled nothing waits, and no list has come. */
function WorkFacts({ status }: { readonly status: SystemStatus }) {
  const lateCallbacks = useLateCallbacks()
  return (
    <>
      <Fact icon={OutboxIcon}>{text.waiting(status.waiting)}</Fact>
      <Fact icon={ReportIcon} weight={status.needsPerson > 0 ? 'loud' : 'quiet'}>{text.needsPerson(status.needsPerson)}</Fact>
      {lateCallbacks > 0 ? <Fact icon={AlarmIcon} weight="loud">{text.lateCallbacks(lateCallbacks)}</Fact> : null}
      <ListFact list={status.facilityList} />
    </>
  )
}

/** Always in sight: is the line up, what waits, what needs a person, which list. */
export function StatusLine() {
  const { isConnected, isRefused, status } = useLive()
  const may = useMay()
  return (
    <Box component="footer" aria-label={text.label} sx={{ display: 'flex', alignItems: 'center', columnGap: 5, rowGap: 0, flexWrap: 'wrap', flexShrink: 0, minHeight: sizes.statusLine, px: 4, bgcolor: isConnected === false ? colours.badTint : colours.paper, borderTop: `1px solid ${colours.line}`, fontSize: typeScale.small }}>
      <Box role="status" sx={{ display: 'contents' }}>{isConnected === false ? <Fact icon={LinkOffIcon} weight="loud">{isRefused ? text.openAgain : text.reconnecting}</Fact> : null}</Box>
      {status === null ? null : (
        <>
          {isConnected === false ? null : <CentralFact status={status} />}
          <ClockFact minutes={status.clockOffMinutes} />
          {status.central === 'notEnrolled' ? null : <WorkFacts status={status} />}
          <Box sx={{ flex: 1 }} />
          {status.lastSyncAt === null ? null : <Box component="span" sx={{ color: colours.inkSoft }}>{text.lastSync(clockTime(status.lastSyncAt))}</Box>}
          {may('system.syncNow') ? <SyncNow /> : null}
          <Box component="span" sx={{ color: colours.inkSoft }}>{text.version(status.clientVersion)}</Box>
        </>
      )}
    </Box>
  )
}
