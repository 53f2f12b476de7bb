/** What changes in a 仮コード request after it was taken down: the other half of a 併設 facility, and fields filled in later (Q16). */
import { decided, decidedValue, provisionalCodeTransitions, type ProvisionalCodeField, type ProvisionalCodeForm, type ProvisionalCodeState } from './provisional-code-request.ts'

/** What may be filled in or put right: the fields of the form, and what stands beside them. */
export type FillableField = Exclude<ProvisionalCodeField, 'founderRepresentative' | 'otherQualification'> | 'designationReceiptNumber' | 'notes'

/** In the order of the form, as its rows are named. */
export const fillableFieldNames: Readonly<Record<FillableField, string>> = {
  facilityType: '施設種別',
  facilityName: '施設名称',
  facilityAddress: '施設所在地',
  opening: '開設時期',
  founderName: '開設者',
  qualifications: '保有資格',
  facilityTelephone: '施設の電話番号',
  contactTelephone: '連絡先',
  secondContactTelephone: '連絡先2',
  designationReceiptNumber: '受付番号',
  notes: '備考',
}
const fillableFields = Object.keys(fillableFieldNames) as FillableField[]

export interface FillableRequest {
  readonly form: ProvisionalCodeForm
  readonly designationReceiptNumber: string | null
  readonly notes: string
}

/** What a field says, as text that is equal where the answer is: 未定 and "not asked" are answers of their own. */
function answerOf({ form, designationReceiptNumber, notes }: FillableRequest, field: FillableField): string {
  switch (field) {
    case 'facilityType':
    case 'facilityName':
    case 'facilityAddress':
    case 'opening':
    case 'facilityTelephone': {
      const answer = form[field]
      return answer === null ? '' : answer.undecided === true ? '未定' : `=${answer.value}`
    }
    case 'founderName':
      return form.founder === null ? '' : JSON.stringify([form.founder.kind, form.founder.name, form.founder.kind === 'legalPerson' ? form.founder.representative : null])
    case 'qualifications':
      return JSON.stringify([[...form.qualifications].sort(), form.qualifications.includes('other') ? form.otherQualification : null])
    case 'contactTelephone':
    case 'secondContactTelephone':
      return form[field] ?? ''
    case 'designationReceiptNumber':
      return designationReceiptNumber ?? ''
    case 'notes':
      return notes
  }
}

/** Fields that say something else, in the order of the form. */
export function changedFields(before: FillableRequest, after: FillableRequest): FillableField[] {
  return fillableFields.filter((field) => answerOf(before, field) !== answerOf(after, field))
}

/** Nothing is filled in once the request has ended. */
export function mayFill(state: ProvisionalCodeState): boolean {
  return provisionalCodeTransitions[state].length > 0
}

/** An event of the history holds so many characters. */
const longestReason = 500

/** What the history says of a fill: the names of the fields, then why; in two entries where one would not hold all of it. */
export function fillReasons(fields: readonly FillableField[], reason: string): string[] {
  const names = fields.map((field) => fillableFieldNames[field]).join('、')
  const whole = `${names}：${reason}`
  return whole.length <= longestReason ? [whole] : [names, reason]
}

/**
 * 医科・歯科併設: two codes, so two requests, 医科 as in the form and 歯科.
 * @returns null where the form does not say that it is a hospital or a clinic
 */
export function twinForms<Form extends Pick<ProvisionalCodeForm, 'facilityType'>>(form: Form): { readonly medical: Form; readonly dental: Form } | null {
  const type = decidedValue(form.facilityType)
  if (type !== 'hospital' && type !== 'clinic') return null
  return { medical: form, dental: { ...form, facilityType: decided('dentalClinic') } }
}

const isMedical = (type: string | null): boolean => type === 'hospital' || type === 'clinic'

/** The halves of a 併設 facility stay what they are: 医科 may turn out to be a hospital or a clinic, nothing else. */
export function isStillItsTwin(before: Pick<ProvisionalCodeForm, 'facilityType'>, after: Pick<ProvisionalCodeForm, 'facilityType'>): boolean {
  const [from, to] = [decidedValue(before.facilityType), decidedValue(after.facilityType)]
  return from === to || (isMedical(from) && isMedical(to))
}
