/**
 * `npm run bench -- verification`: does 登録情報の確認 take a right answer, however it is said, and never another facility's?
 *
 * How it is measured. Of every facility twelve lines are said (ways.ts): the 番地 is read off the address by rules of the
 * bench's own, the former name is made up. A line is wrong where it does not pass at the first answer; what the list does not
 * hold counts neither way. Each line is then held against every other facility of the prefecture that has the same 番地, or none:
 * a name alone identifies only where the product would let it. Beside it the same lines by plain equality after NFKC.
 */
import { generateSampleList } from '#trial/sample-list.ts'
import { readRealList } from './facilities/real-list.ts'
import { machine, median } from './machine.ts'
import { asTable, atMost, rounded } from './statistics.ts'
import { measureVerification } from './verification/measure.ts'
import type { BenchedFacility } from './verification/spoken-facility.ts'

export interface VerificationOptions {
  readonly facilities: string | null
  readonly count: number
  readonly seed: number
}

const mostKeystrokes = 35
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** @throws ListFileError for a list that cannot be read. Targets that are missed are reported, no error. */
export const benchVerification = async (options: VerificationOptions, report: (line: string) => void): Promise<{ result: Record<string, unknown>; text: string }> => {
  const facilities: BenchedFacility[] = options.facilities === null
    ? generateSampleList(options).map((facility) => ({ ...facility, reading: null }))
    : (await readRealList(options.facilities)).map((facility) => ({ ...facility, reading: null }))
  report(`${facilities.length.toLocaleString('en')} facilities`)
  const started = performance.now()
  const { ways, keystrokes } = measureVerification(facilities)
  const said = sum(ways.map((way) => way.said))
  const wrong = share(sum(ways.map((way) => way.wrong)), said)
  const naive = share(sum(ways.map((way) => way.naiveWrong)), said)
  const targets = {
    falseMismatch: atMost(0.005, '', wrong), otherFacilityAccepted: atMost(0, '', sum(ways.map((way) => way.othersAccepted))),
    keystrokesMedian: atMost(mostKeystrokes, '', median(keystrokes)),
  }
  const result = {
    bench: 'verification', ...machine(), list: options.facilities === null ? 'sample' : 'file', facilities: facilities.length, lines: said, seconds: rounded((performance.now() - started) / 1000), targets,
    naive: { falseMismatch: rounded(naive), otherFacilityAccepted: sum(ways.map((way) => way.naiveOthersAccepted)), toOurs: wrong === 0 ? null : rounded(naive / wrong) },
    keystrokes: { median: median(keystrokes), max: keystrokes.reduce((most, keys) => Math.max(most, keys), 0), shareWithin: rounded(share(keystrokes.filter((keys) => keys <= mostKeystrokes).length, keystrokes.length)) },
    ways,
  }
  const table = asTable(['way of saying', 'lines', 'wrong', 'wrong, naive', 'others compared', 'accepted', 'accepted, naive'], ways.map((way) =>
    [way.name, way.said, way.wrong, way.naiveWrong, way.othersCompared, way.othersAccepted, way.naiveOthersAccepted]))
  const met = asTable(['target', 'wanted', 'measured', 'met'], Object.entries(targets).map(([name, { target, value, met: isMet }]) => [name, target, value, isMet ? 'yes' : 'NO']))
  return { result, text: `${table}\n\n${met}\n\nkeystrokes: median ${result.keystrokes.median}, most ${result.keystrokes.max}, within ${mostKeystrokes}: ${result.keystrokes.shareWithin}` }
}
