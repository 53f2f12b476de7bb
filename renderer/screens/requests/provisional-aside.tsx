import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useWatch, type Control } from 'react-hook-form'
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { prefectureOfAddress } from '#shared/domain/prefectures.ts'
import { provisionalCodeDuplicateKey, undecided } from '#shared/domain/provisional-code-request.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { FailureNotice } from '../../parts/notices.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { Timeline } from '../guidance/opening-timeline.tsx'
import { emptyFields, formOf, openingOf, type ProvisionalFields } from './provisional-form-state.ts'
import { useSettled } from './use-settled.ts'

const text = ja.provisionalCode
/** Milliseconds without a key stroke before a question is asked. */
const settleTime = 400

const useTyped = (control: Control<ProvisionalFields>): ProvisionalFields => ({ ...emptyFields, ...useWatch({ control }) }) as ProvisionalFields

/** As much as is typed, in the form of the contract: what was not asked yet counts as open. */
function formSoFar(fields: ProvisionalFields): ProvisionalCodeRequestRecord['form'] {
  const form = formOf(fields)
  return {
    ...form, facilityType: form.facilityType ?? undecided, facilityName: form.facilityName ?? undecided, facilityAddress: form.facilityAddress ?? undecided, opening: form.opening ?? undecided,
    facilityTelephone: form.facilityTelephone ?? undecided, founder: form.founder ?? { kind: 'individual', name: '' }, qualifications: [...form.qualifications], contactTelephone: form.contactTelephone ?? '',
  }
}

/** Open requests of the same founder, address and kind: shown, no wall. */
export function Duplicates({ control }: { readonly control: Control<ProvisionalFields> }) {
  const fields = useTyped(control)
  const key = useSettled(provisionalCodeDuplicateKey(formOf(fields)), settleTime)
  const form = formSoFar(fields)
  const found = useDeskQuery('provisionalCodeRequests', 'duplicates', key, (desk, signal) => desk.provisionalCodeRequests.duplicates({ form }, { signal }), { isEnabled: key !== null })
  if (found.isError) return <FailureNotice error={found.error} />
  if (key === null || found.data === undefined || found.data.length === 0) return null
  return (
    <Alert severity="warning" role="status">
      <AlertTitle>{text.duplicates.heading(found.data.length)}</AlertTitle>
      <Box component="ul" sx={{ m: 0, pl: 5 }}>
        {found.data.map((one) => <li key={one.requestId}>{text.duplicates.entry(one.requestNumber, ja.requests.provisionalCodeStates[one.state], one.requestedByName, shortDateTime(one.requestedAt))}</li>)}
      </Box>
      {text.duplicates.hint}
    </Alert>
  )
}

/** いつまでに何を, for the opening and the place as typed. */
export function OpeningSteps({ control }: { readonly control: Control<ProvisionalFields> }) {
  const fields = useTyped(control)
  const opening = fields.openingUndecided ? null : openingOf(fields)
  const prefectureNumber = useSettled(fields.facilityAddressUndecided ? null : (prefectureOfAddress(fields.facilityAddress)?.number ?? null), settleTime)
  return (
    <Box component="section" aria-label={ja.guidance.timeline.heading} sx={{ display: 'grid', gap: 2 }}>
      <Typography variant="h3">{ja.guidance.timeline.heading}</Typography>
      {opening === null ? <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.timelineUnknown}</Box> : <Timeline opening={opening} prefectureNumber={prefectureNumber} />}
    </Box>
  )
}
