import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useForm, useWatch } from 'react-hook-form'
import type { ProvisionalCodeView } from '#shared/contract/desktop/contract.ts'
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { changedFields, fillableFieldNames, type FillableField } from '#shared/domain/provisional-code-changes.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { ChangedNotice } from './changed-notice.tsx'
import { checkFields, errorSummaryOf } from './form-errors.ts'
import { ProvisionalFormFields } from './provisional-form-fields.tsx'
import { fieldsOf, laidOver, type ProvisionalFields } from './provisional-form-state.ts'
import { answerText } from './provisional-words.ts'
import { useSeenCase } from './use-seen-case.ts'

const text = ja.caseDrawer
const reasonId = 'provisional-fill-reason'
type Answer = Pick<ProvisionalCodeRequestRecord, 'form' | 'designationReceiptNumber' | 'notes'>

/** What is recorded now beside what was typed: nothing of either is lost. */
function Differences({ latest, typed }: { readonly latest: Answer; readonly typed: Answer }) {
  const fields = changedFields(latest, typed)
  if (fields.length === 0) return null
  return (
    <>
      <Table size="small" aria-label={text.differences} sx={{ mt: 2, bgcolor: colours.paper }}>
        <TableHead>
          <TableRow>
            <TableCell>{text.differenceColumns.field}</TableCell>
            <TableCell>{text.differenceColumns.latest}</TableCell>
            <TableCell>{text.differenceColumns.typed}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {fields.map((field) => (
            <TableRow key={field}>
              <TableCell component="th" scope="row">{fillableFieldNames[field]}</TableCell>
              <TableCell>{answerText(latest, field)}</TableCell>
              <TableCell>{answerText(typed, field)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Box sx={{ mt: 2, fontSize: typeScale.small }}>{text.differencesHint}</Box>
    </>
  )
}

/** What was 未定 or wrong is filled in, with the reason (Q16). */
export function FillDialog({ row, onClose }: { readonly row: ProvisionalCodeView; readonly onClose: () => void }) {
  const living = useSeenCase(row)
  const form = useForm<ProvisionalFields>({ defaultValues: fieldsOf(row) })
  const typed = { ...fieldsOf(living.seen), ...useWatch({ control: form.control }) } as ProvisionalFields
  const [reason, setReason] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const fill = useDeskAction(
    (desk, input: Answer & { reason: string }) => desk.provisionalCodeRequests.fill({ requestId: row.requestId, version: living.version, ...input }),
    (_request, queries) => void queries.invalidateQueries({ queryKey: ['provisionalCodeRequests'] }),
  )
  const { answer, errors: found } = checkFields(typed)
  const errors = wasTried ? found : {}
  const mended: readonly FillableField[] = answer === null ? [] : changedFields(living.seen, answer)
  const isUnchanged = answer !== null && mended.length === 0
  const isReasonMissing = reason.trim() === ''
  const send = () => {
    setWasTried(true)
    if (answer === null || isUnchanged || isReasonMissing || fill.isPending) return
    fill.mutate({ ...answer, reason: reason.trim() }, { onSuccess: onClose })
  }
  const goOn = () => {
    // What this person mended stays; the rest is as somebody else has saved it.
    if (answer !== null) form.reset(laidOver(fieldsOf(row), typed, mended))
    living.accept()
    fill.reset()
  }
  const summary = [...errorSummaryOf(errors), ...(wasTried && isReasonMissing ? [{ fieldId: reasonId, text: ja.general.reasonMissing }] : [])]
  return (
    <Modal
      title={text.fillOf(row.requestNumber)} width="md" onClose={null}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Button variant="contained" disabled={fill.isPending} onClick={send}>{text.fillSubmit}</Button>
        </>
      }
    >
      <Form label={text.fillOf(row.requestNumber)} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 4 }}>
          <Box sx={{ color: colours.inkSoft, fontSize: typeScale.small }}>{text.fillLead}</Box>
          <ChangedNotice by={living.changedBy} onContinue={answer === null ? null : goOn}>
            {answer === null ? null : <Differences latest={row} typed={answer} />}
          </ChangedNotice>
          <ErrorSummary errors={summary} />
          {wasTried && isUnchanged ? <Alert severity="info" role="status">{text.fillUnchanged}</Alert> : null}
          {fill.isError ? <FailureNotice error={fill.error} /> : null}
          <ProvisionalFormFields form={form} errors={errors} withTwin={false} />
          <TextInput id={reasonId} label={text.fillReason} need="required" hint={text.fillReasonHint} multiline minRows={2} value={reason} onChange={(event) => setReason(event.target.value)} errorText={wasTried && isReasonMissing ? ja.general.reasonMissing : undefined} slotProps={{ htmlInput: { maxLength: 500 } }} />
        </Box>
      </Form>
    </Modal>
  )
}
