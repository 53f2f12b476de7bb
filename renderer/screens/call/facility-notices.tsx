import { useEffect, useMemo, useState } from 'react'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { formatTrackingNumber } from '#shared/domain/tracking-number.ts'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { Panel } from '../../parts/panel.tsx'
import { FollowUpChip, NoticeStateChip } from '../../parts/state-chips.tsx'
import { mayStillUndo, UndoDialog, UndoNotice } from '../../parts/undo-notice.tsx'
import { day, shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { NoticeHistory } from '../requests/history-drawer.tsx'

const text = ja.call.notices

/** Alt + Z and the palette take the newest request back, as its button does. */
function UndoByKey({ notices }: { readonly notices: readonly NoticeSummary[] }) {
  const [asked, setAsked] = useState<NoticeSummary | null>(null)
  const newest = notices.find((notice) => notice.undoUntil !== null)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || !event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyZ') return
      if (newest === undefined || !mayStillUndo(newest, Date.now()) || document.querySelector('[role="dialog"]') !== null) return
      event.preventDefault()
      setAsked(newest)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [newest])
  useCommands(useMemo((): Command[] => (newest === undefined ? [] : [
    { id: 'undoNotice', label: ja.call.undo.of(newest.noticeNumber), keys: ja.call.undo.key, run: () => { if (mayStillUndo(newest, Date.now())) setAsked(newest) } },
  ]), [newest]))
  return asked === null ? null : <UndoDialog notice={asked} onClose={() => setAsked(null)} />
}

function Row({ notice, hasKey, onHistory }: { readonly notice: NoticeSummary; readonly hasKey: boolean; readonly onHistory: () => void }) {
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 0.5, pb: 2, borderBottom: `1px solid ${colours.line}`, '&:last-child': { border: 0, pb: 0 }, fontSize: typeScale.small }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
        <Link component="button" type="button" aria-label={ja.call.course.open(notice.noticeNumber)} onClick={onHistory} sx={{ fontWeight: 600 }}>{notice.noticeNumber}</Link>
        <Box component="span" sx={{ display: 'inline-flex', gap: 1, flexWrap: 'wrap' }}>
          <NoticeStateChip state={notice.state} />
          {notice.followUp === 'open' ? <FollowUpChip /> : null}
        </Box>
      </Box>
      <Box sx={{ color: colours.inkSoft }}>{text.requested(shortDateTime(notice.requestedAt), notice.requestedByName)}</Box>
      {notice.joinedToNumber === null ? null : <Box>{text.joinedTo(notice.joinedToNumber)}</Box>}
      {notice.replacesNumber === null ? null : <Box>{text.replaces(notice.replacesNumber)}</Box>}
      {notice.joinedCases === 0 ? null : <Box>{text.waiting(notice.joinedCases)}</Box>}
      {notice.trackingNumber === null ? null : <Box>{text.tracking(formatTrackingNumber(notice.trackingNumber))}</Box>}
      {notice.validUntil === null ? null : <Box sx={{ color: colours.inkSoft }}>{text.validUntil(day(notice.validUntil))}</Box>}
      {notice.returned === null ? null : <Box sx={{ color: colours.bad, fontWeight: 600 }}>{text.returned(day(notice.returned.on), ja.requests.returnReasons[notice.returned.reason])}</Box>}
      {notice.state === 'requested' && notice.followUp === 'open' ? <Box sx={{ color: colours.warning, fontWeight: 600 }}>{ja.requests.sentBack}</Box> : null}
      {hasKey ? <UndoNotice notice={notice} keys={ja.call.undo.key} /> : <UndoNotice notice={notice} />}
    </Box>
  )
}

/** What went, or is about to go, to this facility; the newest request may be taken back for ten minutes. */
export function FacilityNotices({ notices }: { readonly notices: readonly NoticeSummary[] }) {
  const newest = notices.find((notice) => notice.undoUntil !== null)
  const [opened, setOpened] = useState<NoticeSummary | null>(null)
  return (
    <Panel heading={text.heading}>
      {notices.length === 0 ? <Box sx={{ color: colours.inkSoft, fontSize: typeScale.small }}>{text.none}</Box> : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}>
        {notices.map((notice) => <Row key={notice.noticeId} notice={notice} hasKey={notice === newest} onHistory={() => setOpened(notice)} />)}
      </Box>
      <UndoByKey notices={notices} />
      {opened === null ? null : <NoticeHistory notice={opened} onClose={() => setOpened(null)} />}
    </Panel>
  )
}
