import { useRef, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { LotView, ScanResult } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { Form } from '../../parts/form.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { beep } from './beep.ts'
import { ScanFeedback, type ShownScan } from './scan-feedback.tsx'

const text = ja.mailroom.scan
type Sealed = Pick<LotView['pieces'][number], 'noticeId' | 'noticeNumber'>

/** One field for the scanner: first the mark in the window, then the label of the same envelope. */
export function ScanDesk({ view }: { readonly view: LotView }) {
  const { lotId } = view.lot
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState<ShownScan | null>(null)
  /** The envelope in hand, waiting for its label. */
  const [inHand, setInHand] = useState<Sealed | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const scan = useDeskAction(
    (desk, input: string) => inHand === null ? desk.lots.seal({ lotId, pieceMark: input }) : desk.lots.post({ lotId, noticeId: inHand.noticeId, trackingNumber: input }),
    (result, queries) => queries.setQueryData(['lots', 'get', lotId], result.lot),
  )
  const waiting = view.pieces.filter((piece) => piece.state === 'sealed' && piece.noticeId !== inHand?.noticeId)

  const take = (result: ScanResult) => {
    const isSeal = inHand === null
    setShown({ result, step: isSeal ? 'sealed' : 'posted' })
    beep(result.isGood)
    if (result.isGood) setInHand(isSeal && result.noticeId !== null ? { noticeId: result.noticeId, noticeNumber: result.noticeNumber ?? '' } : null)
  }
  const send = () => {
    const input = typed.trim()
    if (input === '' || scan.isPending) return
    setTyped('')
    scan.mutate(input, { onSuccess: take, onError: () => beep(false) })
    field.current?.focus()
  }
  return (
    <Panel heading={text.heading}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Form label={text.heading} onSubmit={send}>
          <Box sx={{ display: 'flex', gap: 3, alignItems: 'flex-start', flexWrap: 'wrap' }}>
            <Box sx={{ flex: 1, minWidth: 280, maxWidth: 620 }}>
              <TextInput
                inputRef={field} autoFocus label={inHand === null ? text.sealLabel : text.postLabel} hint={inHand === null ? text.sealHint : text.postHint(inHand.noticeNumber)} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)}
                slotProps={{ htmlInput: { spellCheck: false, maxLength: 100, style: { fontSize: '1.25rem', height: '2rem' } } }}
              />
            </Box>
            {inHand === null ? null : <Button sx={{ mt: 6.5 }} onClick={() => { setInHand(null); field.current?.focus() }}>{text.skipPost}</Button>}
          </Box>
        </Form>
        {scan.isError ? <FailureNotice error={scan.error} /> : null}
        {shown === null ? null : <ScanFeedback shown={shown} />}
        {waiting.length === 0 || inHand !== null ? null : (
          <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
            {waiting.map((piece) => <Button key={piece.noticeId} size="small" aria-label={`${text.choose} ${piece.noticeNumber}`} onClick={() => { setInHand(piece); field.current?.focus() }}>{piece.noticeNumber}　{text.postLabel}</Button>)}
          </Box>
        )}
      </Box>
    </Panel>
  )
}
