import { useId, useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { FacilityMarks } from '../../../parts/facility-marks.tsx'
import { Form } from '../../../parts/form.tsx'
import { FailureNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { TextInput } from '../../../parts/text-input.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { GaijiText } from '../corrections/gaiji-text.tsx'
import { SuccessionDialog, type Succession, type SuccessionDecision } from './succession-dialog.tsx'
import { useNamedFacility, type NamedFacility } from './use-named-facility.ts'

const text = ja.listSuccessions

interface CodeFieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly named: NamedFacility
  readonly isNew: boolean
  readonly isTried: boolean
  readonly onType: (value: string) => void
}

function CodeField({ id, label, value, named, isNew, isTried, onType }: CodeFieldProps) {
  const { state, facility, code } = named
  const incomplete = value.trim() === '' ? text.codeMissing : text.codeIncomplete(code.length)
  const errorText = state === 'incomplete' ? (isTried ? incomplete : undefined) : isNew && state === 'unlisted' ? text.unlistedNew : undefined
  const warning = state === 'unlisted' ? (isNew ? null : named.isValid ? text.unlistedOld : text.unlistedInvalid)
    : facility === null ? null : isNew ? (facility.status === 'closed' ? text.newClosed : null) : facility.status === 'closed' ? null : text.stillActive
  return (
    <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
      <TextInput id={id} label={label} need="required" value={value} hint={text.codeHint} errorText={errorText} autoComplete="off" onChange={(event) => onType(event.target.value)} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 30 } }} />
      <Box role="status" sx={{ minHeight: 46, display: 'grid', gap: 1 }}>
        {state === 'failed' ? <FailureNotice error={named.error} /> : null}
        {facility === null ? null : (
          <Box>
            <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap', fontWeight: 700 }}><span><GaijiText text={facility.name} /></span><FacilityMarks facility={facility} /></Box>
            <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{ja.general.facilityKinds[facility.listKind]}　{facility.prefectureName}{facility.town}</Box>
          </Box>
        )}
        {warning === null ? null : <Alert severity="warning" sx={{ py: 0 }}>{warning}</Alert>}
        {named.suggestions.slice(0, 3).map((other) => <Box key={other.facilityCode}><Button size="small" onClick={() => onType(other.facilityCode)} sx={{ whiteSpace: 'normal', textAlign: 'left' }}>{text.suggestion(other.facilityCode, other.name)}</Button></Box>)}
      </Box>
    </Box>
  )
}

/** 承継 that nobody offered: two codes, and whom they name before anything is saved. */
export function SuccessionByHand({ onDone }: { readonly onDone: (words: string) => void }) {
  const [oldTyped, setOldTyped] = useState('')
  const [newTyped, setNewTyped] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [asked, setAsked] = useState<{ succession: Succession; decision: SuccessionDecision } | null>(null)
  const old = useNamedFacility(oldTyped)
  const next = useNamedFacility(newTyped)
  const ids = { old: useId(), next: useId() }
  const isSame = old.state !== 'incomplete' && old.code === next.code
  // The link there is, to be taken away: its other end stands in the list too.
  const held = useNamedFacility(old.successor?.facilityCode ?? '')

  const submit = () => {
    setIsTried(true)
    if (old.state !== 'listed' && old.state !== 'unlisted') return document.getElementById(ids.old)?.focus()
    if (next.facility === null) return document.getElementById(ids.next)?.focus()
    if (isSame || old.successor !== null) return
    setAsked({ decision: 'linked', succession: { predecessorCode: old.code, predecessor: old.facility, successor: next.facility } })
  }
  const done = (decision: SuccessionDecision, name: string) => {
    setAsked(null)
    setIsTried(false)
    if (decision === 'linked') {
      setOldTyped('')
      setNewTyped('')
    }
    onDone(decision === 'removed' ? text.removed : text.linked(name))
  }
  return (
    <Panel heading={text.byHand}>
      <Form label={text.byHand} onSubmit={submit}>
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.byHandLead}</Box>
          <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 4 }}>
            <CodeField id={ids.old} label={text.oldCode} value={oldTyped} named={old} isNew={false} isTried={isTried} onType={setOldTyped} />
            <CodeField id={ids.next} label={text.newCode} value={newTyped} named={next} isNew isTried={isTried} onType={setNewTyped} />
          </Box>
          {isSame ? <Alert severity="error" role="alert">{text.sameCode}</Alert> : null}
          {old.successor === null ? null : (
            <Alert severity="info" action={held.facility === null ? undefined : <Button size="small" color="inherit" onClick={() => { if (held.facility !== null) setAsked({ decision: 'removed', succession: { predecessorCode: old.code, predecessor: old.facility, successor: held.facility } }) }}>{text.remove}</Button>}>
              {text.alreadyLinked(old.successor.name ?? old.successor.facilityCode)}
            </Alert>
          )}
          <Box><Button type="submit" variant="contained" disabled={isSame || old.successor !== null}>{text.link}</Button></Box>
        </Box>
      </Form>
      {asked === null ? null : <SuccessionDialog {...asked} onClose={() => setAsked(null)} onDone={() => done(asked.decision, asked.succession.successor.name)} />}
    </Panel>
  )
}
