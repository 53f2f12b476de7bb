import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { wantedMailUses } from '#shared/contract/records.ts'
import { checkEmailAddress } from '#shared/domain/email-change-request.ts'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { SpokenEmail } from '../guidance/spoken-email.tsx'

const text = ja.call.emailChange
type WantedUse = (typeof wantedMailUses)[number]
const severities = { free: 'success', usedElsewhere: 'warning', registeredHere: 'warning', unconfirmed: 'info' } as const

/** What was asked of central about one address. */
export interface AskedUse {
  readonly address: string
  readonly use: WantedUse | null
  readonly error: unknown
}

/** Offered, never put in by itself. */
function Suggestion({ typed, onUse }: { readonly typed: string; readonly onUse: (address: string) => void }) {
  const { suggestion, problems } = checkEmailAddress(typed)
  if (typed.trim() === '' || problems.length === 0) return null
  return (
    <Alert severity="info" role="status" action={suggestion === null ? undefined : <Button size="small" color="inherit" onClick={() => onUse(suggestion)}>{text.useSuggestion}</Button>}>
      {suggestion === null ? null : <Box sx={{ fontWeight: 700 }}>{text.suggestion(suggestion)}</Box>}
      {problems.map((problem) => <Box key={problem}>{text.problems[problem]}</Box>)}
    </Alert>
  )
}

function Use({ asked, isAsking, mustConfirm }: { readonly asked: AskedUse | null; readonly isAsking: boolean; readonly mustConfirm: boolean }) {
  if (isAsking) return <Box role="status" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.checking}</Box>
  if (asked === null) return null
  if (asked.use === null) return <FailureNotice error={asked.error} />
  return (
    <Alert severity={severities[asked.use]} role="status">
      <AlertTitle sx={{ fontSize: typeScale.body, fontWeight: 700, mb: 0.5 }}>{text.notToBeTold}</AlertTitle>
      {text.uses[asked.use]}
      {mustConfirm ? <Box sx={{ mt: 0.5, fontWeight: 600 }}>{text.recordAnyway}</Box> : null}
    </Alert>
  )
}

interface WantedEmailProps {
  readonly value: string
  readonly asked: AskedUse | null
  readonly isAsking: boolean
  /** The next press records in spite of what central says. */
  readonly mustConfirm: boolean
  readonly errorText: string | undefined
  readonly onChange: (value: string) => void
  readonly onLeave: () => void
}

/** The wanted address: its form, what was probably meant, whether another facility has it, and how to read it back. */
export function WantedEmail({ value, asked, isAsking, mustConfirm, errorText, onChange, onLeave }: WantedEmailProps) {
  const isValid = checkEmailAddress(value).valid
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <TextInput
        id="email-change-wanted" label={text.wanted} need="optional" value={value} autoComplete="off" hint={text.wantedHint} errorText={errorText}
        onChange={(event) => onChange(event.target.value)} onBlur={onLeave} slotProps={{ htmlInput: { inputMode: 'email', spellCheck: false, maxLength: 254 } }}
      />
      <Suggestion typed={value} onUse={onChange} />
      <Use asked={asked} isAsking={isAsking} mustConfirm={mustConfirm} />
      {value.trim() !== '' && isValid ? <SpokenEmail address={value.trim()} /> : null}
    </Box>
  )
}
