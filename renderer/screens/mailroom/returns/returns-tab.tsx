import { useRef, useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { FoundPiece } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../../api/use-desk.ts'
import { Form } from '../../../parts/form.tsx'
import { FailureNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { TextInput } from '../../../parts/text-input.tsx'
import { ja } from '../../../strings/ja.ts'
import { beep } from '../scan/beep.ts'
import { FoundPieces } from './found-pieces.tsx'
import { PiecesToDestroy } from './pieces-to-destroy.tsx'
import { ReturnForm } from './return-form.tsx'

const text = ja.mailroom.returns
interface Recorded {
  readonly noticeNumber: string
  readonly isIncident: boolean
}

function Done({ recorded }: { readonly recorded: Recorded }) {
  return recorded.isIncident
    ? <Alert severity="error" role="alert">{text.doneIncident(recorded.noticeNumber)}</Alert>
    : <Alert severity="success" role="status">{text.done(recorded.noticeNumber)}</Alert>
}

/** 返戻: scan what came back, say why, go on with the next; below, what of it is to be destroyed. */
export function ReturnsTab() {
  const [typed, setTyped] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const [found, setFound] = useState<readonly FoundPiece[] | null>(null)
  const [chosen, setChosen] = useState<FoundPiece | null>(null)
  const [recorded, setRecorded] = useState<Recorded | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const lookUp = useDeskAction((desk, mark: string) => desk.mailroom.lookUpPiece({ mark }))
  const take = (pieces: readonly FoundPiece[]) => {
    setFound(pieces)
    setChosen(pieces.length === 1 ? (pieces[0] ?? null) : null)
    setTyped('')
    beep(pieces.length > 0)
  }
  const send = () => {
    const mark = typed.trim()
    setIsMissing(mark === '')
    if (mark === '' || lookUp.isPending) return
    setRecorded(null)
    setFound(null)
    setChosen(null)
    lookUp.mutate(mark, { onSuccess: take, onError: () => beep(false) })
  }
  const onRecorded = (piece: FoundPiece) => {
    setRecorded({ noticeNumber: piece.noticeNumber, isIncident: piece.isIncident })
    setFound(null)
    setChosen(null)
    field.current?.focus()
  }
  return (
    <>
      <Panel heading={text.scanHeading}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Form label={text.scanHeading} onSubmit={send}>
            <Box sx={{ display: 'flex', gap: 3, alignItems: 'flex-start', flexWrap: 'wrap' }}>
              <Box sx={{ flex: 1, minWidth: 280, maxWidth: 620 }}>
                <TextInput
                  inputRef={field} autoFocus label={text.scanLabel} hint={text.scanHint} errorText={isMissing && typed.trim() === '' ? text.scanMissing : undefined} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)}
                  slotProps={{ htmlInput: { spellCheck: false, maxLength: 100, style: { fontSize: '1.25rem', height: '2rem' } } }}
                />
              </Box>
              <Button type="submit" variant="contained" disabled={lookUp.isPending} sx={{ mt: 6.5 }}>{text.search}</Button>
            </Box>
          </Form>
          {lookUp.isError ? <FailureNotice error={lookUp.error} /> : null}
          {recorded === null ? null : <Done recorded={recorded} />}
          {found?.length === 0 ? <Alert severity="error" role="alert">{text.notFound}</Alert> : null}
        </Box>
      </Panel>
      {found !== null && found.length > 1 && chosen === null ? <FoundPieces pieces={found} onChoose={setChosen} /> : null}
      {chosen === null ? null : <ReturnForm key={chosen.noticeId} piece={chosen} onRecorded={() => onRecorded(chosen)} />}
      <PiecesToDestroy />
    </>
  )
}
