import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  checkFacilityCode,
  composeFacilityCode,
  facilityCodeGroups,
  listKindsThatHold,
  metropolitanCheckDigit,
  nearbyFacilityCodes,
  normaliseFacilityCode,
  officialCheckDigit,
  withCheckDigit,
} from '#shared/domain/facility-code.ts'

/** Published codes (domain facts §2), with the prefecture and list each belongs to. */
const published = [
  '0110112489', '0110113420', '0312211212', '0418010146', '0815110051', '1116507982', '1219210014', '1318814790',
  '1310110098', '1310110049', '1410803304', '1618010035', '1810117059', '2319900110', '2414000022', '2619900042',
  '2719900249', '3215010046', '3319800011', '4019819897', '4218010132', '0140342262',
]
const metropolitan = (code: string): boolean => ['11', '12', '13', '14'].includes(code.slice(0, 2))
const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''))
const body = fc
  .tuple(fc.integer({ min: 1, max: 47 }), fc.constantFrom('1', '3', '4', '6'), digits(6))
  .map(([prefecture, kind, rest]) => `${String(prefecture).padStart(2, '0')}${kind}${rest}`)

describe('the check digit', () => {
  it('is 2 for the example of the notification', () => {
    expect(officialCheckDigit('341071236')).toBe('2')
  })

  it.each(published)('holds for the published code %s', (code) => {
    const check = checkFacilityCode(code)
    expect(check).toMatchObject({ code, valid: true, rule: metropolitan(code) ? 'metropolitan' : 'official' })
    expect(check.reason).toBeUndefined()
    expect(check.kind).toBe(code === '0140342262' ? 'pharmacy' : 'medical')
    expect(check.prefecture?.number).toBe(code.slice(0, 2))
  })

  it('needs both rules: the official one alone holds for 16 of the 22', () => {
    expect(published.filter((code) => officialCheckDigit(code.slice(0, 9)) === code[9])).toHaveLength(16)
    expect(published.filter((code) => metropolitan(code) && metropolitanCheckDigit(code.slice(0, 9)) === code[9])).toHaveLength(6)
  })

  it('refuses a medical code of Tokyo that holds by the official rule only', () => {
    const code = `131881479${officialCheckDigit('131881479')}`
    expect(code).not.toBe('1318814790')
    expect(checkFacilityCode(code)).toMatchObject({ valid: false, reason: 'checkDigit', rule: null })
  })

  it('accepts either rule for the other lists of 11–14, and says which held', () => {
    const base = '134034226'
    expect(checkFacilityCode(base + officialCheckDigit(base))).toMatchObject({ valid: true, rule: 'official', kind: 'pharmacy' })
    expect(checkFacilityCode(base + metropolitanCheckDigit(base))).toMatchObject({ valid: true, rule: 'metropolitan' })
  })

  it('says "either" where both rules hold', () => {
    const base = ['11', '12', '13', '14']
      .flatMap((prefecture) => ['3', '4', '6'].map((kind) => `${prefecture}${kind}101234`))
      .find((candidate) => officialCheckDigit(candidate) === metropolitanCheckDigit(candidate))
    if (base === undefined) throw new Error('no prefecture and list where the rules coincide')
    expect(checkFacilityCode(base + officialCheckDigit(base))).toMatchObject({ valid: true, rule: 'either' })
  })

  it('is completed by the rule in force', () => {
    fc.assert(fc.property(body, (body9) => checkFacilityCode(withCheckDigit(body9)).valid))
  })

  it('finds every single wrong digit after the prefecture and list', () => {
    fc.assert(
      fc.property(body, fc.integer({ min: 3, max: 9 }), fc.integer({ min: 1, max: 9 }), (body9, position, shift) => {
        const code = withCheckDigit(body9)
        // Where either rule is accepted a wrong digit can satisfy the other one.
        if (metropolitan(code) && code[2] !== '1') return true
        const wrong = code.slice(0, position) + String((Number(code[position]) + shift) % 10) + code.slice(position + 1)
        return checkFacilityCode(wrong).reason === 'checkDigit'
      }),
    )
  })

  it('throws for anything but nine digits', () => {
    expect(() => officialCheckDigit('12345678')).toThrow(RangeError)
    expect(() => metropolitanCheckDigit('1234567890')).toThrow(RangeError)
    expect(() => withCheckDigit('12345678x')).toThrow(RangeError)
  })
})

