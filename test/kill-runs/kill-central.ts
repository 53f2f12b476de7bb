/** SIGKILL for central under load: nothing it has answered `applied` for is missing afterwards, and nothing has two effects. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '#trial/seeded-random.ts'
import { checkAudit, checkEffects, checkKept, checkLog, contentOf, must } from './central-effects.ts'
import { centralProcess, type CentralProcess } from './central-process.ts'
import { createCleanUp } from './clean-up.ts'
import { checkDesk } from './desk-files.ts'
import type { KillOptions } from './kill-desktops.ts'
import { openKillDatabase } from './kill-database.ts'
import { prepareOffice, withDatabase } from './kill-office.ts'
import { killedDesk } from './killed-desk.ts'
import { count, spread, type KillReport } from './kill-report.ts'
import { whatIsMissing } from './opened-files.ts'
import { pushWriter, type PushWriter } from './push-writer.ts'
import type { HandedOver, KeptRecord } from './told.ts'

/** Milliseconds: what a dead process had begun holds the feed back until PostgreSQL has noticed (`idle_in_transaction_session_timeout`). */
const longestTransaction = 25_000

const pause = async (milliseconds: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Everything acknowledged is in a feed read from the beginning, and one read on and on holds the same. The writers rest meanwhile: a record
 * that changes while a page is read comes with the next one. @returns records looked for
 */
const checkFeeds = async (writers: readonly PushWriter[], reader: PushWriter): Promise<number> => {
  const kept: KeptRecord[] = writers.flatMap((writer) => [...writer.kept.values()])
  let all = await reader.pullAnew()
  const firstMissing = (): string | null => kept.map((record) => {
    const found = all.get(`${record.entity} ${record.id}`)
    return whatIsMissing(record, found === undefined ? undefined : { version: found.version, body: JSON.stringify(found.body) })
  }).find((missing) => missing !== null) ?? null
  for (const until = Date.now() + longestTransaction; firstMissing() !== null && Date.now() < until;) {
    await pause(50)
    all = await reader.pullAnew()
  }
  const missing = firstMissing()
  must(missing === null, `central after a kill: ${missing ?? ''}`)
  const mirror = await reader.pullOn()
  for (const { entity, id } of kept) {
    const [here, there] = [mirror.get(`${entity} ${id}`)?.version ?? 0, all.get(`${entity} ${id}`)?.version ?? 0]
    must(here === there, `the feed has passed over ${entity} ${id}: version ${here} came, ${there} is there`)
  }
  return kept.length
}

/** On PostgreSQL two processes stand behind one database, and at times its server is killed; PGlite is part of the process. @throws KillRunFailure */
export const killCentral = async ({ database: kind, kills, seed, onKill }: KillOptions): Promise<KillReport> => {
  const cleanUp = createCleanUp()
  const random = seededRandom(seed)
  try {
    const directory = mkdtempSync(join(tmpdir(), 'kill-runs-'))
    cleanUp.later(() => rmSync(directory, { recursive: true, force: true }))
    const database = await openKillDatabase(kind, directory, cleanUp)
    const isLong = kills >= 10
    const office = await prepareOffice(database, { facilities: 400, operators: ['operator0'], enrolmentCodes: 3, writers: 4 })
    const centrals: CentralProcess[] = (kind === 'pglite' ? ['central'] : ['central', 'central-2']).map((name) => centralProcess(database, join(directory, name), cleanUp))
    for (const central of centrals) {
      central.start()
      await central.ready()
    }
    // A lost push goes to the other process, where there is one: what the dead one had begun may not yet be undone there.
    const writers = office.writers.map((writer, index) => pushWriter(writer, seededRandom(seed * 10 + index), (attempt) => centrals[(index + attempt) % centrals.length]!.url))
    const [reader, ...pushing] = writers
    const desk = isLong ? killedDesk({
      operatorId: 'operator0', administratorId: 'administrator', directory, centralUrl: centrals[0]!.url, seed, enrolmentCodes: office.enrolmentCodes,
      facilities: office.facilities.filter(({ telephone, founder, status }) => telephone !== null && founder !== null && status === 'active').slice(0, 150),
    }, cleanUp) : null
    desk?.start()
    await desk?.reaches('working')
    let failure: unknown = null
    let isFailing = (): void => {}
    const failing = new Promise<void>((resolve) => { isFailing = resolve })
    const runs = pushing.map(async (writer) => await writer.run().catch((error: unknown) => {
      failure ??= error
      isFailing()
    }))
    const nothingWrong = (): void => {
      if (failure !== null) throw failure
      for (const central of centrals) must(central.complaint === null, central.complaint ?? '')
      must(desk === null || desk.wrong.length === 0, desk?.wrong[0] ?? '')
    }

    const where = new Map<string, number>()
    const recoveries: number[] = []
    const serverRecoveries: number[] = []
    let looks = 0
    for (let kill = 1; kill <= kills; kill += 1) {
      const central = random.pick(centrals)
      if (database.killServer !== null && kill % 5 === 0) {
        await pause(random.next() * 600)
        count(where, 'the PostgreSQL server and all its processes')
        serverRecoveries.push(await database.killServer())
      } else {
        // One in five while it starts: it may be in the middle of recovering from the kill before.
        if (kill > 1 && random.chance(0.2)) {
          await central.kill()
          central.start()
          await pause(random.next() * 2500)
        } else await pause(random.next() * 800)
        count(where, !central.isReady ? 'starting' : pushing.some(({ isPushing }) => isPushing) ? 'pushes under way' : 'between pushes')
        await central.kill()
        central.start()
        recoveries.push(await central.ready())
      }
      nothingWrong()
      // A writer that failed never rests.
      await Promise.race([Promise.all(pushing.map(async (writer) => await writer.rest())), failing])
      nothingWrong()
      looks += await checkFeeds(pushing, reader!)
      for (const writer of pushing) writer.goOn()
      onKill?.(`kill ${kill}: ${pushing.reduce((sum, { acknowledged }) => sum + acknowledged, 0)} acknowledged, recovered in ${recoveries.at(-1) ?? 0} ms`)
    }
    for (const writer of pushing) writer.stop()
    await Promise.all(runs)
    nothingWrong()
    looks += await checkFeeds(pushing, reader!)
    await desk?.end()
    nothingWrong()
    for (const central of centrals) await central.stop()
    return await withDatabase(database, async (inside) => {
      const content = await contentOf(inside)
      checkLog(content)
      checkKept(content, [...pushing.flatMap(({ kept }) => [...kept.values()]), ...(desk?.kept.values() ?? [])])
      await checkEffects(inside, content, new Map<string, HandedOver>([...pushing, ...(desk === null ? [] : [desk])].flatMap(({ handedOver }) => [...handedOver])))
      if (desk !== null) await checkDesk(desk, content)
      const sum = (of: (writer: PushWriter) => number): number => pushing.reduce((total, writer) => total + of(writer), 0)
      return {
        target: 'central', database: kind, seed, kills, where: Object.fromEntries(where), acknowledged: sum(({ acknowledged }) => acknowledged) + (desk?.acknowledged ?? 0), looks,
        mutations: content.log.length, repeated: sum(({ repeated }) => repeated), recognised: sum(({ recognised }) => recognised), auditEntries: await checkAudit(inside),
        recoveryMs: spread(recoveries), serverRecoveryMs: serverRecoveries.length === 0 ? null : { kills: serverRecoveries.length, ...spread(serverRecoveries) },
        refused: Object.fromEntries(desk?.refused ?? []),
      }
    })
  } finally {
    await cleanUp.run()
  }
}
