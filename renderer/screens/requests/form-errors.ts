import type { ProvisionalCodeField } from '#shared/domain/provisional-code-request.ts'
import { normaliseProvisionalNumber } from '#shared/domain/provisional-code-request.ts'
import { ja } from '../../strings/ja.ts'
import { checkedForm, type FormErrors, type ProvisionalFields } from './provisional-form-state.ts'

const text = ja.provisionalCode

/** Field of the rules → element that takes the focus. */
const fieldIds: Readonly<Record<string, string>> = { founderRepresentative: 'provisional-representative', opening: 'provisional-openingYear' }

/** The form that may be saved (null = something is to be mended), and the sentence for each field that is to be mended. */
export function checkFields(fields: ProvisionalFields) {
  const checked = checkedForm(fields)
  const number = normaliseProvisionalNumber(fields.designationReceiptNumber)
  const isNumberWrong = fields.designationReceiptNumber.trim() !== '' && number === null
  const missing: readonly ProvisionalCodeField[] = checked.ok ? [] : checked.missing
  const errors: FormErrors = {
    ...Object.fromEntries(missing.map((field) => [field, text.errors[field]])),
    ...(isNumberWrong ? { designationReceiptNumber: text.errors.designationReceiptNumber } : {}),
  }
  return { answer: checked.ok && !isNumberWrong ? { form: checked.form, designationReceiptNumber: number, notes: fields.notes } : null, errors }
}

/** For the summary over the form. */
export const errorSummaryOf = (errors: FormErrors): { fieldId: string; text: string }[] =>
  Object.entries(errors).map(([field, message]) => ({ fieldId: fieldIds[field] ?? `provisional-${field}`, text: message }))
