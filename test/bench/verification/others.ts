/**
 * Whether what is said of one facility passes for another: every other facility of the prefecture that the same 番地 can mean,
 * or that has none; the neighbours, namesakes and tenants of one building are all among them.
 */
import { addressNumberVariants, nameKey, spokenAddressNumbers, telephoneKey } from '#shared/domain/search-key.ts'
import { meansFacilityAlone } from '#shared/domain/said-facility.ts'
import { isAccepted, isAcceptedByEquality, resultsOf } from './line.ts'
import type { Speaker } from './spoken-facility.ts'
import type { SaidLine } from './ways.ts'

interface Others {
  /** Facilities that take this line for their own; the telephone of each is compared with the speaker's where both have one. */
  readonly accepting: (speaker: Speaker, line: SaidLine) => { ours: number; naive: number; compared: number }
}

export const createOthers = (speakers: readonly Speaker[]): Others => {
  const byLot = new Map<string, Speaker[]>()
  const withoutLot = new Map<string, Speaker[]>()
  const byName = new Map<string, { key: string; speaker: Speaker }[]>()
  const add = <Value>(map: Map<string, Value[]>, key: string, value: Value) => {
    const of = map.get(key)
    if (of === undefined) map.set(key, [value])
    else of.push(value)
  }
  for (const speaker of speakers) {
    const { prefectureNumber } = speaker.facility
    const variants = addressNumberVariants(speaker.facility.address)
    if (variants.length === 0) add(withoutLot, prefectureNumber, speaker)
    for (const variant of variants) add(byLot, `${prefectureNumber} ${variant}`, speaker)
    add(byName, prefectureNumber, { key: nameKey(speaker.facility.name), speaker })
  }
  return {
    accepting: (speaker, line) => {
      const { prefectureNumber } = speaker.facility
      const numbers = line.addressNumbers === null ? null : spokenAddressNumbers(line.addressNumbers)
      const candidates = [...(numbers === null ? [] : byLot.get(`${prefectureNumber} ${numbers}`) ?? []), ...(withoutLot.get(prefectureNumber) ?? [])]
      const counted = { ours: 0, naive: 0, compared: 0 }
      for (const other of candidates) {
        if (other.facility.facilityCode === speaker.facility.facilityCode) continue
        counted.compared += 1
        // One clinic moved on within a list: the same name, place and telephone are the same facility under two codes.
        const isSame = nameKey(other.facility.name) === nameKey(speaker.facility.name) && other.facility.telephone !== null && telephoneKey(other.facility.telephone) === telephoneKey(speaker.facility.telephone ?? '')
        if (isSame) continue
        if (isAcceptedByEquality(line, other.facility)) counted.naive += 1
        if (!isAccepted(resultsOf(line, other.facility, other.history))) continue
        const said = line.nameAndTown
        const key = said === undefined ? '' : nameKey(said.name)
        const alike = said === undefined ? [] : (byName.get(prefectureNumber) ?? []).filter((entry) => entry.key.includes(key) || key.includes(entry.key)).map((entry) => entry.speaker.facility)
        if (said === undefined || meansFacilityAlone(said, other.facility, other.history, alike)) counted.ours += 1
      }
      return counted
    },
  }
}
