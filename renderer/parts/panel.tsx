import { useId, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { SxProps } from '@mui/material/styles'

interface PanelProps {
  readonly heading: string
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly sx?: SxProps
  /** No inner padding: for tables and lists. */
  readonly isFlush?: boolean
}

/** A card with a heading: a region screen readers can jump to. */
export function Panel({ heading, aside, children, sx, isFlush = false }: PanelProps) {
  const headingId = useId()
  return (
    <Paper component="section" variant="outlined" aria-labelledby={headingId} sx={{ display: 'flex', flexDirection: 'column', minWidth: 0, overflow: 'hidden', ...sx } as SxProps}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 4, pt: 2.5, pb: isFlush ? 2 : 0.5, minHeight: 40, flexWrap: 'wrap' }}>
        <Typography variant="h2" id={headingId} sx={{ flex: 1, minWidth: 0 }}>{heading}</Typography>
        {aside}
      </Box>
      <Box sx={{ minHeight: 0, ...(isFlush ? {} : { px: 4, pb: 3.5, pt: 1 }) }}>{children}</Box>
    </Paper>
  )
}
