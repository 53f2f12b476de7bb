import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import PhoneIcon from '@mui/icons-material/PhoneCallbackOutlined'
import { useDeskAction } from '../../api/use-desk.ts'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'
import { typeScale } from '../../theme/tokens.ts'

const text = ja.verification

/** The listed telephone for the callback, after the comparison is over: shown on demand, and every look is on record. */
export function CallbackNumber({ facilityCode }: { readonly facilityCode: string }) {
  const reveal = useDeskAction((desk, _input: null) => desk.facilities.reveal({ facilityCode }))
  if (reveal.isError) return <FailureNotice error={reveal.error} />
  if (reveal.isSuccess) {
    return (
      <Box role="status">
        <Box sx={{ fontSize: typeScale.tiny }}>{text.listedTelephone}</Box>
        <Box sx={{ fontSize: typeScale.screen, fontWeight: 700, whiteSpace: 'nowrap' }}>{reveal.data.telephone ?? ja.general.none}</Box>
      </Box>
    )
  }
  return <Button startIcon={<PhoneIcon />} title={text.showTelephoneHint} disabled={reveal.isPending} onClick={() => reveal.mutate(null)}>{text.showTelephone}</Button>
}
