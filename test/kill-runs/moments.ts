/** When a process is killed, by the seed. */
import type { SeededRandom } from '#trial/seeded-random.ts'
import { opening, working } from './told.ts'

/** `milliseconds` after the process has told of this place. */
export interface Moment { readonly place: string; readonly milliseconds: number }

/** Of the first lives: the first opening, the first list, and its work. */
const first = [[opening, 400], ['→ /v1/facilities', 30], [working, 500]] as const

/** @param life of the desktop, from 1 */
export const deskMoment = (random: SeededRandom, life: number): Moment => {
  const [place, latest] = first[life - 1] ?? random.pickWeighted([
    [['starting', 1500], 2], [[opening, 500], 2], [['signing in', 300], 1], [['→ /v1/sync/mutations', 25], 4], [['← /v1/sync/mutations', 10], 2], [['→ /v1/sync/changes', 15], 2],
    [['← /v1/sync/changes', 10], 2], [['→ /v1/facilities', 40], 2], [[working, 800], 5],
  ] as const)
  return { place, milliseconds: random.next() * latest }
}

/** A place in words, for the report. */
export const placeInWords = (place: string): string => {
  switch (place) {
    case 'starting': return 'starting'
    case opening: return 'opening the files'
    case 'enrolling': return 'enrolling'
    case 'signing in': return 'signing in'
    case '→ /v1/sync/mutations': return 'push under way'
    case '← /v1/sync/mutations': return 'after a push'
    case '→ /v1/sync/changes': return 'pull under way'
    case '← /v1/sync/changes': return 'after a pull'
    case '→ /v1/facilities': return 'facility list on its way'
    case '← /v1/facilities': return 'after the facility list'
    default: return 'working'
  }
}
