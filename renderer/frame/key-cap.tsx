import Box from '@mui/material/Box'
import { colours, typeScale } from '../theme/tokens.ts'

/** A key as it stands on the keyboard; a hint for the eye, not part of a control's name. */
export function KeyCap({ text, isOnFrame = false }: { readonly text: string; readonly isOnFrame?: boolean }) {
  return (
    <Box component="span" aria-hidden sx={{ display: 'inline-block', ml: 2, px: 1.25, borderRadius: 1, border: '1px solid', borderColor: isOnFrame ? colours.lineControl : colours.line, bgcolor: isOnFrame ? colours.frameRaised : colours.sunken, color: isOnFrame ? colours.onFrameSoft : colours.inkSoft, fontSize: typeScale.tiny, fontWeight: 600, lineHeight: 1.6, whiteSpace: 'nowrap' }}>
      {text}
    </Box>
  )
}
