import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { changedFields, fillableFieldNames, fillReasons, isStillItsTwin, mayFill, twinForms, type FillableRequest } from '#shared/domain/provisional-code-changes.ts'
import { decided, provisionalCodeDuplicateKey, provisionalCodeStates, undecided, type ProvisionalCodeForm } from '#shared/domain/provisional-code-request.ts'

const form: ProvisionalCodeForm = {
  facilityType: decided('clinic'), facilityName: undecided, facilityAddress: decided('福井市中央１－９－３０'), opening: decided('2027-04'),
  founder: { kind: 'individual', name: '見本　太郎' }, qualifications: ['physician', 'insuranceDoctor'], otherQualification: null,
  facilityTelephone: undecided, contactTelephone: '090-0000-0000', secondContactTelephone: null,
}
const request: FillableRequest = { form, designationReceiptNumber: null, notes: '' }
const undecidableText = fc.oneof(fc.constant(undecided), fc.string().map(decided))
const anyForm: fc.Arbitrary<ProvisionalCodeForm> = fc.record({
  facilityType: fc.oneof(fc.constant(undecided), fc.constantFrom('hospital', 'clinic', 'dentalClinic', 'pharmacy').map((type) => decided(type))),
  facilityName: undecidableText, facilityAddress: undecidableText, opening: undecidableText, facilityTelephone: undecidableText,
  founder: fc.oneof(fc.record({ kind: fc.constant('individual' as const), name: fc.string() }), fc.record({ kind: fc.constant('legalPerson' as const), name: fc.string(), representative: fc.string() })),
  qualifications: fc.uniqueArray(fc.constantFrom('physician', 'dentist', 'other'), { maxLength: 3 }), otherQualification: fc.option(fc.string()),
  contactTelephone: fc.string(), secondContactTelephone: fc.option(fc.string()),
})
const anyRequest = fc.record({ form: anyForm, designationReceiptNumber: fc.option(fc.string()), notes: fc.string() })

describe('what was filled in', () => {
  it.each([
    [{ form: { ...form, facilityName: decided('見本クリニック') } }, ['facilityName']],
    [{ form: { ...form, facilityTelephone: decided('0776-00-0000'), opening: undecided } }, ['opening', 'facilityTelephone']],
    [{ form: { ...form, founder: { kind: 'legalPerson', name: '見本　太郎', representative: '見本　太郎' } } }, ['founderName']],
    [{ form: { ...form, qualifications: ['insuranceDoctor', 'physician'] } }, []],
    [{ form: { ...form, qualifications: ['physician', 'other'], otherQualification: '社会福祉士' } }, ['qualifications']],
    [{ designationReceiptNumber: 'A-1', notes: '控え' }, ['designationReceiptNumber', 'notes']],
    [{}, []],
  ] as const)('%#', (part, fields) => {
    expect(changedFields(request, { ...request, ...part } as FillableRequest)).toEqual(fields)
  })

  it('is the same from both sides, and nothing where nothing changed', () => {
    fc.assert(fc.property(anyRequest, anyRequest, (one, other) => {
      expect(changedFields(one, other)).toEqual(changedFields(other, one))
      expect(changedFields(one, structuredClone(one))).toEqual([])
    }))
  })

  it('is named in Japanese before the reason, and no word of it is lost', () => {
    expect(fillReasons(['facilityName', 'facilityTelephone'], '電話で連絡あり')).toEqual(['施設名称、施設の電話番号：電話で連絡あり'])
    const fields = Object.keys(fillableFieldNames) as (keyof typeof fillableFieldNames)[]
    fc.assert(fc.property(fc.subarray(fields, { minLength: 1 }), fc.string({ minLength: 1, maxLength: 500, unit: 'grapheme' }).filter((text) => text.length <= 500), (some, reason) => {
      const reasons = fillReasons(some, reason)
      expect(reasons.every((text) => text.length <= 500)).toBe(true)
      expect(reasons.join('：')).toBe(`${some.map((field) => fillableFieldNames[field]).join('、')}：${reason}`)
    }))
  })

  it('is taken until the request has ended', () => {
    expect(provisionalCodeStates.filter((state) => !mayFill(state))).toEqual(['migrated', 'cancelled'])
  })
})

describe('医科・歯科併設', () => {
  it('gives two forms that differ in the type alone', () => {
    const twins = twinForms(form)
    expect(twins?.medical).toEqual(form)
    expect(twins?.dental).toEqual({ ...form, facilityType: decided('dentalClinic') })
    expect(provisionalCodeDuplicateKey(twins!.dental)).not.toBe(provisionalCodeDuplicateKey(twins!.medical))
  })

  it('is a matter of hospitals and clinics only', () => {
    fc.assert(fc.property(anyForm, (one) => {
      const type = one.facilityType !== null && 'value' in one.facilityType ? one.facilityType.value : null
      expect(twinForms(one) !== null).toBe(type === 'hospital' || type === 'clinic')
    }))
  })

  it('stays what it is: a clinic may become a hospital, never the other half', () => {
    const dental = { ...form, facilityType: decided('dentalClinic' as const) }
    expect(isStillItsTwin(form, { ...form, facilityType: decided('hospital') })).toBe(true)
    expect(isStillItsTwin(form, dental)).toBe(false)
    expect(isStillItsTwin(dental, form)).toBe(false)
    expect(isStillItsTwin(dental, { ...form, facilityType: undecided })).toBe(false)
    expect(isStillItsTwin(dental, dental)).toBe(true)
  })
})
