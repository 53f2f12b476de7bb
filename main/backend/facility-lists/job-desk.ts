/**
 * One job at a time: an import or the readings, with progress, questions that wait for a person, and cancel. A job that
 * began by itself makes room for one that a person asks for.
 */
import type { ImportReport, Job, ReadingsReport } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { ListQuestion } from '#shared/contract/records.ts'
import { ListFileError } from '#list-files/read-list-files.ts'
import type { Core } from '../core.ts'

/** Progress is told at most this often (ms): a page needs no more. */
const progressEvery = 200

/** In whose name a job works now: who started it, confirmed it, or cancelled it. */
export interface JobPerson {
  readonly clientId: string
  readonly staffId: string
}

/** What a job's work may use. */
export interface JobRun {
  readonly jobId: string
  /** Aborted when the job is cancelled, displaced, or the program ends. */
  readonly signal: AbortSignal
  person(): JobPerson
  /** True where the program ends: nothing that takes long is begun any more. */
  isEnding(): boolean
  step(step: string, done: number, total: number | null): void
  /** Waits for `confirm`. @throws the signal's reason when cancelled instead */
  ask(questions: readonly ListQuestion[], report: ImportReport): Promise<void>
}

export interface JobEnd {
  readonly report?: ImportReport
  readonly readings?: ReadingsReport
}

export interface JobPlan {
  readonly jobId: string
  readonly kind: Extract<Job['kind'], 'facilityList' | 'readings'>
  readonly firstStep: string
  /** Began by itself: makes room for what a person asks for. */
  readonly isAutomatic: boolean
  readonly person: JobPerson
  /** Of the import that led to it: whoever asks after the import's end still finds its result. */
  readonly report: ImportReport | null
  /** Said when it was cancelled. */
  readonly cancelled: string
  work(run: JobRun): Promise<JobEnd>
  /** When nothing of the job is in use any more, before anybody hears of its end. */
  cleanUp(): Promise<void>
  /** What begins the moment its end was told, however it ended; null = nothing. Nobody sees the desk idle in between. */
  follower?(person: JobPerson): Promise<(() => void) | null>
}

export interface JobDesk {
  /** The job under way, else the last one. */
  current(): Job | null
  /** @throws DeskError CONFLICT IMPORT_RUNNING while a job that a person asked for runs or waits */
  makeRoom(): Promise<void>
  /** Only after `makeRoom`. */
  begin(plan: JobPlan): Job
  /** @throws DeskError NOT_FOUND JOB, CONFLICT JOB_NOT_ASKING */
  confirm(jobId: string, person: JobPerson): Job
  /** Answers when the job has ended. @throws DeskError NOT_FOUND JOB */
  cancel(jobId: string, person: JobPerson): Promise<Job>
  stop(): Promise<void>
}

interface Running {
  job: Job
  readonly plan: JobPlan
  person: JobPerson
  readonly abort: AbortController
  answer: (() => void) | null
  ended: Promise<void>
}

const isUnderWay = (job: Job): boolean => job.state === 'running' || job.state === 'asking'

export const createJobDesk = (core: Core): JobDesk => {
  let current: Running | null = null
  let isEnding = false
  let lastTold = 0

  const tell = (running: Running, change: Partial<Job>, isStep = false) => {
    running.job = { ...running.job, ...change }
    const now = performance.now()
    if (isStep && now - lastTold < progressEvery) return
    lastTold = now
    core.hub.job(running.job)
  }

  const runOf = (running: Running): JobRun => ({
    jobId: running.plan.jobId,
    signal: running.abort.signal,
    person: () => running.person,
    isEnding: () => isEnding,
    step: (step, done, total) => tell(running, { step, done, total }, running.job.step === step),
    ask: async (questions, report) => {
      const { signal } = running.abort
      signal.throwIfAborted()
      await new Promise<void>((resolve, reject) => {
        const giveUp = () => reject(signal.reason as Error)
        signal.addEventListener('abort', giveUp, { once: true })
        running.answer = () => {
          signal.removeEventListener('abort', giveUp)
          resolve()
        }
        tell(running, { state: 'asking', questions: [...questions], report, done: 0, total: null })
      })
      running.answer = null
    },
  })

  /** What the page is told of a job that broke off. */
  const failureOf = (running: Running, error: unknown): Partial<Job> => {
    if (running.abort.signal.aborted && !(error instanceof DeskError)) return { state: 'cancelled', message: running.plan.cancelled }
    if (error instanceof ListFileError) return { state: 'failed', message: error.message }
    if (error instanceof DeskError) return { state: 'failed', step: error.data.reason ?? error.kind, message: null }
    core.deps.log.error('facilityLists.job', error, { kind: running.plan.kind })
    return { state: 'failed', step: 'UNEXPECTED', message: null }
  }

  const run = async (running: Running) => {
    let outcome: Partial<Job>
    try {
      outcome = { state: 'done', message: null, ...(await running.plan.work(runOf(running))) }
    } catch (error) {
      outcome = failureOf(running, error)
    }
    let follow: (() => void) | null = null
    try {
      // Before anybody hears of the end: the next job may begin at once, and its files are not these.
      await running.plan.cleanUp()
      follow = (await running.plan.follower?.(running.person)) ?? null
    } catch (error) {
      core.deps.log.error('facilityLists.cleanUp', error)
    }
    tell(running, { questions: [], ...outcome })
    if (outcome.state === 'done') core.hub.changed('facilities')
    if (!isEnding) follow?.()
  }

  const requireCurrent = (jobId: string): Running => {
    if (current?.job.jobId !== jobId) throw new DeskError('NOT_FOUND', 'JOB')
    return current
  }

  const isFree = (): boolean => !isEnding && (current === null || !isUnderWay(current.job))

  return {
    current: () => current?.job ?? null,
    makeRoom: async () => {
      if (current === null || !isUnderWay(current.job)) return
      if (!current.plan.isAutomatic) throw new DeskError('CONFLICT', 'IMPORT_RUNNING')
      const displaced = current
      displaced.abort.abort()
      await displaced.ended
      // Two may have waited for the same room.
      if (current !== displaced) throw new DeskError('CONFLICT', 'IMPORT_RUNNING')
    },
    begin: (plan) => {
      if (!isFree()) throw new DeskError('CONFLICT', 'IMPORT_RUNNING')
      const running: Running = {
        job: {
          jobId: plan.jobId, kind: plan.kind, state: 'running', step: plan.firstStep, done: 0, total: null,
          report: plan.report, readings: null, questions: [], message: null,
        },
        plan, person: plan.person, abort: new AbortController(), answer: null, ended: Promise.resolve(),
      }
      current = running
      running.ended = run(running).catch((error: unknown) => core.deps.log.error('facilityLists.job', error))
      core.hub.job(running.job)
      return running.job
    },
    confirm: (jobId, person) => {
      const running = requireCurrent(jobId)
      if (running.job.state !== 'asking' || running.answer === null) throw new DeskError('CONFLICT', 'JOB_NOT_ASKING')
      running.person = person
      tell(running, { state: 'running', step: 'applying', questions: [] })
      running.answer()
      return running.job
    },
    cancel: async (jobId, person) => {
      const running = requireCurrent(jobId)
      // What is to be dropped at central is dropped in the name of whoever says so.
      if (isUnderWay(running.job)) running.person = person
      running.abort.abort()
      await running.ended
      return running.job
    },
    stop: async () => {
      isEnding = true
      current?.abort.abort()
      await current?.ended
    },
  }
}
