import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import type { MaskedFacility, ProvisionalCodeView } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { FacilityCode, FacilityMarks, facilityKindText } from '../../parts/facility-marks.tsx'
import { FieldLabel } from '../../parts/field-label.tsx'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { useFacility } from '../call/use-facility.ts'
import { ChangedNotice } from './changed-notice.tsx'
import { useSeenCase } from './use-seen-case.ts'

const text = ja.caseDrawer
const otherFacility = 'other'
/** Ten digits as typed with or without spaces, full width folded; null otherwise. */
const codeOf = (typed: string): string | null => /^\d{10}$/u.exec(typed.normalize('NFKC').replace(/[\s,-]/gu, ''))?.[0] ?? null

/** Name, town and kind: what tells facilities of one name apart. */
export function FacilityLine({ facility }: { readonly facility: MaskedFacility }) {
  return (
    <Box sx={{ py: 0.5 }}>
      <Box sx={{ fontWeight: 600 }}>{facility.name}　<FacilityMarks facility={facility} /></Box>
      <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{facilityKindText(facility)}　{facility.prefectureName}{facility.town}　<FacilityCode code={facility.facilityCode} /></Box>
    </Box>
  )
}

/** 医療機関等コードへ移行: one of those the list offers, or by the code a person types; chosen by a person always. */
export function LinkDialog({ row, onClose }: { readonly row: ProvisionalCodeView; readonly onClose: () => void }) {
  const living = useSeenCase(row)
  const { offeredFacilities: offered } = row
  const [chosen, setChosen] = useState(offered.length === 0 ? otherFacility : '')
  const [typed, setTyped] = useState(row.facilityCode ?? '')
  const [wasTried, setWasTried] = useState(false)
  const typedCode = chosen === otherFacility ? codeOf(typed) : null
  const found = useFacility(typedCode)
  const facilityCode = chosen === otherFacility ? (found.data?.facility.facilityCode ?? null) : chosen === '' ? null : chosen
  const link = useDeskAction(
    (desk, code: string) => desk.provisionalCodeRequests.move({ requestId: row.requestId, version: living.version, to: 'migrated', facilityCode: code }),
    (_request, queries) => void queries.invalidateQueries({ queryKey: ['provisionalCodeRequests'] }),
  )
  const send = () => {
    setWasTried(true)
    if (facilityCode !== null) link.mutate(facilityCode, { onSuccess: onClose })
  }
  const codeError = found.isError ? text.linkNotFound : wasTried && facilityCode === null && !found.isFetching ? text.linkMissing : undefined
  return (
    <Modal
      title={text.link} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Button variant="contained" disabled={link.isPending} onClick={send}>{text.link}</Button>
        </>
      }
    >
      <Form label={text.link} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <ChangedNotice by={living.changedBy} onContinue={living.accept} />
          {link.isError ? <FailureNotice error={link.error} /> : null}
          <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{offered.length === 0 ? text.offeredNone : text.offeredHint}</Box>
          {offered.length === 0 ? null : (
            <Box>
              <FieldLabel id="link-choice" text={text.linkChoose} need="required" />
              <RadioGroup aria-labelledby="link-choice" value={chosen} onChange={(_event, next) => setChosen(next)}>
                {offered.map((facility) => <FormControlLabel key={facility.facilityCode} value={facility.facilityCode} control={<Radio size="small" />} label={<FacilityLine facility={facility} />} />)}
                <FormControlLabel value={otherFacility} control={<Radio size="small" />} label={text.linkOther} />
              </RadioGroup>
              {wasTried && chosen === '' ? <Box role="alert" sx={{ color: colours.bad, fontSize: typeScale.small }}>{text.linkMissing}</Box> : null}
            </Box>
          )}
          {chosen === otherFacility ? (
            <>
              <TextInput label={text.linkCode} need="required" hint={text.linkCodeHint} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} errorText={codeError} slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 20 } }} />
              {found.data === undefined ? null : <FacilityLine facility={found.data.facility} />}
            </>
          ) : null}
        </Box>
      </Form>
    </Modal>
  )
}
