import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import PanToolIcon from '@mui/icons-material/PanToolOutlined'
import { colours, typeScale } from '../../../theme/tokens.ts'

export const stopCard = { p: 4, borderRadius: 2, bgcolor: colours.paper, color: colours.ink } as const

interface StopFrameProps {
  readonly title: string
  readonly lead: string
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onClose?: () => void
  readonly children: ReactNode
}

/** The whole window says stop until a person has answered. A scanner types letters, digits and Enter: none of them answers. */
export function StopFrame({ title, lead, onKeyDown, onClose, children }: StopFrameProps) {
  const titleId = useId()
  return (
    <Dialog
      open fullScreen role="alertdialog" aria-labelledby={titleId} data-holds-screen onKeyDown={(event) => { if (!event.repeat) onKeyDown(event) }} {...(onClose !== undefined && { onClose })}
      slotProps={{ paper: { sx: { bgcolor: colours.bad, color: colours.paper, borderRadius: 0 } } }}
    >
      <Box sx={{ width: 'min(1160px, 100%)', boxSizing: 'border-box', m: 'auto', p: 6, display: 'grid', gap: 4 }}>
        <Box role="alert" sx={{ display: 'flex', alignItems: 'center', gap: 5 }}>
          <PanToolIcon aria-hidden sx={{ fontSize: 88 }} />
          <Box>
            <Box component="h2" id={titleId} sx={{ m: 0, fontSize: typeScale.giant, lineHeight: 1.3 }}>{title}</Box>
            <Box sx={{ fontSize: typeScale.display, fontWeight: 600, lineHeight: 1.4, wordBreak: 'auto-phrase' }}>{lead}</Box>
          </Box>
        </Box>
        {children}
      </Box>
    </Dialog>
  )
}

interface AnswerProps {
  readonly label: string
  readonly hint: string
  /** Key that chooses it: handled by the frame. */
  readonly keyName: string
  readonly onChoose: () => void
}

function Answer({ label, hint, keyName, isBusy, onChoose }: AnswerProps & { readonly isBusy: boolean }) {
  const hintId = useId()
  return (
    <Box sx={{ ...stopCard, display: 'grid', gap: 2, justifyItems: 'start', alignContent: 'start' }}>
      <Button variant="contained" size="large" disabled={isBusy} aria-describedby={hintId} aria-keyshortcuts={keyName} onClick={onChoose}>{label}（{keyName}）</Button>
      <Box id={hintId}>{hint}</Box>
    </Box>
  )
}

/** What was found, in two answers. */
export function TwoAnswers({ ask, answers, isBusy }: { readonly ask: string; readonly answers: readonly [AnswerProps, AnswerProps]; readonly isBusy: boolean }) {
  const group = useRef<HTMLDivElement>(null)
  // On no button: the Enter of a scanner that goes on must choose nothing.
  useEffect(() => group.current?.focus(), [])
  return (
    <Box ref={group} role="group" aria-label={ask} tabIndex={-1} sx={{ display: 'grid', gap: 2, '&:focus, &:focus-visible': { outline: 'none' } }}>
      <Box sx={{ fontSize: typeScale.display, fontWeight: 700 }}>{ask}</Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 3 }}>
        {answers.map((answer) => <Answer key={answer.keyName} {...answer} isBusy={isBusy} />)}
      </Box>
    </Box>
  )
}
