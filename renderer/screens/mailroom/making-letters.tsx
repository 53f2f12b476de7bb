import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.mailroom.progress

function CancelQuestion({ lotId, onClose }: { readonly lotId: string; readonly onClose: () => void }) {
  const cancel = useDeskAction(
    (desk, _input: null) => desk.lots.cancel({ lotId }),
    (next, queries) => queries.setQueryData(['lots', 'get', lotId], next),
  )
  return (
    <Modal
      title={text.cancelQuestion} onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>{ja.general.back}</Button>
          <Button variant="contained" color="error" disabled={cancel.isPending} onClick={() => cancel.mutate(null, { onSuccess: onClose })}>{text.cancelConfirm}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        {cancel.isError ? <FailureNotice error={cancel.error} /> : null}
        <Box>{text.cancelLead}</Box>
      </Box>
    </Modal>
  )
}

/** While passwords are made, accepted and printed: what it is doing, how far it is, and a way to stop it. */
export function MakingLetters({ view }: { readonly view: LotView }) {
  const [isAsking, setIsAsking] = useState(false)
  const { progress } = view
  const share = progress === null || progress.total === 0 ? undefined : Math.min(100, Math.round((100 * progress.done) / progress.total))
  const mayCancel = view.isMine && progress?.step !== 'printing'
  const words = progress === null ? text.beginning : text.counted(text.steps[progress.step], progress.done, progress.total)
  return (
    <Panel heading={text.heading} aside={mayCancel ? <Button color="error" onClick={() => setIsAsking(true)}>{text.cancel}</Button> : null}>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Box role="status" sx={{ fontSize: typeScale.section, fontWeight: 600 }}>{words}</Box>
        <LinearProgress aria-label={text.heading} aria-valuetext={words} variant={share === undefined ? 'indeterminate' : 'determinate'} value={share} sx={{ height: 10, borderRadius: 1 }} />
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.lead}{mayCancel ? '' : text.tooLate}</Box>
      </Box>
      {isAsking && mayCancel ? <CancelQuestion lotId={view.lot.lotId} onClose={() => setIsAsking(false)} /> : null}
    </Panel>
  )
}
