import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { GuidanceCardView } from '#shared/contract/desktop/contract.ts'
import type { GuidancePath } from '#shared/contract/records.ts'
import type { PortalAccountState } from '#shared/domain/notice.ts'
import { facilityNumberKinds } from '#shared/domain/provisional-code-request.ts'
import { isComposing } from '../../parts/composition.ts'
import { Modal } from '../../parts/modal.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { NumbersTable } from './numbers-table.tsx'
import { OpeningTimeline } from './opening-timeline.tsx'
import { nextStep, pathOf, type GivenAnswer, type PathKind } from './path-walk.ts'
import { PathEnd, PathQuestion, WalkedAnswers } from './path-steps.tsx'

const text = ja.guidance.path

interface PathDialogProps {
  readonly kind: PathKind
  /** Answers to go on from; empty = from the beginning. */
  readonly given: readonly GivenAnswer[]
  readonly facilityCode: string | null
  readonly accountState: PortalAccountState
  readonly cards: readonly GuidanceCardView[]
  /** Came to an end: to be kept on the call. */
  readonly onEnd: (path: GuidancePath) => void
  /** Went back from the end: what was kept does not hold. */
  readonly onReopen: () => void
  readonly onOpenCard: (name: string) => void
  readonly onClose: () => void
}

/** One question after another, answered by number keys; the end in one sentence to read aloud. */
export function PathDialog({ kind, given: before, facilityCode, accountState, cards, onEnd, onReopen, onOpenCard, onClose }: PathDialogProps) {
  const [given, setGiven] = useState(before)
  const step = nextStep(kind, given, accountState)
  const end = step.kind === 'end' ? step.end : null
  // Whoever opens and waits for the 医療機関等コード has no deadline of ours.
  const hasTimeline = kind === 'newFacility' && end !== null && end !== 'facilityCode'
  const keep = useRef({ onEnd, given, facilityCode })
  useEffect(() => { keep.current = { onEnd, given, facilityCode } })
  // Also where central answers while the end is in sight, and the end is another one for it.
  useEffect(() => {
    const { onEnd: tell, given: answers, facilityCode: about } = keep.current
    if (end !== null) tell(pathOf(kind, answers, end, { facilityCode: about, accountState }))
  }, [kind, end, accountState])

  const answer = (choice: string | undefined) => {
    if (step.kind === 'question' && choice !== undefined) setGiven([...given, { question: step.question, choice }])
  }
  const goBack = (to: number) => {
    if (given.length === 0) return
    if (end !== null) onReopen()
    setGiven(given.slice(0, Math.max(0, to)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return
    // A field at the end takes its own keys.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return
    const digit = /^(?:Digit|Numpad)([1-9])$/u.exec(event.code)?.[1] ?? /^[1-9]$/u.exec(event.key)?.[0]
    if (digit !== undefined && step.kind === 'question') {
      event.preventDefault()
      answer(step.choices[Number(digit) - 1])
    } else if (event.key === 'Backspace' || event.key === 'ArrowLeft') {
      event.preventDefault()
      goBack(given.length - 1)
    }
  }
  return (
    <Modal
      title={text.titles[kind]} width={kind === 'logIn' || end === null ? 'sm' : hasTimeline ? 'lg' : 'md'} onClose={onClose}
      actions={
        <>
          {given.length === 0 ? null : <><Button onClick={() => goBack(0)}>{text.restart}</Button><Button onClick={() => goBack(given.length - 1)}>{text.back}</Button></>}
          <Button variant={end === null ? 'outlined' : 'contained'} onClick={onClose}>{text.close}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }} onKeyDown={onKeyDown}>
        <WalkedAnswers kind={kind} given={given} accountState={accountState} />
        {step.kind === 'question' ? <PathQuestion key={step.question} kind={kind} number={given.length + 1} question={step.question} choices={step.choices} onAnswer={answer} />
          : <PathEnd kind={kind} end={step.end} cards={cards} onOpenCard={(name) => { onOpenCard(name); onClose() }} />}
        {kind === 'newFacility' && end !== null ? (
          <Box sx={{ display: 'grid', gap: 4, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', ...(hasTimeline ? { md: 'minmax(0, 1fr) minmax(0, 1fr)' } : {}) } }}>
            <NumbersTable ended={facilityNumberKinds.find((number) => number === end) ?? null} />
            {hasTimeline ? <OpeningTimeline /> : null}
          </Box>
        ) : null}
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{end === null ? text.keys : text.recorded}</Box>
      </Box>
    </Modal>
  )
}
