import Box from '@mui/material/Box'
import SupportAgentIcon from '@mui/icons-material/SupportAgentOutlined'
import { ja } from '../strings/ja.ts'
import { colours, typeScale } from '../theme/tokens.ts'

/** The product's name with its sign. */
export function ProductMark({ isLarge = false }: { readonly isLarge?: boolean }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: isLarge ? 3 : 2 }}>
      <Box aria-hidden sx={{ display: 'grid', placeItems: 'center', width: isLarge ? 44 : 30, height: isLarge ? 44 : 30, borderRadius: isLarge ? 2.5 : 2, bgcolor: colours.primaryTintStrong, color: colours.primaryDark }}>
        <SupportAgentIcon sx={{ fontSize: isLarge ? 28 : 20 }} />
      </Box>
      <Box sx={{ fontWeight: 700, fontSize: isLarge ? typeScale.display : typeScale.lead, letterSpacing: '0.03em', whiteSpace: 'nowrap' }}>{ja.productName}</Box>
    </Box>
  )
}
