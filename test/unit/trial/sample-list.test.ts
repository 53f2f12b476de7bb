import { beforeAll, describe, expect, it } from '@jest/globals'
import { generateSampleList, type SampleFacility } from '#trial/sample-list.ts'
import { generateSamplePortalAccounts } from '#trial/sample-portal-accounts.ts'
import { publishedSampleCodes } from '#trial/published-sample-codes.ts'
import { loadSampleTowns } from '#trial/sample-towns.ts'
import { checkFacilityCode } from '#shared/domain/facility-code.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import { isIsoDate } from '#shared/domain/wareki.ts'

let list: SampleFacility[] = []
beforeAll(() => {
  list = generateSampleList({ seed: 20_261_123, count: 5_000 })
})

describe('the sample list', () => {
  it('is the same for the same seed, and another for another', () => {
    const again = generateSampleList({ seed: 20_261_123, count: 5_000 })
    expect(again).toEqual(list)
    expect(generateSampleList({ seed: 2, count: 400 })).not.toEqual(generateSampleList({ seed: 3, count: 400 }))
    expect(() => generateSampleList({ seed: 1, count: 10 })).toThrow(RangeError)
  })

  it('holds valid codes only, each once, that agree with their prefecture and list', () => {
    expect(list).toHaveLength(5_000)
    expect(new Set(list.map((facility) => facility.facilityCode)).size).toBe(5_000)
    for (const { facilityCode, prefectureNumber, listKind } of list) {
      expect(checkFacilityCode(facilityCode)).toMatchObject({ valid: true, kind: listKind, prefecture: { number: prefectureNumber } })
    }
  })

  it('holds every kind in every prefecture, and every type and status', () => {
    for (const { number } of prefectures) {
      const kinds = new Set(list.filter((facility) => facility.prefectureNumber === number).map((facility) => facility.listKind))
      expect([number, kinds.size]).toEqual([number, 4])
    }
    expect(new Set(list.map((facility) => facility.type)).size).toBe(5)
    expect(new Set(list.map((facility) => facility.status)).size).toBe(3)
    expect(list.every((facility) => facility.isSample)).toBe(true)
  })

  it('holds the published codes with their names', () => {
    for (const [code, name] of publishedSampleCodes) {
      expect(list.find((facility) => facility.facilityCode === code)).toMatchObject({ name, status: 'active', type: name.includes('薬局') ? 'pharmacy' : 'hospital' })
    }
    expect(publishedSampleCodes).toHaveLength(22)
  })

  it('stands in real towns, under their postal codes', () => {
    const towns = loadSampleTowns()
    const byPostalCode = new Map([...towns.values()].flat().map((town) => [town.postalCode, town]))
    for (const { postalCode, address, prefectureNumber } of list) {
      const town = byPostalCode.get(postalCode ?? '')
      expect(town?.prefectureNumber).toBe(prefectureNumber)
      expect(address).toContain(`${town?.city ?? '?'}${town?.town ?? '?'}`)
    }
    expect([...towns.keys()].sort()).toEqual(prefectures.map(({ number }) => number))
  })

  it('has telephones whose local exchange begins with 0, which is never assigned', () => {
    const telephones = list.map((facility) => facility.telephone).filter((telephone) => telephone !== null)
    expect(telephones.length).toBeGreaterThan(4_500)
    expect(telephones.filter((telephone) => !/^0[1-9][0-9]{2}-00-[0-9]{4}$/u.test(telephone))).toEqual([])
  })

  it('names nobody who could exist', () => {
    const person = /(見本|架空|例示|仮名|試験)　\S+$/u
    const isBare = ({ telephone, founder, manager }: SampleFacility) => telephone === null && founder === null && manager === null
    expect(list.filter((facility) => !isBare(facility) && (!person.test(facility.founder ?? '') || !person.test(facility.manager ?? '')))).toEqual([])
    // Some rows hold nothing to compare beyond the address: only a supervisor can approve them.
    expect(list.filter(isBare).length).toBeGreaterThan(40)
  })

  it('is as varied as a real list: common names repeat, names up to 55 characters, variant characters, a few 外字', () => {
    const names = list.map((facility) => facility.name)
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(55)
    expect(Math.max(...names.map((name) => name.length))).toBeGreaterThanOrEqual(45)
    expect(Math.max(...list.map((facility) => facility.address.length))).toBeLessThanOrEqual(54)
    expect(names.filter((name) => name.endsWith('田中医院')).length).toBeGreaterThan(5)
    for (const character of '髙﨑𠮷') expect(names.some((name) => name.includes(character))).toBe(true)
    const privateUse = names.filter((name) => /\p{Co}/u.test(name)).length
    expect(privateUse).toBeGreaterThan(2)
    expect(privateUse).toBeLessThan(60)
    expect(list.every((facility) => isIsoDate(facility.designatedOn ?? ''))).toBe(true)
  })
})

describe('the sample portal accounts', () => {
  it('has every state, the same for the same seed', () => {
    const accounts = generateSamplePortalAccounts(list, { seed: 5 })
    expect(generateSamplePortalAccounts(list, { seed: 5 })).toEqual(accounts)
    expect(accounts.map((account) => account.facilityCode)).toEqual(list.map((facility) => facility.facilityCode))
    expect(new Set(accounts.map((account) => account.state))).toEqual(new Set(['registered', 'provisionalRegistration', 'unregistered', 'registeredWithProvisionalCode']))
    expect(accounts.find((account) => account.facilityCode === '0110112489')?.state).toBe('registered')
  })

  it('gives each facility an address of its own, of a domain kept for examples', () => {
    const addresses = generateSamplePortalAccounts(list, { seed: 5 }).map((account) => account.emailAddress).filter((address) => address !== null)
    expect(new Set(addresses).size).toBe(addresses.length)
    expect(addresses.filter((address) => !/^[a-z]+@f[0-9]{10}\.example\.jp$/u.test(address))).toEqual([])
  })
})
