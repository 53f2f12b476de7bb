import { describe, expect, it } from '@jest/globals'
import { changedFields } from '#shared/domain/provisional-code-changes.ts'
import { checkedForm, fieldsOf, laidOver } from '#renderer/screens/requests/provisional-form-state.ts'
import { provisionalCodeForm, provisionalCodeView } from '#test/support/fake-cases.ts'

describe('the fields of the form', () => {
  it.each([
    provisionalCodeForm(),
    provisionalCodeForm({ opening: { value: '2027-04-15' }, founder: { kind: 'individual', name: '見本 花子' }, qualifications: ['other'], otherQualification: '看護師' }),
    provisionalCodeForm({ facilityType: { undecided: true }, facilityName: { undecided: true }, facilityAddress: { undecided: true }, opening: { undecided: true }, facilityTelephone: { value: '0776-00-2640' }, secondContactTelephone: 'tanto@example.jp' }),
  ])('come back as the request they were taken from', (form) => {
    const again = checkedForm(fieldsOf(provisionalCodeView({ form })))
    expect(again).toEqual({ ok: true, form })
  })

  it('keep what one person mended, over what another saved meanwhile', () => {
    const seen = provisionalCodeView()
    const latest = provisionalCodeView({ form: provisionalCodeForm({ facilityTelephone: { value: '03-0000-0001' }, contactTelephone: '090-1111-1111' }), notes: '電話が通った' })
    const typed = { ...fieldsOf(seen), contactTelephone: '080-2222-2222', openingUndecided: true }
    const answer = checkedForm(typed)
    if (!answer.ok) throw new Error('The form is whole')
    const mended = changedFields(seen, { form: answer.form, designationReceiptNumber: null, notes: '' })
    expect(mended).toEqual(['opening', 'contactTelephone'])
    expect(laidOver(fieldsOf(latest), typed, mended)).toEqual({ ...fieldsOf(latest), contactTelephone: '080-2222-2222', openingUndecided: true })
  })
})
