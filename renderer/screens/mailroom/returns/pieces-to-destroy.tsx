import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import type { MailDay } from '#shared/contract/desktop/contract.ts'
import { useDeskAction, useDeskQuery } from '../../../api/use-desk.ts'
import { Answer } from '../../../parts/answer.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { NoticeStateChip } from '../../../parts/state-chips.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours } from '../../../theme/tokens.ts'
import { DestructionForm, type CountedDestruction } from '../destruction-form.tsx'

const text = ja.mailroom.returns

function Chosen({ pieces, onDone }: { readonly pieces: MailDay['toDestroy']; readonly onDone: () => void }) {
  /** All are meant unless a person leaves one out. */
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const noticeIds = pieces.map(({ noticeId }) => noticeId).filter((noticeId) => !left.has(noticeId))
  const destroy = useDeskAction(
    (desk, input: CountedDestruction) => desk.mailroom.destroyPieces({ noticeIds, ...input }),
    (day, queries) => {
      queries.setQueryData(['mailroom', 'day', null], day)
      void queries.invalidateQueries({ queryKey: ['mailroom'] })
    },
  )
  const toggle = (noticeId: string) => {
    const next = new Set(left)
    if (!next.delete(noticeId)) next.add(noticeId)
    setLeft(next)
  }
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Box>{text.destroyLead}</Box>
      <Box component="ul" aria-label={text.destroyHeading} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))' }}>
        {pieces.map((piece) => (
          <Box component="li" key={piece.noticeId} sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
            <FormControlLabel label={piece.noticeNumber} control={<Checkbox size="small" checked={!left.has(piece.noticeId)} onChange={() => toggle(piece.noticeId)} slotProps={{ input: { 'aria-label': text.destroySelect(piece.noticeNumber) } }} />} />
            <NoticeStateChip state={piece.state} />
          </Box>
        ))}
      </Box>
      {noticeIds.length === 0
        ? <Box sx={{ color: colours.inkSoft }}>{text.destroyNone}</Box>
        : <DestructionForm label={text.destroyHeading} isBusy={destroy.isPending} error={destroy.error} onSubmit={(input, failed) => destroy.mutate(input, { onSuccess: onDone, onError: failed })} />}
    </Box>
  )
}

/** Letters that ended with their sheet still in the house. */
export function PiecesToDestroy() {
  const day = useDeskQuery<MailDay>('mailroom', 'day', null, (desk, signal) => desk.mailroom.day({ date: null }, { signal }))
  const [isDone, setIsDone] = useState(false)
  return (
    <Panel heading={text.destroyHeading}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        {isDone ? <Alert severity="success" role="status">{text.destroyDone}</Alert> : null}
        <Answer of={day}>
          {({ toDestroy }) => toDestroy.length === 0
            ? <Box sx={{ color: colours.inkSoft }}>{text.destroyEmpty}</Box>
            : <Chosen key={toDestroy.map(({ noticeId }) => noticeId).join(' ')} pieces={toDestroy} onDone={() => setIsDone(true)} />}
        </Answer>
      </Box>
    </Panel>
  )
}
