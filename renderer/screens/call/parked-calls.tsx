import { useId, useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import PausedIcon from '@mui/icons-material/PhonePausedOutlined'
import type { CallRecord } from '#shared/contract/records.ts'
import { KeyCap } from '../../frame/key-cap.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, fonts, typeScale } from '../../theme/tokens.ts'
import { useMinute } from '../mailroom/use-minute.ts'
import { useFacility } from './use-facility.ts'
import { useResume } from './use-open-call.ts'

const text = ja.call.parked

/** "保留 12分", of a call that is on hold. */
function heldText(parkedAt: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(parkedAt)) / 60_000))
  return minutes < 60 ? text.held(minutes) : text.heldHours(Math.floor(minutes / 60), minutes % 60)
}

/** The one waiting longest first. */
const inOrder = (calls: readonly CallRecord[]): CallRecord[] => calls.toSorted((one, other) => (one.parked?.at ?? '').localeCompare(other.parked?.at ?? ''))

function useWords(call: CallRecord): { readonly name: string; readonly facility: string | null; readonly held: string } {
  const facility = useFacility(call.facilityCodes.at(-1) ?? null)
  const now = useMinute()
  const facilityName = call.facilityCodes.length === 0 ? null : (facility.data?.facility.name ?? call.facilityCodes.at(-1) ?? null)
  return { name: call.callerName === '' ? ja.call.unnamed : call.callerName, facility: facilityName, held: call.parked === null ? '' : heldText(call.parked.at, now) }
}

interface EntryProps {
  readonly call: CallRecord
  readonly isBusy: boolean
  readonly onResume: () => void
}

/** One call on hold in the strip over the call at hand. */
function Entry({ call, isBusy, onResume }: EntryProps) {
  const { name, facility, held } = useWords(call)
  return (
    <Box component="li" sx={{ minWidth: 0 }}>
      <Button
        size="small" disabled={isBusy} onClick={onResume} aria-label={text.resumeOf([name, facility].filter((word) => word !== null).join('　'))} title={call.parked?.note}
        sx={{ maxWidth: 340, gap: 2, justifyContent: 'flex-start', fontWeight: 600 }}
      >
        <PausedIcon aria-hidden sx={{ fontSize: 17, color: colours.warning }} />
        <Box component="span" sx={{ minWidth: 0, whiteSpace: 'normal', lineHeight: 1.35, textAlign: 'left' }}>{facility === null ? name : `${name}　${facility}`}</Box>
        <Box component="span" sx={{ color: colours.warning, fontVariantNumeric: fonts.figures, whiteSpace: 'nowrap' }}>{held}</Box>
      </Button>
    </Box>
  )
}

/** The calls on hold, over the call at hand: nothing where there is none. */
export function ParkedStrip({ calls }: { readonly calls: readonly CallRecord[] }) {
  const resume = useResume()
  if (calls.length === 0) return null
  return (
    <Box component="section" aria-label={text.heading} sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap', px: 3, py: 1.5, borderRadius: 2, bgcolor: colours.warningTint, border: `1px solid ${colours.line}` }}>
      <Box component="span" sx={{ fontSize: typeScale.small, fontWeight: 700, color: colours.warning }}>{text.count(calls.length)}<KeyCap text={text.listKey} /></Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', gap: 2, flexWrap: 'wrap', minWidth: 0 }}>
        {inOrder(calls).map((call) => <Entry key={call.callId} call={call} isBusy={resume.isPending} onResume={() => resume.mutate({ callId: call.callId })} />)}
      </Box>
      {resume.isError ? <FailureNotice error={resume.error} /> : null}
    </Box>
  )
}

interface RowProps extends EntryProps {
  readonly isFirst: boolean
}

/** One call on hold where there is room: what it is about, and since when it waits. */
function Row({ call, isBusy, isFirst, onResume }: RowProps) {
  const { name, facility, held } = useWords(call)
  return (
    <Box component="li">
      <ButtonBase
        autoFocus={isFirst} disabled={isBusy} onClick={onResume} aria-label={text.resumeOf([name, facility].filter((word) => word !== null).join('　'))}
        sx={{ width: '100%', display: 'grid', gridTemplateColumns: '24px minmax(0, 1fr) auto', columnGap: 3, alignItems: 'center', textAlign: 'left', px: 4, py: 2, borderTop: `1px solid ${colours.line}`, fontSize: typeScale.body, '&:hover, &.Mui-focusVisible': { bgcolor: colours.primaryTint } }}
      >
        <PausedIcon aria-hidden sx={{ fontSize: 20, color: colours.warning }} />
        <Box component="span" sx={{ minWidth: 0 }}>
          <Box component="span" sx={{ display: 'block', fontWeight: 700 }}>{name}{facility === null ? '' : `　${facility}`}</Box>
          {call.parked === null || call.parked.note === '' ? null : <Box component="span" sx={{ display: 'block', fontSize: typeScale.small, color: colours.inkSoft }}>{call.parked.note}</Box>}
        </Box>
        <Box component="span" sx={{ color: colours.warning, fontWeight: 600, fontVariantNumeric: fonts.figures }}>{held}</Box>
      </ButtonBase>
    </Box>
  )
}

interface ParkedListProps {
  readonly calls: readonly CallRecord[]
  /** The first takes the focus: in a dialog, not on a screen. */
  readonly takesFocus?: boolean
  readonly onResumed?: () => void
}

/** The calls on hold to go on with, the one waiting longest first; ↑↓ go through them. */
export function ParkedList({ calls, takesFocus = false, onResumed }: ParkedListProps) {
  const resume = useResume()
  const [list, setList] = useState<HTMLElement | null>(null)
  const headingId = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const buttons = [...(list?.querySelectorAll('button') ?? [])]
    const place = buttons.findIndex((button) => button === document.activeElement)
    event.preventDefault()
    buttons[(place + (event.key === 'ArrowDown' ? 1 : buttons.length - 1)) % Math.max(1, buttons.length)]?.focus()
  }
  return (
    <>
      {resume.isError ? <FailureNotice error={resume.error} /> : null}
      <Box component="ul" ref={setList} aria-label={text.heading} id={headingId} onKeyDown={onKeyDown} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {inOrder(calls).map((call, index) => <Row key={call.callId} call={call} isFirst={takesFocus && index === 0} isBusy={resume.isPending} onResume={() => resume.mutate({ callId: call.callId }, { onSuccess: () => onResumed?.() })} />)}
      </Box>
    </>
  )
}

/** Shift + F8: which one to go on with. */
export function ResumeDialog({ calls, onClose }: { readonly calls: readonly CallRecord[]; readonly onClose: () => void }) {
  return (
    <Modal title={text.listTitle} onClose={onClose} actions={<Button onClick={onClose}>{ja.general.back}</Button>}>
      <Box sx={{ mb: 2, fontSize: typeScale.small, color: colours.inkSoft }}>{text.listHint}</Box>
      <ParkedList calls={calls} takesFocus onResumed={onClose} />
    </Modal>
  )
}
