import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useForm, useWatch } from 'react-hook-form'
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { normaliseProvisionalNumber, provisionalCodeNeeded, type ProvisionalCodeField } from '#shared/domain/provisional-code-request.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { ProvisionalFormFields } from './provisional-form-fields.tsx'
import { checkedForm, emptyFields, type FormErrors, type ProvisionalFields } from './provisional-form-state.ts'

const text = ja.provisionalCode
type YesNo = 'yes' | 'no'
const yesNo = [{ value: 'yes', text: ja.general.yes }, { value: 'no', text: ja.general.no }] as const

/** Field of the rules → element that takes the focus. */
const fieldIds: Readonly<Record<string, string>> = { founderRepresentative: 'provisional-representative', opening: 'provisional-openingYear' }

function errorsOf(missing: readonly ProvisionalCodeField[], isNumberWrong: boolean): FormErrors {
  return {
    ...Object.fromEntries(missing.map((field) => [field, text.errors[field]])),
    ...(isNumberWrong ? { designationReceiptNumber: text.errors.designationReceiptNumber } : {}),
  }
}

interface ProvisionalCodeDialogProps {
  readonly callId: string
  readonly onClose: () => void
  readonly onRecorded: (requestNumber: string) => void
}

/** 仮コード依頼を記録: first whether one is needed at all (Q15), then the form. */
export function ProvisionalCodeDialog({ callId, onClose, onRecorded }: ProvisionalCodeDialogProps) {
  const [designated, setDesignated] = useState<YesNo | null>(null)
  const [wantedAtOpening, setWantedAtOpening] = useState<YesNo | null>(null)
  const [wasTried, setWasTried] = useState(false)
  const form = useForm<ProvisionalFields>({ defaultValues: emptyFields })
  const typed = { ...emptyFields, ...useWatch({ control: form.control }) } as ProvisionalFields
  const record = useDeskAction((desk, input: { form: ProvisionalCodeRequestRecord['form']; designationReceiptNumber: string | null; notes: string }) => desk.provisionalCodeRequests.record({ callId, ...input }))
  const isAsked = designated !== null && wantedAtOpening !== null
  const isNeeded = isAsked && provisionalCodeNeeded({ designated: designated === 'yes', wantedAtOpening: wantedAtOpening === 'yes' })

  const number = normaliseProvisionalNumber(typed.designationReceiptNumber)
  const isNumberWrong = typed.designationReceiptNumber.trim() !== '' && number === null
  const checked = checkedForm(typed)
  // Shown from the first try on, and gone as soon as a field is right.
  const errors = wasTried ? errorsOf(checked.ok ? [] : checked.missing, isNumberWrong) : {}
  const send = () => {
    setWasTried(true)
    if (checked.ok && !isNumberWrong) record.mutate({ form: checked.form, designationReceiptNumber: number, notes: typed.notes }, { onSuccess: (request) => onRecorded(request.requestNumber) })
  }
  const summary = Object.entries(errors).map(([field, message]) => ({ fieldId: fieldIds[field] ?? `provisional-${field}`, text: message }))

  return (
    <Modal
      title={text.title} width="md" onClose={null}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Button variant="contained" disabled={!isNeeded || record.isPending} onClick={send}>{text.submit}</Button>
        </>
      }
    >
      <Form label={text.title} onSubmit={() => { if (isNeeded) send() }}>
        <Box sx={{ display: 'grid', gap: 5 }}>
          <Box sx={{ color: colours.inkSoft, fontSize: typeScale.small }}>{text.lead}</Box>
          <ErrorSummary errors={summary} />
          {record.isError ? <FailureNotice error={record.error} /> : null}
          <Box sx={{ display: 'grid', gap: 3, p: 4, borderRadius: 2, bgcolor: colours.sunken, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' } }}>
            <ChoiceInput label={text.designated} value={designated} options={yesNo} onChoose={setDesignated} />
            <ChoiceInput label={text.wantedAtOpening} value={wantedAtOpening} options={yesNo} onChoose={setWantedAtOpening} />
          </Box>
          {isAsked && !isNeeded ? <Alert severity="info" role="status">{text.notNeeded}</Alert> : null}
          {isNeeded ? <ProvisionalFormFields form={form} errors={errors} /> : null}
        </Box>
      </Form>
    </Modal>
  )
}
