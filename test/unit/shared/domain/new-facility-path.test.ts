import { describe, expect, it } from '@jest/globals'
import { newFacilityQuestions, nextNewFacilityStep } from '#shared/domain/new-facility-path.ts'
import { facilityNumberKinds, provisionalCodeNeeded, usesOfFacilityNumber } from '#shared/domain/provisional-code-request.ts'

const combinations = newFacilityQuestions.isDesignated.flatMap((isDesignated) =>
  newFacilityQuestions.wantedAt.flatMap((wantedAt) => newFacilityQuestions.purpose.map((purpose) => ({ isDesignated, wantedAt, purpose }))))

describe('the path for a facility that is about to open', () => {
  it('ends in exactly one number for every combination, and reaches all three', () => {
    const ends = combinations.map((answers) => nextNewFacilityStep(answers))
    expect(ends.every((step) => step.kind === 'end')).toBe(true)
    expect(new Set(ends.map((step) => (step.kind === 'end' ? step.end : '')))).toEqual(new Set(facilityNumberKinds))
  })

  it('ends in a 仮コード or 受付番号 only where one is needed (Q15), and the number is good for what is wanted', () => {
    for (const answers of combinations) {
      const step = nextNewFacilityStep(answers)
      if (step.kind !== 'end') throw new Error('every question is answered')
      const isNeeded = provisionalCodeNeeded({ designated: answers.isDesignated === 'yes', wantedAtOpening: answers.wantedAt === 'opening' })
      expect(step.end === 'facilityCode').toBe(!isNeeded)
      expect(usesOfFacilityNumber[step.end]).toContain(answers.purpose === 'account' ? 'accountRegistration' : 'certificateApplication')
    }
  })

  it('asks no more than it needs', () => {
    expect(nextNewFacilityStep({})).toMatchObject({ question: 'isDesignated' })
    expect(nextNewFacilityStep({ isDesignated: 'yes' })).toEqual({ kind: 'end', end: 'facilityCode' })
    expect(nextNewFacilityStep({ isDesignated: 'no', wantedAt: 'later' })).toEqual({ kind: 'end', end: 'facilityCode' })
    expect(nextNewFacilityStep({ isDesignated: 'no', wantedAt: 'opening' })).toMatchObject({ question: 'purpose' })
  })
})
