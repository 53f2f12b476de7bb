import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { checkEmailAddress } from '#shared/domain/email-address.ts'
import type { EmailChangeState } from '#shared/domain/email-change-request.ts'
import { canMoveEmailChange, emailChangeAfterNotice, emailChangeEnd, emailChangeStates, emailChangeTransitions } from '#shared/domain/email-change-request.ts'
import { noticeStates } from '#shared/domain/notice.ts'
import type { ProvisionalCodeForm } from '#shared/domain/provisional-code-request.ts'
import {
  canMoveProvisionalCode,
  decided,
  decidedValue,
  emptyProvisionalCodeForm,
  missingProvisionalCodeFields,
  normaliseProvisionalNumber,
  numbersForNewFacility,
  provisionalCodeDuplicateKey,
  provisionalCodeNeeded,
  provisionalCodeStates,
  provisionalCodeTransitions,
  undecided,
  undecidedProvisionalCodeFields,
  usesOfFacilityNumber,
} from '#shared/domain/provisional-code-request.ts'

describe('an e-mail address', () => {
  it.each(['info@example.jp', 'a.b+c@mail.example.co.jp', 'x@kcn.ne.jp', 'shinsei@au.com', 'INFO@Gmail.com', ' info@example.jp '])('%p is right', (text) => {
    expect(checkEmailAddress(text)).toMatchObject({ text, valid: true, problems: [] })
  })

  it.each([
    ['info@gmial.com', 'info@gmail.com'],
    ['info@gmail.con', 'info@gmail.com'],
    ['info@gmail.co', 'info@gmail.com'],
    ['info@gmial.con', 'info@gmail.com'],
    ['info@yaho.co.jp', 'info@yahoo.co.jp'],
    ['info@yahoo.cojp', 'info@yahoo.co.jp'],
    ['info@docomo.co.jp', 'info@docomo.ne.jp'],
    ['info@sample-clinic.co.jpp', 'info@sample-clinic.co.jp'],
    ['info@sample-clinic.cmo', 'info@sample-clinic.com'],
  ])('%s is valid as it stands, and %s is offered', (text, suggestion) => {
    expect(checkEmailAddress(text)).toMatchObject({ text, valid: true, problems: ['likelyTypo'], suggestion })
  })

  it.each([
    ['info＠example.jp', ['fullWidth'], 'info@example.jp'],
    ['ｉｎｆｏ@example.jp', ['fullWidth'], 'info@example.jp'],
    ['info @example.jp', ['space', 'forbiddenCharacter'], 'info@example.jp'],
    ['info@example,jp', ['comma', 'domain'], 'info@example.jp'],
    ['info.@example.jp', ['dots'], null],
    ['in..fo@example.jp', ['dots'], null],
    ['info', ['atSign'], null],
    ['a@b@example.jp', ['atSign'], null],
    ['@example.jp', ['atSign'], null],
    ['info@localhost', ['domain'], null],
    ['info@-bad.jp', ['domain'], null],
    ['受付@example.jp', ['forbiddenCharacter'], null],
    [`${'a'.repeat(65)}@example.jp`, ['tooLong'], null],
  ])('%p is refused', (text, problems, suggestion) => {
    const check = checkEmailAddress(text)
    expect(check.valid).toBe(false)
    expect(check.suggestion).toBe(suggestion)
    for (const problem of problems.filter((entry) => entry !== 'forbiddenCharacter' || text.startsWith('受'))) expect(check.problems).toContain(problem)
  })

  it('never changes what was given, and offers only what is valid itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string(), fc.stringMatching(/^[a-z.,＠@ ]{1,20}$/u)), (text) => {
        const check = checkEmailAddress(text)
        return check.text === text && (check.suggestion === null || (check.suggestion !== text && checkEmailAddress(check.suggestion).valid))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('an e-mail change request', () => {
  const ended = (state: EmailChangeState): boolean => emailChangeTransitions[state].length === 0

  it('ends in self-service for a usable address, in a notice for any other', () => {
    expect(emailChangeEnd('usable')).toBe('selfService')
    expect(emailChangeEnd('unusable')).toBe('notice')
    expect(emailChangeEnd('forgotten')).toBe('notice')
  })

  it('follows its notice to the end', () => {
    let state: EmailChangeState = 'verified'
    const seen = (['queued', 'issuing', 'printed', 'sealed', 'posted', 'redeemed'] as const).map((notice) => (state = emailChangeAfterNotice(state, notice)))
    expect(seen).toEqual(['noticeArranged', 'noticeArranged', 'noticeArranged', 'noticeArranged', 'noticePosted', 'completed'])
    expect(emailChangeAfterNotice('noticePosted', 'returned')).toBe('verified')
    expect(emailChangeAfterNotice('noticeArranged', 'cancelled')).toBe('verified')
  })

  it('never leaves an ended state, and is never moved by a notice before it is verified', () => {
    for (const state of emailChangeStates) {
      for (const notice of noticeStates) {
        const next = emailChangeAfterNotice(state, notice)
        if (ended(state) || state === 'received') expect(next).toBe(state)
      }
    }
    expect(emailChangeStates.filter(ended)).toEqual(['completed', 'selfService', 'cancelled'])
    expect(emailChangeStates.filter((state) => canMoveEmailChange(state, 'cancelled'))).toEqual(['received', 'verified', 'noticeArranged', 'noticePosted'])
    expect(canMoveEmailChange('received', 'completed')).toBe(false)
  })
})

const filled: ProvisionalCodeForm = {
  facilityType: decided('clinic'),
  facilityName: decided('見本クリニック'),
  facilityAddress: decided('福井市中央１－９－３０'),
  opening: decided('2027-04'),
  founder: { kind: 'individual', name: '見本　太郎' },
  qualifications: ['physician', 'insuranceDoctor'],
  otherQualification: null,
  facilityTelephone: undecided,
  contactTelephone: '090-0000-0000',
  secondContactTelephone: null,
}

describe('a provisional-code request', () => {
  it('needs every field answered; undecided is an answer where the form allows it', () => {
    expect(missingProvisionalCodeFields(filled)).toEqual([])
    expect(undecidedProvisionalCodeFields(filled)).toEqual(['facilityTelephone'])
    const open = { ...filled, facilityType: undecided, facilityName: undecided, facilityAddress: undecided, opening: undecided }
    expect(missingProvisionalCodeFields(open)).toEqual([])
    expect(undecidedProvisionalCodeFields(open)).toEqual(['facilityType', 'facilityName', 'facilityAddress', 'opening', 'facilityTelephone'])
    expect(missingProvisionalCodeFields(emptyProvisionalCodeForm)).toEqual([
      'facilityType', 'facilityName', 'facilityAddress', 'opening', 'founderName', 'qualifications', 'facilityTelephone', 'contactTelephone',
    ])
  })

  it.each([
    [{ facilityName: decided('  ') }, 'facilityName'],
    [{ opening: decided('2027-13') }, 'opening'],
    [{ opening: decided('来年') }, 'opening'],
    [{ founder: { kind: 'individual', name: '' } }, 'founderName'],
    [{ founder: { kind: 'legalPerson', name: '医療法人見本会', representative: ' ' } }, 'founderRepresentative'],
    [{ qualifications: [] }, 'qualifications'],
    [{ qualifications: ['other'] }, 'otherQualification'],
    [{ facilityTelephone: decided('12') }, 'facilityTelephone'],
    [{ contactTelephone: '' }, 'contactTelephone'],
    [{ contactTelephone: '12345' }, 'contactTelephone'],
    [{ contactTelephone: null, facilityTelephone: decided('0776-23-2640') }, 'contactTelephone'],
    [{ secondContactTelephone: '1' }, 'secondContactTelephone'],
  ] as const)('%p misses %s', (part, field) => {
    expect(missingProvisionalCodeFields({ ...filled, ...part })).toEqual([field])
  })

  it('takes a telephone or the like for the contact', () => {
    for (const contactTelephone of ['0776-23-2640', '０９０００００００００', 'info@example.jp']) {
      expect(missingProvisionalCodeFields({ ...filled, contactTelephone })).toEqual([])
    }
  })

  it('is the same request for the same founder, address and kind', () => {
    const again = { ...filled, founder: { kind: 'individual', name: '見本太郎' }, facilityAddress: decided('福井県福井市中央一丁目９番３０号') } as const
    expect(provisionalCodeDuplicateKey(again)).toBe(provisionalCodeDuplicateKey(filled))
    expect(provisionalCodeDuplicateKey({ ...filled, facilityType: decided('dentalClinic') })).not.toBe(provisionalCodeDuplicateKey(filled))
    expect(provisionalCodeDuplicateKey({ ...filled, facilityAddress: undecided })).toBeNull()
    expect(decidedValue(undecided)).toBeNull()
    expect(decidedValue(decided('値'))).toBe('値')
  })

  it('is needed only before the designation and for the opening (Q15)', () => {
    expect(provisionalCodeNeeded({ designated: false, wantedAtOpening: true })).toBe(true)
    expect(provisionalCodeNeeded({ designated: false, wantedAtOpening: false })).toBe(false)
    expect(provisionalCodeNeeded({ designated: true, wantedAtOpening: true })).toBe(false)
    expect(provisionalCodeNeeded({ designated: true, wantedAtOpening: false })).toBe(false)
  })

  it('leads every new facility to a number, and each number to what it is good for (Q17)', () => {
    expect(numbersForNewFacility({ designated: false, designationApplied: false, wantedAtOpening: true })).toEqual(['provisionalCode'])
    expect(numbersForNewFacility({ designated: false, designationApplied: true, wantedAtOpening: true })).toEqual(['provisionalCode', 'designationReceiptNumber'])
    expect(numbersForNewFacility({ designated: true, designationApplied: true, wantedAtOpening: true })).toEqual(['facilityCode'])
    expect(numbersForNewFacility({ designated: false, designationApplied: true, wantedAtOpening: false })).toEqual(['facilityCode'])
    expect(usesOfFacilityNumber.provisionalCode).not.toContain('usageApplication')
    expect(usesOfFacilityNumber.designationReceiptNumber).not.toContain('accountRegistration')
  })

  it('keeps a number as text without a check', () => {
    expect(normaliseProvisionalNumber(' Ａ１２－００３ ')).toBe('A12-003')
    expect(normaliseProvisionalNumber('0012')).toBe('0012')
    for (const text of ['', '---', '仮123', '1'.repeat(21)]) expect(normaliseProvisionalNumber(text)).toBeNull()
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const number = normaliseProvisionalNumber(text)
        return number === null || normaliseProvisionalNumber(number) === number
      }),
    )
  })

  it('goes its way in order and can be cancelled until it is over', () => {
    const way = ['received', 'formSent', 'formReceived', 'forwarded', 'numbered', 'informed', 'migrated'] as const
    for (const [index, state] of way.entries()) {
      const next = way[index + 1]
      if (next !== undefined) expect(canMoveProvisionalCode(state, next)).toBe(true)
      expect(canMoveProvisionalCode(state, 'cancelled')).toBe(state !== 'migrated')
      for (const later of way.slice(index + 2)) expect(canMoveProvisionalCode(state, later)).toBe(false)
    }
    expect(provisionalCodeStates.filter((state) => provisionalCodeTransitions[state].length === 0)).toEqual(['migrated', 'cancelled'])
  })
})
