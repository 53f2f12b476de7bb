import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { FoundPiece } from '#shared/contract/desktop/contract.ts'
import { noticeReturnReasons, type NoticeReturnReason } from '#shared/domain/notice.ts'
import { formatTrackingNumber } from '#shared/domain/tracking-number.ts'
import { useDeskAction } from '../../../api/use-desk.ts'
import { ChoiceInput } from '../../../parts/choice-input.tsx'
import { Form } from '../../../parts/form.tsx'
import { FailureNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { NoticeStateChip } from '../../../parts/state-chips.tsx'
import { TextInput } from '../../../parts/text-input.tsx'
import { day } from '../../../strings/dates.ts'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'

const text = ja.mailroom.returns

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Box>
      <Box component="dt" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{name}</Box>
      <Box component="dd" sx={{ m: 0, fontWeight: 600 }}>{children}</Box>
    </Box>
  )
}

function Piece({ piece }: { readonly piece: FoundPiece }) {
  return (
    <Box component="dl" sx={{ m: 0, display: 'flex', columnGap: 8, rowGap: 2, flexWrap: 'wrap' }}>
      <Fact name={text.number}>{piece.noticeNumber}</Fact>
      <Fact name={text.facility}>{piece.facilityName}　{piece.prefectureName}</Fact>
      <Fact name={text.postedOn}>{piece.postedOn === null ? text.notPosted : day(piece.postedOn)}</Fact>
      {piece.trackingNumber === null ? null : <Fact name={text.tracking}>{formatTrackingNumber(piece.trackingNumber)}</Fact>}
      <Fact name={text.state}><NoticeStateChip state={piece.state} /></Fact>
    </Box>
  )
}

type Opened = 'yes' | 'no'
interface ReturnInput {
  readonly returnReason: NoticeReturnReason
  readonly isOpened: boolean
  readonly note: string
}

function Questions({ piece, onRecorded }: { readonly piece: FoundPiece; readonly onRecorded: () => void }) {
  const [reason, setReason] = useState<NoticeReturnReason | null>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [note, setNote] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const reasonsId = useId()
  const questions = useRef<HTMLDivElement>(null)
  // The arrow keys choose at once: the scanner is laid aside here.
  useEffect(() => questions.current?.querySelector<HTMLInputElement>('input[type="radio"]')?.focus(), [])
  const record = useDeskAction(
    (desk, input: ReturnInput) => desk.mailroom.returnPiece({ noticeId: piece.noticeId, ...input }),
    (_answer, queries) => void queries.invalidateQueries({ queryKey: ['mailroom'] }),
  )
  const send = () => {
    setWasTried(true)
    if (reason === null || opened === null || record.isPending) return
    record.mutate({ returnReason: reason, isOpened: opened === 'yes', note: note.trim() }, { onSuccess: onRecorded })
  }
  return (
    <Form label={text.pieceHeading} onSubmit={send}>
      <Box ref={questions} sx={{ display: 'grid', gap: 3 }}>
        {record.isError ? <FailureNotice error={record.error} /> : null}
        <ChoiceInput id={reasonsId} label={text.reason} need="required" value={reason} onChoose={setReason} options={noticeReturnReasons.map((value) => ({ value, text: text.reasons[value] }))} errorText={wasTried && reason === null ? text.reasonMissing : undefined} />
        <ChoiceInput label={text.opened} need="required" value={opened} onChoose={setOpened} options={[{ value: 'no', text: text.openedNo }, { value: 'yes', text: text.openedYes }]} errorText={wasTried && opened === null ? text.openedMissing : undefined} />
        <Box sx={{ maxWidth: 620 }}>
          <TextInput label={text.note} need="optional" hint={text.noteHint} value={note} autoComplete="off" onChange={(event) => setNote(event.target.value)} slotProps={{ htmlInput: { maxLength: 500 } }} />
        </Box>
        {piece.isIncident ? null : <Box>{text.effect}</Box>}
        <Box><Button type="submit" variant="contained" size="large" color={piece.isIncident ? 'error' : 'primary'} disabled={record.isPending}>{text.submit}</Button></Box>
      </Box>
    </Form>
  )
}

/** What came back, why, and whether somebody had opened it. */
export function ReturnForm({ piece, onRecorded }: { readonly piece: FoundPiece; readonly onRecorded: () => void }) {
  return (
    <Panel heading={text.pieceHeading}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        <Piece piece={piece} />
        {piece.isIncident && piece.mayReturn ? (
          <Alert severity="error" variant="filled" role="alert" sx={{ bgcolor: colours.bad }}>
            <AlertTitle sx={{ fontWeight: 700 }}>{text.incidentTitle}</AlertTitle>
            {text.incident}
          </Alert>
        ) : null}
        {piece.mayReturn
          ? <Questions piece={piece} onRecorded={onRecorded} />
          : <Alert severity="warning" role="alert">{piece.returned === null ? text.notReturnable : text.alreadyReturned(day(piece.returned.on), text.reasons[piece.returned.reason])}</Alert>}
      </Box>
    </Panel>
  )
}