describe('checking', () => {
  it('names what is wrong first, from the left', () => {
    expect(checkFacilityCode('')).toEqual({ code: '', valid: false, rule: null, reason: 'length', prefecture: null, kind: null })
    expect(checkFacilityCode('011011248').reason).toBe('length')
    expect(checkFacilityCode('01101124890').reason).toBe('length')
    expect(checkFacilityCode('4810112489').reason).toBe('prefecture')
    expect(checkFacilityCode('0010112489').reason).toBe('prefecture')
    expect(checkFacilityCode('9810112489').reason).toBe('prefecture')
    expect(checkFacilityCode('5010112489').reason).toBe('prefecture')
    expect(checkFacilityCode('0120112489')).toMatchObject({ reason: 'listKind', prefecture: { number: '01', name: '北海道' } })
    expect(checkFacilityCode('0110112480')).toMatchObject({ reason: 'checkDigit', kind: 'medical' })
  })

  it('maps the second range 51–97 to the same prefecture', () => {
    const second = `511011248${officialCheckDigit('511011248')}`
    expect(checkFacilityCode(second)).toMatchObject({ valid: true, prefecture: { number: '01', name: '北海道' } })
    expect(checkFacilityCode(`971011248${officialCheckDigit('971011248')}`).prefecture?.name).toBe('沖縄県')
    expect(checkFacilityCode(`631011248${metropolitanCheckDigit('631011248')}`)).toMatchObject({ valid: true })
  })

  it('reads any writing', () => {
    expect(normaliseFacilityCode('０１-1-０1・1248,９ ')).toBe('0110112489')
    expect(checkFacilityCode('01 1 01 1248 9').valid).toBe(true)
    fc.assert(fc.property(fc.string(), (text) => normaliseFacilityCode(normaliseFacilityCode(text)) === normaliseFacilityCode(text)))
  })

  it('tells the lists under which a code would hold', () => {
    expect(listKindsThatHold('0110112489')).toEqual(['medical'])
    // A dental number printed in the medical list: its digit holds with 点数表 3 only.
    const asMedical = `011101124${officialCheckDigit('013101124')}`
    expect(checkFacilityCode(asMedical).valid).toBe(false)
    expect(listKindsThatHold(asMedical)).toEqual(['dental'])
    expect(listKindsThatHold('123')).toEqual([])
  })
})

describe('composing from the printed seven digits', () => {
  it.each([
    ['01', 'medical', '01,1248,9', '0110112489'],
    ['01', 'pharmacy', '03-4226-2', '0140342262'],
    ['13', 'medical', '88・1479・0', '1318814790'],
    ['04', 'medical', '80１014６', '0418010146'],
    ['01', 'dental', '011 026.5', '0130110265'],
  ] as const)('%s %s %s → %s', (prefectureNumber, listKind, number7, code) => {
    expect(composeFacilityCode({ prefectureNumber, listKind, number7 })).toBe(code)
  })

  it('refuses another length or prefecture', () => {
    expect(() => composeFacilityCode({ prefectureNumber: '01', listKind: 'medical', number7: '011248' })).toThrow(RangeError)
    expect(() => composeFacilityCode({ prefectureNumber: '51', listKind: 'medical', number7: '0112489' })).toThrow(RangeError)
  })

  it('comes apart again', () => {
    expect(facilityCodeGroups('0110112489')).toEqual(['01', '1', '01', '1248', '9'])
    expect(facilityCodeGroups('123')).toEqual(['123'])
  })
})

describe('did you mean', () => {
  it('finds the code after any single wrong digit or adjacent swap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...published), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), (code, position, digit) => {
        const typed = code.slice(0, position) + String(digit) + code.slice(position + 1)
        return typed === code || nearbyFacilityCodes(typed).includes(code)
      }),
    )
    for (const code of published) {
      for (let position = 0; position < 9; position++) {
        const typed = code.slice(0, position) + code.charAt(position + 1) + code.charAt(position) + code.slice(position + 2)
        if (typed !== code) expect(nearbyFacilityCodes(typed)).toContain(code)
      }
    }
  })

  it('offers valid codes only, sorted, never the one typed, nothing for another length', () => {
    const offered = nearbyFacilityCodes('0110112480')
    expect(offered).toContain('0110112489')
    expect(offered).not.toContain('0110112480')
    expect(offered).toEqual([...new Set(offered)].sort())
    expect(offered.every((code) => checkFacilityCode(code).valid)).toBe(true)
    expect(nearbyFacilityCodes('011011248')).toEqual([])
  })
})
