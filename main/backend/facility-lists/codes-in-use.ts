/** The codes in use on this desktop, for telling what a list with unreadable rows leaves out. */
import type { CodesInUse } from '#list-files/spared-codes.ts'
import type { Core } from '../core.ts'
import { namesForReading } from '../facilities/facility-repository.ts'
import type { JobRun } from './job-desk.ts'

/** Facilities looked at without a pause: lookups come in between. */
const slice = 1000
const nextTurn = async () => await new Promise<void>((resolve) => { setImmediate(resolve) })

export const codesInUse = (core: Core, run: JobRun): CodesInUse => async function* () {
  if (core.facilityList.state()?.isSample !== false) return
  for (let after: string | null = null; ; ) {
    run.signal.throwIfAborted()
    const held = namesForReading(core.facilityList.handle(), after, slice)
    yield held
    if (held.length < slice) return
    after = held.at(-1)!.facilityCode
    await nextTurn()
  }
}
