import { memo, useEffect, useState } from 'react'
import Accordion from '@mui/material/Accordion'
import AccordionDetails from '@mui/material/AccordionDetails'
import AccordionSummary from '@mui/material/AccordionSummary'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ExpandIcon from '@mui/icons-material/ExpandMoreOutlined'
import { useForm, type UseFormReturn } from 'react-hook-form'
import type { GuidancePath, ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { ErrorSummary } from '../../parts/error-summary.tsx'
import { Form } from '../../parts/form.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { NumbersTable } from '../guidance/numbers-table.tsx'
import { checkFields, errorSummaryOf } from './form-errors.ts'
import { isProvisionalCodeNeeded, NeedGuard, needOfPaths } from './need-guard.tsx'
import { Duplicates, OpeningSteps } from './provisional-aside.tsx'
import { mayBeTwin, ProvisionalFormFields } from './provisional-form-fields.tsx'
import { emptyFields, type FormErrors, type ProvisionalFields } from './provisional-form-state.ts'
import { RecordedRequests } from './recorded-requests.tsx'

const text = ja.provisionalCode

/** Q17: folded away until somebody asks. */
const NumberGuide = memo(function NumberGuide() {
  return (
    <Accordion disableGutters variant="outlined" slotProps={{ heading: { component: 'h3' } }}>
      <AccordionSummary expandIcon={<ExpandIcon />} sx={{ fontWeight: 600 }}>{text.numbersHeading}</AccordionSummary>
      <AccordionDetails sx={{ p: 2 }}><NumbersTable ended="provisionalCode" /></AccordionDetails>
    </Accordion>
  )
})

/** What is to be mended: shown from the first try on, and gone as soon as a field is right. */
function useFormErrors(form: UseFormReturn<ProvisionalFields>, wasTried: boolean): FormErrors {
  const [errors, setErrors] = useState<FormErrors>({})
  useEffect(() => {
    if (!wasTried) return
    const check = () => setErrors(checkFields(form.getValues()).errors)
    check()
    return form.subscribe({ formState: { values: true }, callback: check })
  }, [form, wasTried])
  return errors
}

interface ProvisionalCodeDialogProps {
  readonly callId: string
  /** Decision paths walked in this call: what was answered there is not asked again. */
  readonly paths?: readonly GuidancePath[]
  readonly onClose: () => void
  /** With the number, or both numbers, once the person has seen them. */
  readonly onRecorded: (requestNumbers: string) => void
}

/** 仮コード依頼を記録: first whether one is needed at all (Q15), then the form, then its numbers and its print. */
export function ProvisionalCodeDialog({ callId, paths = [], onClose, onRecorded }: ProvisionalCodeDialogProps) {
  const [need, setNeed] = useState(() => needOfPaths(paths))
  const [isFromPath] = useState(need.designated !== null)
  const [wasTried, setWasTried] = useState(false)
  const [recorded, setRecorded] = useState<readonly ProvisionalCodeRequestRecord[] | null>(null)
  const form = useForm<ProvisionalFields>({ defaultValues: emptyFields })
  const errors = useFormErrors(form, wasTried)
  const record = useDeskAction((desk, input: { form: ProvisionalCodeRequestRecord['form']; designationReceiptNumber: string | null; notes: string; isTwin: boolean }) =>
    desk.provisionalCodeRequests.record({ callId, need: { isDesignated: need.designated === 'yes', isWantedAtOpening: need.wantedAtOpening === 'yes' }, ...input }))
  const isNeeded = isProvisionalCodeNeeded(need) === true

  const send = () => {
    setWasTried(true)
    const typed = form.getValues()
    const { answer } = checkFields(typed)
    if (answer === null || record.isPending) return
    const isTwin = typed.isTwin && mayBeTwin(typed.facilityType, typed.facilityTypeUndecided)
    record.mutate({ ...answer, isTwin }, { onSuccess: setRecorded })
  }

  if (recorded !== null) return <RecordedRequests requests={recorded} onClose={() => onRecorded(recorded.map(({ requestNumber }) => requestNumber).join(text.recorded.separator))} />
  return (
    <Modal
      title={text.title} width="lg" onClose={null}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Button variant="contained" disabled={!isNeeded || record.isPending} onClick={send}>{text.submit}</Button>
        </>
      }
    >
      <Form label={text.title} onSubmit={() => { if (isNeeded) send() }}>
        <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <Box sx={{ color: colours.inkSoft, fontSize: typeScale.small }}>{text.lead}</Box>
          <ErrorSummary errors={errorSummaryOf(errors)} />
          {record.isError ? <FailureNotice error={record.error} /> : null}
          <NeedGuard need={need} isFromPath={isFromPath} onChange={setNeed} />
          <NumberGuide />
          {isNeeded ? (
            <Box sx={{ display: 'grid', gap: 5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 360px' }, alignItems: 'start' }}>
              <ProvisionalFormFields form={form} errors={errors} withTwin />
              <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: 'minmax(0, 1fr)', position: { lg: 'sticky' }, top: 0 }}>
                <Duplicates control={form.control} />
                <OpeningSteps control={form.control} />
              </Box>
            </Box>
          ) : null}
        </Box>
      </Form>
    </Modal>
  )
}
