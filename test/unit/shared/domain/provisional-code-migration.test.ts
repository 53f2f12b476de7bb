import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isSameFounder, isSamePlace, mayHaveBecome, wantedFacility } from '#shared/domain/provisional-code-migration.ts'
import { decided, undecided, type ProvisionalCodeForm } from '#shared/domain/provisional-code-request.ts'

const form: ProvisionalCodeForm = {
  facilityType: decided('clinic'), facilityName: decided('見本こどもクリニック'), facilityAddress: decided('福井県福井市中央一丁目９番３０号'), opening: decided('2027-04'),
  founder: { kind: 'legalPerson', name: '医療法人髙見会', representative: '見本　太郎' }, qualifications: ['physician'], otherQualification: null,
  facilityTelephone: undecided, contactTelephone: '090-0000-0000', secondContactTelephone: null,
}
const listed = { name: '医療法人高見会　見本こどもクリニック', address: '福井市中央１－９－３０', founder: '医療法人高見会', listKind: 'medical' } as const

describe('the facility a request may have become', () => {
  it('has its name, founder and address, however they are written', () => {
    expect(mayHaveBecome(wantedFacility(form)!, listed)).toBe(true)
    expect(mayHaveBecome(wantedFacility(form)!, { ...listed, address: '福井市中央１－９－３０　見本ビル２階' })).toBe(true)
    expect(mayHaveBecome(wantedFacility(form)!, { ...listed, founder: '医療法人高見会　理事長　見本　太郎' })).toBe(true)
  })

  it.each([
    ['another name', { name: '見本クリニック' }],
    ['another founder', { founder: '医療法人高見会病院' }],
    ['no founder', { founder: null }],
    ['a number that only begins alike', { address: '福井市中央１－９－３０１' }],
    ['a branch of the number', { address: '福井市中央１－９－３０－２' }],
    ['another list', { listKind: 'dental' as const }],
  ])('is not one with %s', (_what, part) => {
    expect(mayHaveBecome(wantedFacility(form)!, { ...listed, ...part })).toBe(false)
  })

  it('is not looked for while name or address are 未定, and in every list while the type is', () => {
    expect(wantedFacility({ ...form, facilityName: undecided })).toBeNull()
    expect(wantedFacility({ ...form, facilityAddress: undecided })).toBeNull()
    expect(mayHaveBecome(wantedFacility({ ...form, facilityType: undecided })!, { ...listed, listKind: 'dental' })).toBe(true)
  })

  it('is the same question from both sides', () => {
    const key = fc.stringMatching(/^[中央一0-9\-ビル理事長]{0,8}$/u)
    fc.assert(fc.property(key, key, (one, other) => {
      expect(isSamePlace(one, other)).toBe(isSamePlace(other, one))
      expect(isSameFounder(one, other)).toBe(isSameFounder(other, one))
      expect(isSamePlace(one, one) && isSameFounder(one, one)).toBe(true)
    }))
  })
})
