/** facilityLists.*: files handed over, looked at, taken in; what the list needs from people; readings. */
import type { Job } from '#shared/contract/desktop/contract.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { ListFileSource } from '#list-files/read-list-files.ts'
import { audit, requireSession, type Caller, type Core } from '../core.ts'
import { readSetting, writeSetting } from '../database/setting-repository.ts'
import type { ReadingsHost } from '../readings/reading-jobs.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { SyncEngine } from '../sync/engine.ts'
import { chooseColumns, inspectFiles } from './choose-columns.ts'
import { createCorrectionHandlers } from './corrections.ts'
import { fetchList } from './fetch-list.ts'
import { importList } from './import-list.ts'
import { createJobDesk, type JobPerson, type JobRun } from './job-desk.ts'
import { listSummary } from './list-summary.ts'
import { makeReadings } from './make-readings.ts'
import type { StagedFiles } from './staged-files.ts'
import type { Staging } from './staged-list.ts'
import { createSuccessionHandlers } from './successions.ts'

export interface ListJobs {
  readonly handlers: Handlers<Caller>['facilityLists']
  stop(): Promise<void>
}

export interface ListJobParts {
  readonly link: CentralLink
  readonly sessions: Sessions
  readonly engine: SyncEngine
  readonly files: StagedFiles
  /** Entries of the workers where they are not beside their sources (packaged). */
  readonly workerUrl?: URL | undefined
  readonly readingsHost?: ReadingsHost | undefined
}

const listCancelled = '取り込みを中止しました。一覧は元のままです。'
const readingsCancelled = 'フリガナの作成を中止しました。フリガナは元のままです。'

export const createListJobs = (core: Core, parts: ListJobParts): ListJobs => {
  const { link, sessions, engine, files } = parts
  const jobs = createJobDesk(core)

  const stagingOf = (run: JobRun): Staging => ({ core, link, token: async () => await sessions.freshToken(run.person().clientId, run.person().staffId) })

  const sourcesOf = async (fileIds: readonly string[]): Promise<ListFileSource[]> => {
    const sources = []
    for (const fileId of fileIds) sources.push(await files.source(fileId))
    return sources
  }
  const personOf = (caller: Caller): JobPerson => ({ clientId: caller.clientId, staffId: requireSession(caller).staffId })

  const beginReadings = (fileIds: readonly string[], sources: readonly ListFileSource[], person: JobPerson, before: Job | null): Job =>
    jobs.begin({
      jobId: core.deps.ids.next(), kind: 'readings', firstStep: sources.length === 0 ? 'guessing' : 'reading', isAutomatic: before !== null,
      person, report: before?.report ?? null, cancelled: readingsCancelled,
      work: async (run) => {
        const readings = await makeReadings(stagingOf(run), sources, run, parts.readingsHost ?? {})
        await core.database.write(async (manager) => await audit(manager, core, { staffId: run.person().staffId, action: 'facilityLists.readingsMade', subject: `${readings.changed}` }))
        run.step('fetching', 0, null)
        await fetchList(core, engine)
        return { readings }
      },
      cleanUp: async () => await files.remove(fileIds),
    })

  /** A dictionary reading for what has none, after the list: by itself, unless a person wants something else done first. */
  const readingsAfter = async (person: JobPerson): Promise<(() => void) | null> => {
    const isWanted = (await readSetting(core.database.reader.manager, 'readingsWanted')) === '1'
    return isWanted ? () => void beginReadings([], [], person, jobs.current()) : null
  }

  return {
    handlers: {
      ...createCorrectionHandlers(core, parts),
      ...createSuccessionHandlers(core, parts),
      summary: async () => await listSummary(core, jobs.current()),
      stage: async ({ name, content }) => ({ fileId: await files.add(name, content) }),
      inspect: async ({ fileIds }) => {
        const sources = await sourcesOf(fileIds)
        return { files: await inspectFiles(core, fileIds.map((fileId, index) => ({ fileId, source: sources[index]! })), parts.workerUrl) }
      },
      start: async ({ fileIds, prefectureNumber, listKind, dryRun, columns }, caller) => {
        const person = personOf(caller)
        const sources = await sourcesOf(fileIds)
        await jobs.makeRoom()
        const jobId = core.deps.ids.next()
        const spool = await files.spool(jobId)
        return jobs.begin({
          jobId, kind: 'facilityList', firstStep: 'reading', isAutomatic: false, person, report: null, cancelled: listCancelled,
          work: async (run) => {
            const chosen = await chooseColumns(core, sources, columns, { signal: run.signal, workerUrl: parts.workerUrl })
            const report = await importList(stagingOf(run), {
              sources, prefectureNumber, listKind, dryRun, isSample: false, spool, columns: chosen.columns, onRead: chosen.remember, workerUrl: parts.workerUrl,
            }, run)
            if (dryRun) return { report }
            await core.database.write(async (manager) => {
              await audit(manager, core, { staffId: run.person().staffId, action: 'facilityLists.imported', subject: `version ${report.version ?? 0}` })
              if (report.added + report.changed > 0) await writeSetting(manager, 'readingsWanted', '1')
            })
            run.step('fetching', 0, null)
            await fetchList(core, engine)
            return { report }
          },
          cleanUp: async () => await files.remove(fileIds),
          follower: readingsAfter,
        })
      },
      confirm: async ({ jobId }, caller) => {
        const person = personOf(caller)
        const kinds = jobs.current()?.questions.map(({ kind }) => kind).join(' ') ?? ''
        const job = jobs.confirm(jobId, person)
        await core.database.write(async (manager) => await audit(manager, core, { staffId: person.staffId, action: 'facilityLists.confirmed', subject: kinds }))
        return job
      },
      cancel: async ({ jobId }, caller) => await jobs.cancel(jobId, personOf(caller)),
      startReadings: async ({ fileIds }, caller) => {
        const person = personOf(caller)
        const sources = await sourcesOf(fileIds)
        await jobs.makeRoom()
        return beginReadings(fileIds, sources, person, null)
      },
    },
    stop: async () => await jobs.stop(),
  }
}
