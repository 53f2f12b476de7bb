import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { Form } from '../../../parts/form.tsx'
import { FailureNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { TextInput } from '../../../parts/text-input.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { DuplicateScreen } from './duplicate-screen.tsx'
import { ScanBand } from './scan-band.tsx'
import { ScanOverlay } from './scan-overlay.tsx'
import { ScanPrompt } from './scan-prompt.tsx'
import { isCovering, stepOf, type ScanState, type ScanStation } from './scan-station.ts'
import { StopScreen } from './stop-screen.tsx'
import { useFieldFocus } from './use-field-focus.ts'
import { useScanStation } from './use-scan-station.ts'

const text = ja.mailroom.scan
/** The field stands above the red screen: what is scanned next is seen arriving. */
const overTheCover = { position: 'fixed', left: 0, right: 0, bottom: 32, zIndex: 1251, mx: 'auto', p: 4, width: 'min(620px, 90vw)', borderRadius: 2, bgcolor: colours.paper } as const

/** Envelopes that still need their label, to be chosen out of order. */
function Waiting({ state, station }: { readonly state: ScanState; readonly station: ScanStation }) {
  const step = stepOf(state)
  const waiting = state.view.pieces.filter((piece) => piece.state === 'sealed' && (step.kind === 'mark' || piece.noticeId !== step.piece.noticeId))
  if (waiting.length === 0) return null
  return (
    <Box role="group" aria-label={text.waiting} sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
      <Box sx={{ fontSize: typeScale.small, fontWeight: 600, color: colours.inkSoft }}>{text.waiting}</Box>
      {waiting.map((piece) => <Button key={piece.noticeId} size="small" aria-label={text.choose(piece.noticeNumber)} onClick={() => station.choose(piece)}>{ja.mailroom.close.sheet(piece.sheetNumber, piece.noticeNumber)}</Button>)}
    </Box>
  )
}

/** One field for the scanner: first the mark in the window, then the label of the same envelope. */
export function ScanDesk({ view }: { readonly view: LotView }) {
  const { station, state } = useScanStation(view)
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useFieldFocus(field)
  const isStopped = state.view.lot.stop !== null
  const twice = !isStopped && state.shown?.result.code === 'duplicateSheet' && state.shown.result.noticeId !== null ? { ...state.shown.result, noticeId: state.shown.result.noticeId } : null
  const isAsked = isStopped || twice !== null
  const isCovered = isCovering(state) && !isAsked
  useEffect(() => { if (!isAsked) field.current?.focus() }, [state.shown, state.error, state.inHand, state.isLabelLater, isAsked])

  const step = stepOf(state)
  const isRecorded = step.kind === 'mark' || (state.view.pieces.find(({ noticeId }) => noticeId === step.piece.noticeId)?.isRecorded ?? true)
  const label = step.kind === 'mark' ? text.sealLabel : isRecorded ? text.postLabel : text.postUnrecorded
  const hint = step.kind === 'mark' ? text.sealHint : isRecorded ? text.postHint : text.postUnrecordedHint
  const send = () => {
    setTyped('')
    station.take(typed)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isCovered) return
    if (event.key === 'Escape') station.dismiss()
    // Nothing else can be done before the red screen is answered.
    else if (event.key === 'Tab') event.preventDefault()
  }
  return (
    <Panel heading={text.heading}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        <ScanPrompt state={state} />
        <Box onKeyDown={onKeyDown} sx={isCovered ? overTheCover : { display: 'flex', gap: 3, alignItems: 'flex-start', flexWrap: 'wrap' }}>
          <Box sx={{ flex: 1, minWidth: 280, maxWidth: 620 }}>
            <Form label={text.heading} onSubmit={send}>
              <TextInput
                inputRef={field} autoFocus label={label} hint={hint} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)}
                slotProps={{ htmlInput: { spellCheck: false, maxLength: 100, style: { fontSize: '1.25rem', height: '2rem' } } }}
              />
            </Form>
          </Box>
          {isCovered ? null : (
            <Box sx={{ mt: 6.5 }}>
              {state.isLabelLater
                ? <Button onClick={() => station.labelLater(false)}>{text.notLater}</Button>
                : step.kind === 'label' && state.inHand !== null ? <Button onClick={() => station.labelLater(true)}>{text.later}</Button> : null}
            </Box>
          )}
        </Box>
        {state.isLabelLater ? <Box sx={{ fontSize: typeScale.small }}>{text.laterHint}</Box> : null}
        {state.error === null ? null : <FailureNotice error={state.error} />}
        {state.shown?.result.isGood === true ? <ScanBand shown={state.shown} /> : null}
        <Waiting state={state} station={station} />
      </Box>
      {isCovered && state.shown !== null ? <ScanOverlay shown={state.shown} /> : null}
      {twice === null ? null : <DuplicateScreen view={state.view} result={twice} onResolved={station.dismiss} />}
      {isStopped ? <StopScreen view={state.view} onResolved={station.dismiss} /> : null}
    </Panel>
  )
}
