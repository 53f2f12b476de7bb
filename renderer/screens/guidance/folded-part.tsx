import { useId, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import ClosedIcon from '@mui/icons-material/ChevronRightOutlined'
import OpenIcon from '@mui/icons-material/ExpandMoreOutlined'
import { KeyCap } from '../../frame/key-cap.tsx'
import { colours, typeScale } from '../../theme/tokens.ts'

interface FoldedPartProps {
  readonly heading: string
  /** Key that opens and closes it, as written; none where no key listens. */
  readonly keys?: string
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}

/** A part of a card that is seldom needed: its heading in sight, its content on demand. */
export function FoldedPart({ heading, keys, isOpen, onToggle, children }: FoldedPartProps) {
  const contentId = useId()
  return (
    <Box sx={{ borderTop: `1px solid ${colours.line}` }}>
      <ButtonBase aria-expanded={isOpen} aria-controls={contentId} onClick={onToggle} sx={{ width: '100%', minHeight: 32, justifyContent: 'flex-start', gap: 1, fontSize: typeScale.small, fontWeight: 600, textAlign: 'left' }}>
        {isOpen ? <OpenIcon aria-hidden fontSize="small" /> : <ClosedIcon aria-hidden fontSize="small" />}
        <Box component="span" sx={{ flex: 1 }}>{heading}</Box>
        {keys === undefined ? null : <KeyCap text={keys} />}
      </ButtonBase>
      <Box id={contentId} hidden={!isOpen} sx={{ pb: 2 }}>{isOpen ? children : null}</Box>
    </Box>
  )
}
