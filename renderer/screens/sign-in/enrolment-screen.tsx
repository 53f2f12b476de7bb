import Box from '@mui/material/Box'
import { useLive } from '../../api/live.tsx'
import { ja } from '../../strings/ja.ts'
import { EnrolmentForm } from './enrolment-form.tsx'
import { EntrancePage } from './entrance-page.tsx'

/** Before the first sign-in on a desktop that central does not know. */
export function EnrolmentScreen() {
  const text = ja.enrolment
  return (
    <EntrancePage title={text.title} lead={text.lead} foot={text.whereFrom} isTrial={false}>
      <EnrolmentForm />
    </EntrancePage>
  )
}

/** On a desktop that central has taken out of use, or does not know any more: what becomes of what was typed, and how to use it again. */
export function RevokedScreen({ isUnknown }: { readonly isUnknown: boolean }) {
  const text = ja.revoked
  const { title, lead } = isUnknown ? text.unknown : text
  const waiting = useLive().status?.waiting ?? 0
  return (
    <EntrancePage title={title} lead={lead} isTrial={false}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        <Box role="status">{waiting > 0 ? text.waiting(waiting) : text.nothingWaits}</Box>
        <Box>
          <Box component="h2" sx={{ m: 0, fontSize: '1rem' }}>{text.again}</Box>
          <Box sx={{ mt: 1 }}>{text.againLead}</Box>
        </Box>
        <EnrolmentForm />
      </Box>
    </EntrancePage>
  )
}
