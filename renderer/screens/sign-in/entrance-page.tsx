import type { ReactNode } from 'react'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { ProductMark } from '../../frame/product-mark.tsx'
import { StatusLine } from '../../frame/status-line.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

interface EntrancePageProps {
  readonly title: string
  readonly lead: ReactNode
  /** Below the sheet. */
  readonly foot?: ReactNode
  readonly isTrial: boolean
  readonly children: ReactNode
}

/** Names the cover it may stand in. */
export const entranceTitleId = 'entrance-title'

/** What is shown while nobody has signed in: one sheet in the middle. */
export function EntrancePage({ title, lead, foot, isTrial, children }: EntrancePageProps) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: '100vh', bgcolor: colours.ground }}>
      <Box component="main" sx={{ flex: 1, display: 'grid', placeItems: 'center', p: 4 }}>
        <Box sx={{ width: '100%', maxWidth: 480 }}>
          <Box sx={{ mb: 4, color: colours.primaryDark }}>
            <ProductMark isLarge />
            <Box sx={{ mt: 1, fontSize: typeScale.small, color: colours.inkSoft }}>{ja.productOwner}</Box>
          </Box>
          <Paper variant="outlined" sx={{ px: 7, py: 5 }}>
            <Typography id={entranceTitleId} variant="h1" sx={{ mb: 1 }}>{title}</Typography>
            <Box sx={{ mb: 4, color: colours.inkSoft, fontSize: typeScale.small }}>{lead}</Box>
            {children}
          </Paper>
          {foot === undefined ? null : <Box sx={{ mt: 3, fontSize: typeScale.small, color: colours.inkSoft, textAlign: 'center' }}>{foot}</Box>}
          {isTrial ? <Box sx={{ mt: 2, fontSize: typeScale.small, color: colours.warning, textAlign: 'center', fontWeight: 600 }}>{ja.trialHint}</Box> : null}
        </Box>
      </Box>
      <StatusLine />
    </Box>
  )
}
