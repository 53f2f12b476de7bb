/** A desktop of a run as its parent sees it: a child process on files that stay, and all it was ever told is kept. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#host/client-version.ts'
import type { CleanUp } from './clean-up.ts'
import { startProcess, type KilledProcess } from './killed-process.ts'
import { working, type DeskOrder, type HandedOver, type KeptRecord, type ToldByDesk } from './told.ts'

export interface KilledDesk {
  readonly name: string
  readonly directory: string
  readonly databaseKey: Uint8Array
  /** By kind and id: the newest version and every text acknowledged. */
  readonly kept: ReadonlyMap<string, KeptRecord>
  readonly handedOver: ReadonlyMap<string, HandedOver>
  readonly lastSequence: number
  /** Procedures that returned. */
  readonly acknowledged: number
  readonly refused: ReadonlyMap<string, number>
  /** Lives in which the files were opened and looked through, and what was looked for. */
  readonly checked: number
  readonly recoveries: readonly number[]
  /** What was wrong; nothing is right after it. */
  readonly wrong: readonly string[]
  /** The last place it told of. */
  readonly place: string
  start(): void
  /** Resolves when it tells of this place, or has ended; of its work: at once where it has begun. */
  reaches(place: string): Promise<void>
  kill(): Promise<void>
  /** Everything handed over and fetched, then closed. @throws Error where it fails */
  end(): Promise<void>
  /** Opened once more, without work. @throws Error where it fails */
  fetchTheRest(): Promise<void>
}

interface DeskOptions extends Pick<DeskOrder, 'operatorId' | 'administratorId' | 'facilities'> {
  readonly directory: string
  readonly centralUrl: string
  readonly seed: number
  readonly enrolmentCodes: string[]
}

/** Not yet started. */
export const killedDesk = (options: DeskOptions, cleanUp: CleanUp): KilledDesk => {
  const name = options.operatorId
  const directory = join(options.directory, name)
  mkdirSync(directory)
  const databaseKey = new Uint8Array(randomBytes(32))
  const kept = new Map<string, KeptRecord>()
  const handedOver = new Map<string, HandedOver>()
  const refused = new Map<string, number>()
  const recoveries: number[] = []
  const wrong: string[] = []
  let [lastSequence, acknowledged, checked, lives] = [0, 0, 0, 0]
  let place = ''
  let [isEnrolled, isWorking, isOurDoing, hasEnded] = [false, false, true, false]
  let running: KilledProcess | null = null
  const waiting = new Set<{ place: string; resolve: () => void }>()

  const reached = (isReached: (place: string) => boolean): void => {
    for (const one of waiting) {
      if (!isReached(one.place)) continue
      waiting.delete(one)
      one.resolve()
    }
  }
  const keep = (record: KeptRecord): void => {
    const key = `${record.entity} ${record.id}`
    const before = kept.get(key)
    kept.set(key, before === undefined ? record : { ...record, version: Math.max(before.version, record.version), texts: [...before.texts, ...record.texts] })
  }
  const hear = (line: ToldByDesk, startedAt: number): void => {
    switch (line.what) {
      case 'at':
        place = line.where
        if (place === working) isWorking = true
        reached((wanted) => wanted === line.where)
        return
      case 'opened':
        recoveries.push(Date.now() - startedAt)
        checked += line.checked
        wrong.push(...line.wrong)
        return
      case 'enrolled':
        isEnrolled = true
        return
      case 'acknowledged':
        acknowledged += 1
        lastSequence = line.lastSequence
        line.records.forEach(keep)
        return
      case 'refused':
        refused.set(line.because, (refused.get(line.because) ?? 0) + 1)
        return
      case 'handedOver':
        for (const mutation of line.mutations) handedOver.set(mutation.mutationId, mutation)
        return
      case 'ended':
        hasEnded = true
    }
  }
  const begin = (isToWork: boolean): void => {
    lives += 1
    isOurDoing = false
    hasEnded = false
    isWorking = false
    place = 'starting'
    const order: DeskOrder = {
      directory, databaseKey: Buffer.from(databaseKey).toString('hex'), centralUrl: options.centralUrl, enrolmentCode: isEnrolled ? null : options.enrolmentCodes.pop() ?? null,
      operatorId: options.operatorId, administratorId: options.administratorId, isToWork, seed: options.seed * 1000 + lives, mark: `${name}.${lives}`, facilities: options.facilities,
      kept: [...kept.values()], lastSequence,
    }
    const file = join(options.directory, `${name}.json`)
    writeFileSync(file, JSON.stringify(order), { mode: 0o600 })
    const started = startProcess(join(projectRoot, 'test/kill-runs/desk-process.ts'), [file], {}, (line) => {
      // What a library says goes by on the same channel.
      if (line.startsWith('{"what":')) hear(JSON.parse(line) as ToldByDesk, started.startedAt)
    })
    running = started
    void started.ended.then(() => {
      if (!isOurDoing && !hasEnded) wrong.push(`${name} ended by itself (${place}): ${started.complaint()}`)
      reached(() => true)
    })
  }
  const desk: KilledDesk = {
    name, directory, databaseKey, kept, handedOver, refused, recoveries, wrong,
    get lastSequence() { return lastSequence },
    get acknowledged() { return acknowledged },
    get checked() { return checked },
    get place() { return place },
    start: () => begin(true),
    fetchTheRest: async () => {
      begin(false)
      await running?.ended
      if (!hasEnded) throw new Error(`${name} did not fetch the rest: ${running?.complaint() ?? ''}`)
    },
    reaches: async (wanted) => {
      if (running?.child.exitCode !== null || running.child.signalCode !== null || (wanted === working && isWorking)) return
      await new Promise<void>((resolve) => waiting.add({ place: wanted, resolve }))
    },
    kill: async () => {
      isOurDoing = true
      await running?.kill()
    },
    end: async () => {
      running?.child.stdin?.write('end\n')
      await running?.ended
      if (!hasEnded) throw new Error(`${name} did not end as it was told: ${running?.complaint() ?? ''}`)
    },
  }
  cleanUp.later(desk.kill)
  return desk
}
