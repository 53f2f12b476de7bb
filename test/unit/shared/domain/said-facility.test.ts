import { describe, expect, it } from '@jest/globals'
import { meansFacilityAlone } from '#shared/domain/said-facility.ts'
import type { HeldFacility } from '#shared/domain/verification.ts'

const facility = (facilityCode: string, name: string, address = '見本市中央町３－４'): HeldFacility => ({ facilityCode, name, address, telephone: null, founder: null, manager: null })
const own = facility('1810000001', '見本駅前クリニック')
const alone = (name: string, others: readonly HeldFacility[], town = '見本市') => meansFacilityAlone({ name, town }, own, { formerNames: ['旧町立診療所'] }, others)

describe('name and town identify a facility', () => {
  it('where no other one there has the name', () => {
    expect(alone('見本駅前クリニック', [own, facility('1810000002', '見本駅前クリニック', '隣市中央町３－４')])).toBe(true)
    expect(alone('見本駅前クリニック', [own, facility('1810000002', '見本駅前クリニック')])).toBe(false)
    expect(alone('旧町立診療所', [own])).toBe(true)
  })

  it('not where another one is meant as well, or better', () => {
    // Right to the letter goes before nearly right.
    expect(alone('見本駅前クリニック', [facility('1810000002', '見本駅前クリニック分院')])).toBe(true)
    expect(alone('見本駅前クリニッグ', [facility('1810000002', '見本駅前クリニッグ')])).toBe(false)
    expect(alone('見本駅前クリニッグ', [facility('1810000002', '見本駅前クリニッケ')])).toBe(false)
  })
})
