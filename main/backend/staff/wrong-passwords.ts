/**
 * Wrong passwords compared on this desktop without central: each person waits longer after each further one, also after a
 * restart. Central slows down by itself where it is asked (central/credentials/attempt-repository.ts).
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Core } from '../core.ts'
import { readSetting, writeSetting } from '../database/setting-repository.ts'

const freeTries = 5
const firstPauseMilliseconds = 30_000
const longestPauseMilliseconds = 15 * 60_000
/** People kept in mind, those who tried last: ids nobody has are counted too, since the answer must not tell them apart. */
const mostPeople = 200

interface Tries { readonly wrong: number; readonly lastAt: number }
const triesSchema = z.record(z.string(), z.object({ wrong: z.int(), lastAt: z.number() }))

/** A mistyped id may be a password typed into the wrong field: only a hash of it is kept. */
const keyOf = (staffId: string): string => createHash('sha256').update(staffId).digest('base64url').slice(0, 22)

/** Milliseconds this person has to wait; doubled with each wrong password beyond the free ones. */
const pauseOf = ({ wrong, lastAt }: Tries, now: number): number => {
  if (wrong < freeTries) return 0
  const pause = Math.min(longestPauseMilliseconds, firstPauseMilliseconds * 2 ** Math.min(wrong - freeTries, 20))
  // A clock set back does not make it longer.
  return Math.min(pause, lastAt + pause - now)
}

const parsed = (text: string | null): Record<string, Tries> => {
  const result = triesSchema.safeParse(text === null ? {} : JSON.parse(text))
  return result.success ? result.data : {}
}

/**
 * Counts a try before it is compared, so that tries made at the same time count too.
 * @returns milliseconds to wait; then nothing was counted and nothing may be compared. 0 = compare now
 */
export const beginTry = async (core: Core, staffId: string): Promise<number> =>
  await core.database.write(async (manager) => {
    const all = parsed(await readSetting(manager, 'wrongPasswords'))
    const key = keyOf(staffId)
    const tries = all[key] ?? { wrong: 0, lastAt: 0 }
    const now = core.deps.clock.now()
    const pause = pauseOf(tries, now)
    if (pause > 0) return pause
    const others = Object.entries(all).filter(([other]) => other !== key).sort(([, left], [, right]) => right.lastAt - left.lastAt).slice(0, mostPeople - 1)
    await writeSetting(manager, 'wrongPasswords', JSON.stringify({ ...Object.fromEntries(others), [key]: { wrong: tries.wrong + 1, lastAt: now } }))
    return 0
  })

/** The password was right: the person begins anew. */
export const forgetTries = async (core: Core, staffId: string): Promise<void> => {
  const key = keyOf(staffId)
  if (parsed(await readSetting(core.database.reader.manager, 'wrongPasswords'))[key] === undefined) return
  await core.database.write(async (manager) => {
    const { [key]: _forgotten, ...others } = parsed(await readSetting(manager, 'wrongPasswords'))
    await writeSetting(manager, 'wrongPasswords', JSON.stringify(others))
  })
}
