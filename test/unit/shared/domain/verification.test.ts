import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { ComparisonResult, VerificationContext, VerificationItem, VerificationResult } from '#shared/domain/verification.ts'
import { comparisonPasses, decideVerification, verificationItems } from '#shared/domain/verification.ts'

const byCode: VerificationContext = { identifiedBy: 'code', movedRecently: false }
const say = (...entries: readonly (readonly [VerificationItem, ComparisonResult])[]): VerificationResult[] =>
  entries.map(([item, result]) => ({ item, result }))
const nothingElse = say(['telephone', 'notHeld'], ['founder', 'notHeld'], ['manager', 'notHeld'])

describe('the usual rule', () => {
  it('passes with the code, the numbers of the address, not moved, and one item more', () => {
    for (const item of ['telephone', 'founder', 'manager'] as const) {
      expect(decideVerification(say(['addressNumbers', 'match'], [item, 'match']), byCode)).toEqual({ outcome: 'passed', missing: [], because: 'enough' })
    }
  })

  it('asks for what is missing, in the order of a call', () => {
    expect(decideVerification([], { identifiedBy: 'none', movedRecently: null })).toEqual({
      outcome: 'pending',
      missing: ['facilityCode', 'addressNumbers', 'movedRecently', 'telephone', 'founder', 'manager'],
      because: 'itemsMissing',
    })
    expect(decideVerification(say(['telephone', 'match']), byCode)).toMatchObject({ outcome: 'pending', missing: ['addressNumbers'] })
    expect(decideVerification(say(['addressNumbers', 'match']), byCode).missing).toEqual(['telephone', 'founder', 'manager'])
    expect(decideVerification(say(['addressNumbers', 'match'], ['telephone', 'match']), { ...byCode, movedRecently: null }).missing).toEqual(['movedRecently'])
  })

  it('lets close pass for names and not for numbers', () => {
    expect(decideVerification(say(['addressNumbers', 'match'], ['founder', 'close']), byCode).outcome).toBe('passed')
    expect(decideVerification(say(['addressNumbers', 'match'], ['telephone', 'close']), byCode).outcome).toBe('pending')
    expect(decideVerification(say(['addressNumbers', 'close'], ['founder', 'match']), byCode)).toMatchObject({
      outcome: 'pending',
      missing: ['addressNumbers'],
      because: 'retryLeft',
    })
    expect(comparisonPasses({ item: 'facilityCode', result: 'close', reason: 'formerCode' })).toBe(true)
    expect(comparisonPasses({ item: 'facilityCode', result: 'close', reason: 'sevenDigitsOnly' })).toBe(false)
    expect(comparisonPasses({ item: 'telephone', result: 'close', reason: 'formerTelephone' })).toBe(false)
  })

  it('takes the way the facility was found as the first answer', () => {
    const rest = say(['addressNumbers', 'match'], ['manager', 'match'])
    expect(decideVerification(rest, { identifiedBy: 'uniqueNameTown', movedRecently: false }).outcome).toBe('passed')
    expect(decideVerification(rest, { identifiedBy: 'none', movedRecently: false })).toMatchObject({ outcome: 'pending', missing: ['facilityCode'] })
    expect(decideVerification([...rest, ...say(['facilityCode', 'match'])], { identifiedBy: 'none', movedRecently: false }).outcome).toBe('passed')
    expect(decideVerification([...rest, ...say(['facilityCode', 'mismatch'])], byCode).because).toBe('retryLeft')
  })
})

describe('one retry an item', () => {
  it('passes at the second attempt, and not at the third', () => {
    const once = say(['telephone', 'match'], ['addressNumbers', 'mismatch'])
    expect(decideVerification(once, byCode)).toEqual({ outcome: 'pending', missing: ['addressNumbers'], because: 'retryLeft' })
    expect(decideVerification([...once, ...say(['addressNumbers', 'match'])], byCode).outcome).toBe('passed')
    expect(decideVerification([...once, ...say(['addressNumbers', 'mismatch'], ['addressNumbers', 'match'])], byCode)).toEqual({
      outcome: 'callback',
      missing: [],
      because: 'mustFailed',
    })
  })

  it('leads to a callback when every item held is wrong twice, and goes on while another can be asked', () => {
    const wrong = say(['addressNumbers', 'match'], ['telephone', 'mismatch'], ['telephone', 'mismatch'])
    expect(decideVerification(wrong, byCode)).toMatchObject({ outcome: 'pending', missing: ['founder', 'manager'] })
    const noOther = [...wrong, ...say(['founder', 'notHeld'], ['manager', 'notHeld'])]
    expect(decideVerification(noOther, byCode)).toEqual({ outcome: 'callback', missing: [], because: 'plusFailed' })
  })

  it('goes to a supervisor when there is no telephone to call back', () => {
    const wrong = say(['telephone', 'notHeld'], ['manager', 'match'], ['addressNumbers', 'mismatch'], ['addressNumbers', 'mismatch'])
    expect(decideVerification(wrong, byCode)).toEqual({ outcome: 'supervisor', missing: [], because: 'noTelephoneForCallback' })
  })

  it('does not count what was not asked as an attempt', () => {
    const results = say(['telephone', 'match'], ['addressNumbers', 'notAsked'], ['addressNumbers', 'notAsked'], ['addressNumbers', 'match'])
    expect(decideVerification(results, byCode).outcome).toBe('passed')
  })
})

