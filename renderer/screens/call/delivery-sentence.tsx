import Box from '@mui/material/Box'
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined'
import SpeakIcon from '@mui/icons-material/RecordVoiceOverOutlined'
import type { DeliveryPromise } from '#shared/contract/desktop/contract.ts'
import { toneColours } from '../../parts/state-chip.tsx'
import { ja } from '../../strings/ja.ts'
import { typeScale } from '../../theme/tokens.ts'

const text = ja.call.notice

/** What the caller may be told of the delivery. While central is away no day is promised, and that stands out. */
export function DeliverySentence({ delivery }: { readonly delivery: DeliveryPromise }) {
  const { ink, ground } = toneColours(delivery.isCertain ? 'info' : 'warning')
  const Icon = delivery.isCertain ? SpeakIcon : CloudOffIcon
  return (
    <Box component="section" aria-label={text.delivery} role={delivery.isCertain ? undefined : 'alert'} sx={{ display: 'flex', gap: 3, p: 3, borderRadius: 2, bgcolor: ground, border: `${delivery.isCertain ? 1 : 2}px solid ${ink}` }}>
      <Icon aria-hidden sx={{ fontSize: 22, color: ink }} />
      <Box>
        <Box sx={{ fontSize: typeScale.small, fontWeight: 600, color: ink }}>{delivery.isCertain ? text.delivery : text.deliveryUncertain}</Box>
        <Box sx={{ fontSize: '1.0625rem', fontWeight: 600 }}>{delivery.sentence}</Box>
      </Box>
    </Box>
  )
}
