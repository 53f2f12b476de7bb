/**
 * The backend of a desktop in a process of its own, with central in another: takes the files in as a page would, and
 * watches itself. Started by import.ts; ends when its parent goes away.
 */
import { openAsBlob } from 'node:fs'
import type { ContractRouterClient } from '@orpc/contract'
import type { Log } from '#backend/ports.ts'
import { dataDirectory, lockDataDirectory } from '#host/data-directory.ts'
import type { DeskContract, Job } from '#shared/contract/desktop/contract.ts'
import { createInProcessClient } from '#shared/contract/desktop/in-process-client.ts'
import { openTrial, type Trial } from '#trial/open-trial.ts'
import { watchEventLoop } from './event-loop-probe.ts'
import type { ImportAnswer, ImportOrder, ImportRun } from './import-messages.ts'
import { rounded, spreadOf } from './statistics.ts'

type Page = ContractRouterClient<DeskContract>

const tell = (answer: ImportAnswer): void => void process.send?.(answer)
const clientId = 'bench'
const lookupEveryMs = 100

const errors: string[] = []
/** Names only: messages may hold what stands in a list. */
const log: Log = { info: () => {}, error: (event, error) => void errors.push(`${event} ${error instanceof Error ? error.name : ''}`) }

/** Looks something up every 100 ms, as an operator beside the import does. */
const lookUpMeanwhile = (page: Page, questions: readonly string[]): (() => Promise<ImportRun['lookups']>) => {
  const milliseconds: number[] = []
  let failed = 0
  let asked = 0
  let current: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    const started = performance.now()
    try {
      await page.facilities.find({ query: questions[asked++ % questions.length] ?? '医院' })
      milliseconds.push(performance.now() - started)
    } catch {
      failed += 1
    }
  }
  const timer = setInterval(() => { current = look() }, lookupEveryMs)
  return async () => {
    clearInterval(timer)
    await current
    return { answered: milliseconds.length, failed, milliseconds: milliseconds.length === 0 ? null : spreadOf(milliseconds) }
  }
}

const handOver = async (page: Page, order: ImportOrder): Promise<string[]> => {
  const fileIds: string[] = []
  for (const { name, path } of order.files) fileIds.push((await page.facilityLists.stage({ name, content: await openAsBlob(path) })).fileId)
  return fileIds
}

/** Follows the job to its end, says yes to what it asks. */
const follow = async (trial: Trial, page: Page, begin: () => Promise<Job>, onStep: (step: string) => void): Promise<{ job: Job; questions: string[] }> => {
  const watch = trial.backend.core.hub.watch()
  const questions: string[] = []
  try {
    const { jobId } = await begin()
    for (;;) {
      const event = await watch.next()
      if (event.done) throw new Error('The backend ended')
      if (event.value.kind !== 'job' || event.value.job.jobId !== jobId) continue
      const { job } = event.value
      onStep(job.step)
      if (job.state === 'asking') {
        questions.push(...job.questions.map(({ kind, scopes }) => `${kind} (${scopes.length})`))
        await page.facilityLists.confirm({ jobId })
      } else if (job.state !== 'running') return { job, questions }
    }
  } finally {
    watch.end()
  }
}

const importOnce = async (trial: Trial, page: Page, order: ImportOrder): Promise<ImportRun> => {
  errors.length = 0
  const secondsOfSteps: Record<string, number> = {}
  const peakRssOfSteps: Record<string, number> = {}
  const started = performance.now()
  let step = { name: 'handingOver', since: started }
  const enter = (name: string): void => {
    if (name === step.name) return
    const now = performance.now()
    secondsOfSteps[step.name] = rounded((secondsOfSteps[step.name] ?? 0) + (now - step.since) / 1000)
    step = { name, since: now }
    tell({ kind: 'progress', line: `  ${name} (${Math.round((now - started) / 1000)} s)` })
  }
  const rssTimer = setInterval(() => {
    peakRssOfSteps[step.name] = Math.max(peakRssOfSteps[step.name] ?? 0, Math.round(process.memoryUsage.rss() / 2 ** 20))
  }, 50)
  const endLookups = lookUpMeanwhile(page, order.questions)
  const endProbe = watchEventLoop()
  const fileIds = await handOver(page, order)
  const { job, questions } = await follow(trial, page, async () => await page.facilityLists.start({ fileIds }), enter)
  clearInterval(rssTimer)
  const probe = endProbe()
  const seconds = rounded((performance.now() - started) / 1000)
  enter('end')
  const lookups = await endLookups()
  const { status } = await page.facilityLists.summary({})
  const { report } = job
  return {
    ...probe, seconds, secondsOfSteps, peakRssOfSteps, lookups, state: job.state, message: job.message, questionsAsked: questions,
    report: report === null ? null : {
      records: report.records, refusedCount: report.refusedCount, warningCount: report.warningCount, toCorrect: report.toCorrect,
      added: report.added, changed: report.changed, unchanged: report.unchanged, closed: report.closed, version: report.version,
    },
    facilitiesHeld: status?.count ?? 0, errorsLogged: [...new Set(errors)],
  }
}

const run = async (order: ImportOrder): Promise<void> => {
  const directory = dataDirectory(order.directory)
  const unlock = lockDataDirectory(directory)
  const trial = await openTrial({ directory, host: 'command', log, syncInterval: 0 })
  try {
    await trial.prepare((line) => tell({ kind: 'progress', line: `  ${line}` }))
    if (order.kind === 'prepare') return tell({ kind: 'prepared' })
    await trial.signInCommand(clientId)
    const page = createInProcessClient(trial.backend.dispatch, clientId)
    tell({ kind: 'progress', line: '  import into a desktop that holds the sample list' })
    const first = await importOnce(trial, page, order)
    if (first.state === 'done') tell({ kind: 'progress', line: '  the same files again' })
    tell({ kind: 'done', first, again: first.state === 'done' ? await importOnce(trial, page, order) : null })
  } finally {
    await trial.stop()
    unlock()
  }
}

process.once('message', (order: ImportOrder) => {
  void run(order).catch((error: unknown) => tell({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })).finally(() => process.disconnect())
})
process.once('disconnect', () => process.exit())