describe('what the list does not hold', () => {
  it('leads to a supervisor when nothing else is held, after the musts', () => {
    expect(decideVerification([...nothingElse, ...say(['addressNumbers', 'match'])], byCode)).toEqual({
      outcome: 'supervisor',
      missing: [],
      because: 'nothingElseHeld',
    })
    expect(decideVerification(nothingElse, byCode)).toMatchObject({ outcome: 'pending', missing: ['addressNumbers'] })
  })

  it('fails nobody: an address without numbers is no must', () => {
    expect(decideVerification(say(['addressNumbers', 'notHeld'], ['telephone', 'match']), byCode).outcome).toBe('passed')
    expect(decideVerification([...nothingElse, ...say(['addressNumbers', 'notHeld'])], byCode).outcome).toBe('supervisor')
  })

  it('needs no more items than are held', () => {
    const results = say(['addressNumbers', 'match'], ['telephone', 'match'], ['founder', 'notHeld'], ['manager', 'notHeld'])
    expect(decideVerification(results, byCode, { plusNeeded: 2, attemptsPerItem: 2 }).outcome).toBe('passed')
    const two = say(['addressNumbers', 'match'], ['telephone', 'match'], ['manager', 'notHeld'])
    expect(decideVerification(two, byCode, { plusNeeded: 2, attemptsPerItem: 2 }).missing).toEqual(['founder'])
  })
})

describe('moved recently', () => {
  it('is an outcome of its own, whatever else was right', () => {
    expect(decideVerification(say(['addressNumbers', 'match'], ['telephone', 'match']), { ...byCode, movedRecently: true })).toEqual({
      outcome: 'addressDiffers',
      missing: [],
      because: 'movedRecently',
    })
  })
})

describe('every combination of answers', () => {
  const result = fc.record({
    item: fc.constantFrom(...verificationItems),
    result: fc.constantFrom<ComparisonResult>('match', 'close', 'mismatch', 'notHeld', 'notAsked'),
  })
  const results = fc.array(result, { maxLength: 12 })
  const context = fc.record({
    identifiedBy: fc.constantFrom<VerificationContext['identifiedBy']>('code', 'uniqueNameTown', 'none'),
    movedRecently: fc.constantFrom(true, false, null),
  })

  it('ends in exactly one outcome, and only a pending one asks for more', () => {
    fc.assert(
      fc.property(results, context, (given, facts) => {
        const decision = decideVerification(given, facts)
        return (decision.outcome === 'pending') === decision.missing.length > 0 && new Set(decision.missing).size === decision.missing.length
      }),
    )
  })

  it('passes nobody who moved, was not asked so, was not identified, or had no item right', () => {
    fc.assert(
      fc.property(results, context, (given, facts) => {
        if (decideVerification(given, facts).outcome !== 'passed') return true
        const right = (item: VerificationItem): boolean => given.some((entry) => entry.item === item && comparisonPasses(entry))
        const held = (item: VerificationItem): boolean => !given.some((entry) => entry.item === item && entry.result === 'notHeld')
        return (
          facts.movedRecently === false &&
          (facts.identifiedBy !== 'none' || right('facilityCode') || !held('facilityCode')) &&
          (right('addressNumbers') || !held('addressNumbers')) &&
          (['telephone', 'founder', 'manager'] as const).some((item) => right(item) && held(item))
        )
      }),
      { numRuns: 2000 },
    )
  })

  it('is not bettered by a wrong answer more', () => {
    fc.assert(
      fc.property(results, context, fc.constantFrom(...verificationItems), (given, facts, item) => {
        const before = decideVerification(given, facts).outcome
        const after = decideVerification([...given, { item, result: 'mismatch' }], facts).outcome
        return before === 'passed' || after !== 'passed'
      }),
    )
  })
})
