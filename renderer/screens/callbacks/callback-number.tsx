import Box from '@mui/material/Box'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import { ja } from '../../strings/ja.ts'
import { colours, fonts, typeScale } from '../../theme/tokens.ts'
import { CallbackNumber } from '../call/callback-number.tsx'

const text = ja.callbacks

/** The number to call: as told, at once; as listed, on demand, and every look is on record. */
export function NumberToCall({ callback }: { readonly callback: CallbackView }) {
  if (callback.target === 'listed' && callback.facilityCode !== null) return <CallbackNumber facilityCode={callback.facilityCode} />
  return (
    <Box>
      <Box sx={{ fontSize: typeScale.tiny, color: colours.inkSoft }}>{text.toldNumber}</Box>
      <Box sx={{ fontSize: typeScale.lead, fontWeight: 700, whiteSpace: 'nowrap', fontVariantNumeric: fonts.figures }}>{callback.telephone === '' ? text.noNumber : callback.telephone}</Box>
    </Box>
  )
}
