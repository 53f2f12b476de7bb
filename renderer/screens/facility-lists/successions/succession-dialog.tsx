import { useId, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../../api/use-desk.ts'
import { ChoiceInput } from '../../../parts/choice-input.tsx'
import { Form } from '../../../parts/form.tsx'
import { Modal } from '../../../parts/modal.tsx'
import { FailureNotice } from '../../../parts/notices.tsx'
import { TextInput } from '../../../parts/text-input.tsx'
import { ja } from '../../../strings/ja.ts'
import { SuccessionPair } from './succession-pair.tsx'

const text = ja.listSuccessions
export type SuccessionDecision = 'linked' | 'dismissed' | 'removed'
export interface Succession {
  readonly predecessorCode: string
  /** null = not in the list. */
  readonly predecessor: MaskedFacility | null
  readonly successor: MaskedFacility
}

const titles: Readonly<Record<SuccessionDecision, string>> = { linked: text.linkQuestion, dismissed: text.dismissQuestion, removed: text.removeQuestion }
const actions: Readonly<Record<SuccessionDecision, string>> = { linked: text.link, dismissed: text.dismiss, removed: text.remove }

interface SuccessionDialogProps {
  readonly succession: Succession
  readonly decision: SuccessionDecision
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Whom it concerns once more, and why: the reason goes on record. */
export function SuccessionDialog({ succession, decision, onClose, onDone }: SuccessionDialogProps) {
  const [preset, setPreset] = useState<string | null>(null)
  const [detail, setDetail] = useState('')
  const [isTried, setIsTried] = useState(false)
  const detailId = useId()
  const set = useDeskAction(
    (desk, reason: string) => desk.facilityLists.setSuccession({ facilityCode: succession.predecessorCode, successorCode: succession.successor.facilityCode, state: decision, reason }),
    (_answer, queries) => {
      void queries.invalidateQueries({ queryKey: ['facilityLists'] })
      void queries.invalidateQueries({ queryKey: ['facilities'] })
    },
  )
  const options = [...text.reasons[decision], text.other].map((reason) => ({ value: reason, text: reason }))
  const isDetailMissing = preset === text.other && detail.trim() === ''
  const send = () => {
    setIsTried(true)
    if (preset === null) return
    if (isDetailMissing) return document.getElementById(detailId)?.focus()
    const words = detail.trim()
    set.mutate(preset === text.other ? words : words === '' ? preset : `${preset}。${words}`, { onSuccess: onDone })
  }
  return (
    <Modal title={titles[decision]} width="md" onClose={onClose} actions={<><Button onClick={onClose}>{ja.general.cancel}</Button><Button variant="contained" disabled={set.isPending} onClick={send}>{actions[decision]}</Button></>}>
      <Form label={titles[decision]} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <SuccessionPair {...succession} />
          {set.isError ? <FailureNotice error={set.error} /> : null}
          <ChoiceInput label={text.reason} need="required" value={preset} options={options} onChoose={setPreset} errorText={isTried && preset === null ? text.reasonMissing : undefined} />
          <TextInput id={detailId} label={text.detail} need={preset === text.other ? 'required' : 'optional'} value={detail} errorText={isTried && isDetailMissing ? text.detailRequired : undefined} onChange={(event) => setDetail(event.target.value)} slotProps={{ htmlInput: { maxLength: 400 } }} />
        </Box>
      </Form>
    </Modal>
  )
}
