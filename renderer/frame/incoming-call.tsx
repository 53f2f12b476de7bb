import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import CloseIcon from '@mui/icons-material/CloseOutlined'
import RingIcon from '@mui/icons-material/RingVolumeOutlined'
import { useLive } from '../api/live.tsx'
import { useDeskQuery } from '../api/use-desk.ts'
import { FacilityCode } from '../parts/facility-marks.tsx'
import { FailureNotice } from '../parts/notices.tsx'
import { useAnswerIncoming, useOpenCalls } from '../screens/call/use-open-call.ts'
import { ja } from '../strings/ja.ts'
import { colours, fonts, typeScale } from '../theme/tokens.ts'
import { useAnnounce } from './announcements.tsx'
import { useCommands, type Command } from './commands.tsx'
import { KeyCap } from './key-cap.tsx'
import { useKeys } from './use-keys.ts'

const text = ja.call.incoming
/** Milliseconds a ring is shown: after that somebody else has taken it, or the caller is gone. */
const shownFor = 60_000
const mostCandidates = 4

interface Ring {
  readonly telephone: string
  readonly at: string
}

/** Who it may be: to be asked, never chosen by itself. */
function Candidates({ ring, isBusy, onChoose }: { readonly ring: Ring; readonly isBusy: boolean; readonly onChoose: (facilityCode: string | null, callerName: string) => void }) {
  const candidates = useDeskQuery('calls', 'candidates', ring.telephone, (desk, signal) => desk.calls.candidates({ telephone: ring.telephone }, { signal }))
  if (candidates.isError) return <FailureNotice error={candidates.error} />
  if (candidates.data === undefined) return <Box sx={{ fontSize: typeScale.small }}>{text.looking}</Box>
  const { facilities, callbacks } = candidates.data
  if (facilities.length === 0 && callbacks.length === 0) return <Box sx={{ fontSize: typeScale.small }}>{text.none}</Box>
  const button = (key: string, words: ReactNode, choose: () => void) => (
    <Button key={key} size="small" disabled={isBusy} onClick={choose} sx={{ maxWidth: 420, whiteSpace: 'normal', textAlign: 'left', bgcolor: colours.paper }}>{words}</Button>
  )
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap', fontSize: typeScale.small }}>
      <span>{text.candidates}</span>
      {callbacks.slice(0, mostCandidates).map((callback) => button(callback.callbackId, `${text.callback(callback.about === '' ? text.noAbout : callback.about)}　${callback.facilityName ?? ''}`, () => onChoose(callback.facilityCode, callback.callerName)))}
      {facilities.slice(0, mostCandidates).map((facility) => button(facility.facilityCode, <>{facility.name}　<FacilityCode code={facility.facilityCode} /></>, () => onChoose(facility.facilityCode, '')))}
    </Box>
  )
}

function RingBanner({ ring, onGone }: { readonly ring: Ring; readonly onGone: () => void }) {
  const open = useOpenCalls()
  const answer = useAnswerIncoming()
  const announce = useAnnounce()
  const start = useRef<HTMLButtonElement>(null)
  const isBusy = answer.isPending
  const take = (facilityCode: string | null, callerName: string) => {
    if (isBusy) return
    answer.mutate({ telephone: ring.telephone, facilityCode, callerName }, { onSuccess: () => { announce(text.started); onGone() } })
  }
  useKeys({ 'Alt+F2': () => take(null, ''), 'Ctrl+F2': () => start.current?.focus(), Escape: onGone })
  const actions = useRef(take)
  useEffect(() => { actions.current = take })
  useCommands(useMemo((): Command[] => [{ id: 'answerIncoming', label: `${text.label}：${text.answer}`, keys: text.key, run: () => actions.current(null, '') }], []))
  useEffect(() => {
    const timer = setTimeout(onGone, Math.max(0, Date.parse(ring.at) + shownFor - Date.now()))
    return () => clearTimeout(timer)
  }, [ring.at, onGone])
  return (
    // Said at once, but the hands stay where they type.
    <Box component="section" role="alert" aria-label={text.label} sx={{ flexShrink: 0, display: 'grid', gap: 1.5, px: 4, py: 2, bgcolor: colours.infoTint, borderBottom: `2px solid ${colours.info}` }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap' }}>
        <RingIcon aria-hidden sx={{ color: colours.info }} />
        <Box component="span" sx={{ fontSize: typeScale.section, fontWeight: 700, fontVariantNumeric: fonts.figures }}>{text.heading(ring.telephone)}</Box>
        <Button ref={start} variant="contained" size="small" disabled={isBusy} aria-keyshortcuts="Alt+F2" onClick={() => take(null, '')}>{open.data?.active === null || open.data === undefined ? text.answer : text.answerParking}<KeyCap text={text.key} /></Button>
        <Box sx={{ flex: 1 }} />
        <IconButton size="small" aria-label={text.close} onClick={onGone}><CloseIcon fontSize="small" /></IconButton>
      </Box>
      {answer.isError ? <FailureNotice error={answer.error} /> : null}
      <Candidates ring={ring} isBusy={isBusy} onChoose={take} />
    </Box>
  )
}

/** 着信: the last call that rang, until it was answered, put away, or a minute has passed. */
export function IncomingCall() {
  const { incoming } = useLive()
  const [goneAt, setGoneAt] = useState<string | null>(null)
  const at = incoming?.at ?? null
  const onGone = useCallback(() => setGoneAt(at), [at])
  return incoming === null || at === goneAt ? null : <RingBanner key={at} ring={incoming} onGone={onGone} />
}
