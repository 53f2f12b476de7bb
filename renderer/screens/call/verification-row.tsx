import { useState } from 'react'
import Box from '@mui/material/Box'
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import CircleIcon from '@mui/icons-material/RadioButtonUncheckedOutlined'
import CloseIcon from '@mui/icons-material/HighlightOffOutlined'
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined'
import RemoveIcon from '@mui/icons-material/RemoveCircleOutlined'
import TildeIcon from '@mui/icons-material/ChangeHistoryOutlined'
import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import { StateChip, type Tone } from '../../parts/state-chip.tsx'
import { ja, wordFor } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { MovedKeys } from './moved-keys.tsx'
import { SpokenField } from './spoken-field.tsx'

const text = ja.verification
export type ItemState = VerificationView['items'][number]

const looks: Readonly<Record<ItemState['result'], readonly [Tone, typeof CheckIcon]>> = {
  match: ['good', CheckIcon],
  close: ['warning', TildeIcon],
  mismatch: ['bad', CloseIcon],
  notHeld: ['neutral', RemoveIcon],
  notAsked: ['neutral', CircleIcon],
  unconfirmed: ['info', CloudOffIcon],
}

function ResultChip({ result }: { readonly result: ItemState['result'] }) {
  const [tone, icon] = looks[result]
  return <StateChip tone={tone} icon={icon} text={text.results[result]} />
}

/** What the result means for the next sentence: why it differs, how often it may still be asked. */
function Remark({ state }: { readonly state: ItemState }) {
  if (state.result === 'close' || state.result === 'mismatch') {
    return (
      <>
        {wordFor(text.reasons, state.reason, text.otherReason)}
        {state.item === 'movedRecently' ? null : <Box component="span" sx={{ ml: 1.5, color: colours.inkSoft, whiteSpace: 'nowrap' }}>{text.attemptsLeft(state.attemptsLeft)}</Box>}
      </>
    )
  }
  if (state.result === 'unconfirmed') return text.unconfirmedHint
  if (state.result === 'notHeld') return text.notHeldHint
  return state.item === 'registeredMail' && state.result === 'notAsked' ? text.mailHint : null
}

const digitItems: readonly string[] = ['facilityCode', 'addressNumbers', 'telephone']
const identification: readonly string[] = ['facilityCode', 'nameAndTown']

interface VerificationRowProps {
  readonly state: ItemState
  readonly isConcluded: boolean
  /** The item to ask now. */
  readonly isNext: boolean
  /** The words that found the facility were this answer already. */
  readonly isCarriedOver: boolean
  readonly onCompare: (spoken: string, spokenTown?: string) => void
}

/** One item: what the caller says, and what it came to. Never shows what is registered. */
export function VerificationRow({ state, isConcluded, isNext, isCarriedOver, onCompare }: VerificationRowProps) {
  const { item } = state
  const [spoken, setSpoken] = useState('')
  const [town, setTown] = useState('')
  const [said, setSaid] = useState('')
  const isDisabled = isConcluded || !state.isHeld || state.attemptsLeft === 0
  const need = identification.includes(item) ? text.eitherMust : state.counts === 'must' ? text.must : state.counts === 'plus' ? text.oneOf : text.notCounted

  const say = () => {
    const heard = item === 'addressNumbers' ? spoken.replace(/^-+|-+$/gu, '') : spoken.trim()
    const isReady = heard !== '' && (item !== 'nameAndTown' || town.trim() !== '')
    const asOne = `${heard}\n${town.trim()}`
    // Leaving a field again, unchanged, must not cost an attempt.
    if (isDisabled || !isReady || asOne === said) return
    setSaid(asOne)
    if (item === 'nameAndTown') onCompare(heard, town.trim())
    else onCompare(heard)
  }
  const field = (label: string, hint: string, value: string, onType: (value: string) => void) => (
    <SpokenField label={label} hint={hint} value={value} isDisabled={isDisabled} kind={item === 'addressNumbers' ? 'numbers' : digitItems.includes(item) ? 'digits' : item === 'registeredMail' ? 'mail' : 'text'} onType={onType} onSay={say} />
  )

  // Settled before it was asked: a line of its own, and no field to pass by.
  if (isCarriedOver) {
    return (
      <Box role="listitem" aria-label={text.items[item]} data-item={item} sx={{ gridColumn: '1 / -1', display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap', px: 2, fontSize: typeScale.small }}>
        <Box component="span" sx={{ fontWeight: 600 }}>{text.items[item]}</Box>
        <ResultChip result={state.result} />
        <Box component="span" sx={{ color: colours.inkSoft }}>{text.carriedOver}</Box>
      </Box>
    )
  }
  return (
    <Box role="listitem" aria-label={text.items[item]} data-item={item} sx={{ display: 'grid', alignContent: 'start', gap: 0.75, px: 2, pt: 1, pb: 1.25, minWidth: 0, borderRadius: 1.5, gridColumn: item === 'nameAndTown' ? 'span 2' : 'auto', bgcolor: isNext && !isConcluded ? colours.sunken : 'transparent', boxShadow: isNext && !isConcluded ? `inset 0 3px 0 ${colours.primary}` : 'none' }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1, flexWrap: 'wrap' }}>
        <Box component="span" sx={{ fontWeight: 600, fontSize: typeScale.small, lineHeight: 1.4 }}>{text.items[item]}</Box>
        <Box component="span" sx={{ fontSize: typeScale.tiny, lineHeight: 1.4, color: colours.inkSoft }}>{need}</Box>
      </Box>
      {item === 'movedRecently' ? <MovedKeys result={state.result} isDisabled={isConcluded} onSay={onCompare} />
        : item === 'nameAndTown' ? (
          <Box sx={{ display: 'grid', gridTemplateColumns: '1.3fr 1fr', gap: 1.5 }}>
            {field(text.name, text.name, spoken, setSpoken)}
            {field(text.town, text.town, town, setTown)}
          </Box>
        ) : field(text.items[item], text.hints[item], spoken, setSpoken)}
      <Box aria-live="polite" sx={{ display: 'flex', alignItems: 'center', columnGap: 1.5, rowGap: 0.25, flexWrap: 'wrap', fontSize: typeScale.tiny, lineHeight: 1.45 }}>
        <ResultChip result={state.result} />
        <Box component="span"><Remark state={state} /></Box>
      </Box>
    </Box>
  )
}
