import { useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import CircleIcon from '@mui/icons-material/RadioButtonUncheckedOutlined'
import CloseIcon from '@mui/icons-material/HighlightOffOutlined'
import RemoveIcon from '@mui/icons-material/RemoveCircleOutlined'
import TildeIcon from '@mui/icons-material/ChangeHistoryOutlined'
import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import { plusItems } from '#shared/domain/verification.ts'
import { isPlainEnter } from '../../parts/composition.ts'
import { StateChip, type Tone } from '../../parts/state-chip.tsx'
import { ja, wordFor } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.verification
export type ItemState = VerificationView['items'][number]

const looks: Readonly<Record<ItemState['result'], readonly [Tone, typeof CheckIcon]>> = {
  match: ['good', CheckIcon],
  close: ['warning', TildeIcon],
  mismatch: ['bad', CloseIcon],
  notHeld: ['neutral', RemoveIcon],
  notAsked: ['neutral', CircleIcon],
}

function ResultChip({ result }: { readonly result: ItemState['result'] }) {
  const [tone, icon] = looks[result]
  return <StateChip tone={tone} icon={icon} text={text.results[result]} />
}

interface SpokenFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly isDisabled: boolean
  readonly isDigits: boolean
  readonly autoFocus: boolean
  readonly onType: (value: string) => void
  readonly onSay: () => void
}

function SpokenField({ label, hint, value, isDisabled, isDigits, autoFocus, onType, onSay }: SpokenFieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isPlainEnter(event)) return
    event.preventDefault()
    onSay()
  }
  return (
    <TextField
      autoFocus={autoFocus} value={value} placeholder={hint} disabled={isDisabled} autoComplete="off" onChange={(event) => onType(event.target.value)} onKeyDown={onKeyDown} onBlur={onSay}
      slotProps={{ htmlInput: { 'aria-label': label, inputMode: isDigits ? 'numeric' : 'text', spellCheck: false, maxLength: 200 } }}
    />
  )
}

interface VerificationRowProps {
  readonly state: ItemState
  readonly isConcluded: boolean
  /** The item to ask now. */
  readonly isNext: boolean
  readonly onCompare: (spoken: string, spokenTown?: string) => void
}

/** One item: what the caller says, and what it came to. Never shows what is registered. */
export function VerificationRow({ state, isConcluded, isNext, onCompare }: VerificationRowProps) {
  const { item } = state
  const [spoken, setSpoken] = useState('')
  const [town, setTown] = useState('')
  const [said, setSaid] = useState('')
  const isDisabled = isConcluded || !state.isHeld || state.attemptsLeft === 0
  const isPlus = (plusItems as readonly string[]).includes(item)

  const isIdentification = item === 'facilityCode' || item === 'nameAndTown'

  const say = () => {
    const isReady = spoken.trim() !== '' && (item !== 'nameAndTown' || town.trim() !== '')
    const asOne = `${spoken.trim()}\n${town.trim()}`
    // Leaving a field again, unchanged, must not cost an attempt.
    if (isDisabled || !isReady || asOne === said) return
    setSaid(asOne)
    if (item === 'nameAndTown') onCompare(spoken.trim(), town.trim())
    else onCompare(spoken.trim())
  }
  const field = (label: string, hint: string, value: string, onType: (value: string) => void) => (
    <SpokenField label={label} hint={hint} value={value} isDisabled={isDisabled} isDigits={['facilityCode', 'addressNumbers', 'telephone'].includes(item)} autoFocus={isNext && !isDisabled && label !== text.town} onType={onType} onSay={say} />
  )

  return (
    <Box role="listitem" aria-label={text.items[item]} sx={{ display: 'grid', gridTemplateColumns: '128px minmax(0, 1fr)', '@media (min-width: 1100px)': { gridTemplateColumns: '128px minmax(0, 1.15fr) minmax(150px, 1fr)' }, columnGap: 3, rowGap: 1, alignItems: 'center', px: 4, py: 0.75, minHeight: 46, borderTop: `1px solid ${colours.line}`, bgcolor: isNext && !isConcluded ? colours.sunken : 'transparent', boxShadow: isNext && !isConcluded ? `inset 3px 0 0 ${colours.primary}` : 'none' }}>
      <Box>
        <Box sx={{ fontWeight: 600, fontSize: typeScale.body, lineHeight: 1.4 }}>{text.items[item]}</Box>
        <Box sx={{ fontSize: typeScale.tiny, lineHeight: 1.4, color: colours.inkSoft }}>{isPlus ? text.oneOf : isIdentification ? text.eitherMust : text.must}</Box>
      </Box>
      {item === 'movedRecently' ? (
        <ToggleButtonGroup exclusive size="small" aria-label={text.items.movedRecently} disabled={isConcluded} value={state.result === 'match' ? 'no' : state.result === 'mismatch' ? 'yes' : null}
          onChange={(_event, next: 'yes' | 'no' | null) => { if (next !== null) onCompare(next) }}>
          <ToggleButton value="no" sx={{ px: 3, py: 0.75 }}>{text.notMoved}</ToggleButton>
          <ToggleButton value="yes" sx={{ px: 3, py: 0.75 }}>{text.moved}</ToggleButton>
        </ToggleButtonGroup>
      ) : item === 'nameAndTown' ? (
        <Box sx={{ display: 'grid', gridTemplateColumns: '1.3fr 1fr', gap: 1.5 }}>
          {field(text.name, text.name, spoken, setSpoken)}
          {field(text.town, text.town, town, setTown)}
        </Box>
      ) : field(text.items[item], text.hints[item], spoken, setSpoken)}
      <Box aria-live="polite" sx={{ gridColumn: '2', '@media (min-width: 1100px)': { gridColumn: 'auto' }, display: 'flex', alignItems: 'center', gap: 2, rowGap: 0.5, flexWrap: 'wrap', fontSize: typeScale.small, lineHeight: 1.45 }}>
        <ResultChip result={state.result} />
        {state.result === 'close' || state.result === 'mismatch' ? (
          <>
            <Box component="span" sx={{ color: colours.inkSoft, whiteSpace: 'nowrap' }}>{item === 'movedRecently' ? '' : text.attemptsLeft(state.attemptsLeft)}</Box>
            <Box component="span" sx={{ flexBasis: '100%' }}>{wordFor(text.reasons, state.reason, text.otherReason)}</Box>
          </>
        ) : null}
        {state.result === 'notHeld' ? <Box component="span" sx={{ color: colours.inkSoft, flexBasis: '100%' }}>{text.notHeldHint}</Box> : null}
      </Box>
    </Box>
  )
}
