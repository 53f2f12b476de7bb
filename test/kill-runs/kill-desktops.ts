/** SIGKILL for desktops at work against a real central: nothing a page was told is done is missing afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '#trial/seeded-random.ts'
import { checkAudit, checkEffects, checkKept, checkLog, contentOf, must } from './central-effects.ts'
import { centralProcess } from './central-process.ts'
import { createCleanUp } from './clean-up.ts'
import { checkDesk } from './desk-files.ts'
import { openKillDatabase, type KillDatabaseKind } from './kill-database.ts'
import { prepareOffice, withDatabase } from './kill-office.ts'
import { killedDesk, type KilledDesk } from './killed-desk.ts'
import { count, spread, type KillReport } from './kill-report.ts'
import { deskMoment, placeInWords } from './moments.ts'
import type { HandedOver } from './told.ts'

export interface KillOptions {
  readonly database: KillDatabaseKind
  readonly kills: number
  readonly seed: number
  /** Told after each kill. */
  readonly onKill?: (line: string) => void
}

/** A place it may never come to is not waited for longer. */
const longestWait = 4000

/** Milliseconds in which nothing is killed any more. */
const workAtTheEnd = 700

const pause = async (milliseconds: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, milliseconds))

const comesTo = async (desk: KilledDesk, place: string): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([desk.reaches(place), new Promise<void>((resolve) => { timer = setTimeout(resolve, longestWait) })])
  clearTimeout(timer)
}

const nothingWrong = (desks: readonly KilledDesk[]): void => {
  for (const { wrong, name } of desks) must(wrong.length === 0, `${name}: ${wrong[0] ?? ''}`)
}

/** @throws KillRunFailure for the first thing that is missing */
export const killDesktops = async ({ database: kind, kills, seed, onKill }: KillOptions): Promise<KillReport> => {
  const cleanUp = createCleanUp()
  const random = seededRandom(seed)
  try {
    const directory = mkdtempSync(join(tmpdir(), 'kill-runs-'))
    cleanUp.later(() => rmSync(directory, { recursive: true, force: true }))
    const database = await openKillDatabase(kind, directory, cleanUp)
    const operators = kills < 10 ? ['operator0'] : ['operator0', 'operator1']
    const office = await prepareOffice(database, { facilities: kills < 10 ? 400 : 3000, operators, enrolmentCodes: operators.length * 6, writers: 0 })
    const central = centralProcess(database, join(directory, 'central'), cleanUp)
    central.start()
    await central.ready()
    const usable = office.facilities.filter(({ telephone, founder, status }) => telephone !== null && founder !== null && status === 'active')
    const desks = operators.map((operatorId, index) => killedDesk({
      operatorId, administratorId: index === 0 ? 'administrator' : null, directory, centralUrl: central.url, seed: seed * 10 + index, enrolmentCodes: office.enrolmentCodes,
      facilities: usable.filter((_, at) => at % operators.length === index).slice(0, 150),
    }, cleanUp))
    for (const desk of desks) desk.start()

    const where = new Map<string, number>()
    const lives = new Map<KilledDesk, number>()
    for (let kill = 1; kill <= kills; kill += 1) {
      const desk = desks[kill % desks.length]!
      const life = (lives.get(desk) ?? 0) + 1
      lives.set(desk, life)
      const { place, milliseconds } = deskMoment(random, life)
      if (place !== 'starting') await comesTo(desk, place)
      await pause(milliseconds)
      await desk.kill()
      count(where, placeInWords(desk.place))
      onKill?.(`kill ${kill}: ${desk.name}, ${placeInWords(desk.place)}, ${desk.acknowledged} acknowledged`)
      nothingWrong(desks)
      must(central.complaint === null, central.complaint ?? '')
      desk.start()
    }
    for (const desk of desks) await desk.reaches('working')
    await pause(workAtTheEnd)
    for (const desk of desks) await desk.end()
    // The first one has to fetch what the others have handed over after it.
    for (const desk of desks) await desk.fetchTheRest()
    nothingWrong(desks)
    await central.stop()
    return await withDatabase(database, async (inside) => {
      const content = await contentOf(inside)
      checkLog(content)
      checkKept(content, desks.flatMap(({ kept }) => [...kept.values()]))
      await checkEffects(inside, content, new Map<string, HandedOver>(desks.flatMap(({ handedOver }) => [...handedOver])))
      for (const desk of desks) await checkDesk(desk, content)
      const refused = new Map<string, number>()
      for (const desk of desks) for (const [because, times] of desk.refused) refused.set(because, (refused.get(because) ?? 0) + times)
      return {
        target: 'desktop', database: kind, seed, kills, where: Object.fromEntries(where), acknowledged: desks.reduce((sum, desk) => sum + desk.acknowledged, 0),
        looks: desks.reduce((sum, desk) => sum + desk.checked, 0), mutations: content.log.length, repeated: 0, recognised: 0, auditEntries: await checkAudit(inside),
        recoveryMs: spread(desks.flatMap(({ recoveries }) => [...recoveries])), serverRecoveryMs: null, refused: Object.fromEntries(refused),
      }
    })
  } finally {
    await cleanUp.run()
  }
}
