/** facilityLists.*: one import at a time, with progress, cancel and a report. */
import type { Job } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { audit, requireSession, type Caller, type Core } from '../core.ts'
import { facilityCoverage } from '../facilities/facility-repository.ts'
import { ListFileError } from '../facilities/list-files/read-list-files.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { SyncEngine } from '../sync/engine.ts'
import { facilityListStatus } from '../system/status.ts'
import { importList } from './import-list.ts'
import type { StagedFiles } from './staged-files.ts'

/** Progress is told at most this often (ms): a page needs no more. */
const progressEvery = 200

export interface ListJobs {
  readonly handlers: Handlers<Caller>['facilityLists']
  stop(): Promise<void>
}

export const createListJobs = (
  core: Core, parts: { link: CentralLink; sessions: Sessions; engine: SyncEngine; files: StagedFiles; workerUrl?: URL | undefined },
): ListJobs => {
  let current: { job: Job; abort: AbortController; ended: Promise<void> } | null = null
  let lastTold = 0

  const tell = (change: Partial<Job>, isStep = false) => {
    if (current === null) return
    current.job = { ...current.job, ...change }
    const now = performance.now()
    if (isStep && now - lastTold < progressEvery) return
    lastTold = now
    core.hub.job(current.job)
  }

  /** What the page is told at the end. */
  const outcomeOf = async (request: Parameters<typeof importList>[2], staffId: string): Promise<Partial<Job>> => {
    try {
      const report = await importList(core, parts.link, request)
      if (!request.dryRun) {
        await core.database.write(async (manager) => await audit(manager, core, { staffId, action: 'facilityLists.imported', subject: `version ${report.version ?? 0}` }))
        tell({ step: 'fetching', done: 0, total: null })
        await parts.engine.syncNow()
      }
      return { state: 'done', report, message: null }
    } catch (error) {
      if (request.signal.aborted) return { state: 'cancelled', message: '取り込みを中止しました。一覧は元のままです。' }
      if (error instanceof ListFileError) return { state: 'failed', message: error.message }
      if (error instanceof DeskError) return { state: 'failed', step: error.data.reason ?? error.kind, message: null }
      core.deps.log.error('facilityLists.import', error)
      return { state: 'failed', step: 'UNEXPECTED', message: null }
    }
  }

  const run = async (request: Parameters<typeof importList>[2], fileIds: readonly string[], staffId: string) => {
    const outcome = await outcomeOf(request, staffId)
    // Before anybody hears of the end: the next import may begin at once, and its files are not these.
    await parts.files.remove(fileIds)
    tell(outcome)
    if (outcome.state === 'done') core.hub.changed('facilities')
  }

  return {
    handlers: {
      summary: async () => ({ status: await facilityListStatus(core), coverage: facilityCoverage(core.database.rawReader), job: current?.job ?? null }),
      stage: async ({ name, content }) => ({ fileId: await parts.files.add(name, content) }),
      start: async ({ fileIds, prefectureNumber, listKind, dryRun }, caller) => {
        const session = requireSession(caller)
        if (current?.job.state === 'running') throw new DeskError('CONFLICT', 'IMPORT_RUNNING')
        const sources = []
        for (const fileId of fileIds) sources.push(await parts.files.source(fileId))
        const abort = new AbortController()
        const jobId = core.deps.ids.next()
        current = {
          job: { jobId, kind: 'facilityList', state: 'running', step: 'reading', done: 0, total: null, report: null, message: null },
          abort, ended: Promise.resolve(),
        }
        const { clientId } = caller
        current.ended = run({
          listId: jobId, sources, prefectureNumber, listKind, dryRun, isSample: false, spool: await parts.files.spool(jobId), signal: abort.signal,
          token: async () => await parts.sessions.freshToken(clientId),
          onStep: (step, done, total) => tell({ step, done, total }, true),
          ...(parts.workerUrl !== undefined && { workerUrl: parts.workerUrl }),
        }, fileIds, session.staffId)
        core.hub.job(current.job)
        return current.job
      },
      cancel: async ({ jobId }) => {
        if (current?.job.jobId !== jobId) throw new DeskError('NOT_FOUND', 'JOB')
        current.abort.abort()
        await current.ended
        return current.job
      },
    },
    stop: async () => {
      current?.abort.abort()
      await current?.ended
    },
  }
}
