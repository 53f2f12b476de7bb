/** What a 仮コード request says, field by field, in words. */
import { fillableFieldNames, type FillableField } from '#shared/domain/provisional-code-changes.ts'
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { decidedValue } from '#shared/domain/provisional-code-request.ts'
import { day, month } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'

const text = ja.provisionalCode
type Taken = Pick<ProvisionalCodeRequestRecord, 'form' | 'designationReceiptNumber' | 'notes'>
const orNone = (value: string | null) => (value === null || value === '' ? ja.general.none : value)

/** 開設時期: a month or a day. */
export const openingText = (opening: string): string => (opening.length > 7 ? day(opening) : month(opening))
export const facilityNameText = ({ form }: Pick<Taken, 'form'>): string => decidedValue(form.facilityName) ?? ja.general.undecided

function founderText({ founder }: Taken['form']): string {
  const kind = text.founderKinds[founder.kind]
  return founder.kind === 'legalPerson' ? `${kind}：${founder.name}（${text.representative}：${founder.representative}）` : `${kind}：${founder.name}`
}

/** One answer as text; 未定 where the caller said so. */
export function answerText(request: Taken, field: FillableField): string {
  const { form } = request
  switch (field) {
    case 'facilityType': {
      const type = decidedValue(form.facilityType)
      return type === null ? ja.general.undecided : text.facilityTypes[type]
    }
    case 'facilityName':
    case 'facilityAddress':
    case 'facilityTelephone': return decidedValue(form[field]) ?? ja.general.undecided
    case 'opening': {
      const opening = decidedValue(form.opening)
      return opening === null ? ja.general.undecided : openingText(opening)
    }
    case 'founderName': return founderText(form)
    case 'qualifications': return form.qualifications.map((one) => (one === 'other' && form.otherQualification !== null ? form.otherQualification : text.qualificationNames[one])).join('・')
    case 'contactTelephone': return form.contactTelephone
    case 'secondContactTelephone': return orNone(form.secondContactTelephone)
    case 'designationReceiptNumber': return orNone(request.designationReceiptNumber)
    case 'notes': return orNone(request.notes)
  }
}

/** Every field in the order of the form, as it is named there. */
export const fillableFields = Object.entries(fillableFieldNames) as readonly (readonly [FillableField, string])[]
