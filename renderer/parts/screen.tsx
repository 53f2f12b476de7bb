import { useEffect, useRef, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { colours } from '../theme/tokens.ts'
import { ja } from '../strings/ja.ts'

interface ScreenProps {
  readonly title: string
  readonly actions?: ReactNode
  /** Another element of the screen takes the focus when it opens. */
  readonly leavesFocus?: boolean
  readonly children: ReactNode
}

/** Frame of a screen: heading (focused when the screen opens, so that readers hear where they are) and content. */
export function Screen({ title, actions, leavesFocus = false, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title}｜${ja.productName}`
    if (!leavesFocus) heading.current?.focus()
  }, [title, leavesFocus])
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, p: { xs: 3, md: 4 }, minHeight: '100%', boxSizing: 'border-box' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, minHeight: 36, flexWrap: 'wrap' }}>
        <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ color: colours.ink, '&:focus, &:focus-visible': { outline: 'none' } }}>{title}</Typography>
        <Box sx={{ flex: 1, display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap', justifyContent: 'flex-end' }}>{actions}</Box>
      </Box>
      {children}
    </Box>
  )
}
