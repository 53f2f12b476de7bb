/** One seeded run: steps by weight, the invariants of every moment, and those of quiet at the end (docs/sync.md, Fuzzing). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerOf } from './answer-of.ts'
import { checkArrival, checkAudit, checkEffects, checkTexts } from './effects.ts'
import type { FuzzDatabase } from './fuzz-central.ts'
import type { FuzzDesktop } from './fuzz-desktop.ts'
import { newerVersion, openFuzzOffice, type FuzzOffice } from './fuzz-office.ts'
import type { FuzzStep } from './fuzz-step.ts'
import { checkEqual, checkFeed, checkMoment, must, recordsOfCentral } from './invariants.ts'
import { copySteps } from './restored-copy.ts'
import { callSteps } from './steps/call-steps.ts'
import { mailroomSteps } from './steps/mailroom-steps.ts'
import { noticeSteps } from './steps/notice-steps.ts'
import { discardRefused, refusedSteps } from './steps/refused-steps.ts'
import { requestSteps } from './steps/request-steps.ts'
import { troubleSteps } from './steps/trouble-steps.ts'

interface FuzzOptions {
  readonly seed: number
  readonly steps: number
  readonly database?: FuzzDatabase
  /** Told of each step. */
  readonly onStep?: (line: string) => void
}

export interface FuzzReport {
  readonly seed: number
  readonly steps: number
  readonly deaths: number
  readonly mutations: number
  readonly rejected: Readonly<Record<string, number>>
  readonly lettersPrinted: number
  readonly posted: number
  readonly redeemed: number
  readonly texts: number
  /** How often what went wrong. */
  readonly happened: Readonly<Record<string, number>>
  /** How often each step came to an end, and how. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** What is told of a failure: its seed, and the steps that led to it. */
export class FuzzFailure extends Error {
  readonly seed: number
  readonly step: number
  constructor(seed: number, step: number, trace: readonly string[], cause: unknown) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
    super(`seed ${seed}, step ${step}: ${reason}\nthe last steps:\n${trace.join('\n')}\nagain: npm run fuzz:sync -- --seed ${seed} --steps ${step}`, { cause })
    this.name = 'FuzzFailure'
    this.seed = seed
    this.step = step
  }
}

const steps: readonly FuzzStep[] = [...callSteps, ...noticeSteps, ...requestSteps, ...refusedSteps, ...mailroomSteps, ...troubleSteps, ...copySteps]
const weights = steps.map((step) => [step, step.weight] as const)
const told = 40

/** An error nobody expects is one, except where the disk is full or the process has died. */
const checkFailures = (desktop: FuzzDesktop, wasTroubled: boolean): void => {
  const failures = desktop.failures.splice(0)
  if (wasTroubled) return
  must(failures.every((line) => line.includes('printer') || line.includes('CentralUnreachable') || line.includes('CentralProblem')), `unexpected at ${desktop.name}: ${failures.join('; ')}`)
}

interface Taken { readonly line: string; readonly name: string; readonly answer: string; readonly hasDied: boolean }

const nothingToDo = 'nothing to do'

/** Troubles pass by themselves, or most of a run would be work without a central. */
const recover = async (office: FuzzOffice): Promise<void> => {
  for (const desktop of office.desktops) {
    if (desktop.network.isDown && office.random.chance(0.12)) desktop.network.isDown = false
    if (desktop.isDiskFull && office.random.chance(0.1)) desktop.setDiskFull(false)
    // Somebody brings the older desktop up to date: what it holds back is handed in at its next start.
    if (desktop.clientVersion < office.central.minimumClientVersion && office.random.chance(0.15)) {
      desktop.clientVersion = newerVersion
      await desktop.restart()
    }
  }
}

const takeStep = async (office: FuzzOffice): Promise<Taken> => {
  const { random } = office
  office.passTime(random.integer(200, 20_000))
  await recover(office)
  const step = random.pickWeighted(weights)
  const desktop = (step.seat === 'mailroom' && random.chance(0.8) ? office.desktops.at(-1) : undefined) ?? random.pick(office.desktops)
  const wasTroubled = desktop.isDiskFull
  let answer: string | null = null
  const refusal = await answerOf(step.run(office, desktop).then((told) => { answer = told })).catch((error: unknown) => {
    // Whatever the dead process would have said.
    if (office.desktops.some(({ isDead }) => isDead)) return 'died'
    throw error
  })
  const dead = office.desktops.filter(({ isDead }) => isDead)
  const hasDied = dead.length > 0
  const outcome = hasDied ? 'died' : refusal === 'answered' ? (answer ?? nothingToDo) : refusal
  const notes = desktop.network.takeNotes()
  for (const one of dead) {
    await one.restart()
    await office.lookAtOutbox(one)
    checkFailures(one, true)
  }
  // A step may reach the others too: a restart of central makes them ask.
  for (const one of office.desktops) await office.lookAtOutbox(one)
  checkFailures(desktop, wasTroubled || hasDied || desktop.isDiskFull)
  must(hasDied || !outcome.startsWith('UNEXPECTED'), `${step.name} answered ${outcome}`)
  return { line: `${office.step} ${desktop.name} ${step.name}: ${outcome}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`, name: step.name, answer: outcome, hasDied }
}

/** Networks and disks are well, clocks right, everybody signed in; all is handed over and fetched. */
const becomeQuiet = async (office: FuzzOffice): Promise<void> => {
  office.passTime(30 * 60_000)
  for (const desktop of office.desktops) {
    desktop.network.isCalm = true
    desktop.network.isDown = false
    desktop.clockOffset = 0
    desktop.dieAt(0)
    desktop.clientVersion = newerVersion
    await desktop.restart()
    await desktop.network.deliverLate()
  }
  for (let round = 0; round < 3; round += 1) {
    for (const desktop of office.desktops) {
      for (const staffId of ['administrator', 'supervisor', 'mailroom', 'mailroom2']) await desktop.page(staffId)
      const answer = await answerOf(desktop.sync())
      must(answer === 'answered', `${desktop.name} cannot sync in quiet: ${answer}`)
      await office.lookAtOutbox(desktop)
    }
  }
  for (const desktop of office.desktops) checkFailures(desktop, false)
}

const checkQuiet = async (office: FuzzOffice): Promise<void> => {
  await checkMoment(office)
  await checkFeed(office)
  await checkArrival(office)
  await checkEffects(office)
  await checkTexts(office)
  const before = await recordsOfCentral(office)
  for (const desktop of office.desktops) checkEqual(desktop, before)
  for (const desktop of office.desktops) await discardRefused(desktop)
  for (let round = 0; round < 2; round += 1) for (const desktop of office.desktops) await desktop.sync()
  const central = await recordsOfCentral(office)
  for (const desktop of office.desktops) checkEqual(desktop, central)
  const fresh = await office.openDesktop('fresh')
  try {
    fresh.network.isCalm = true
    await fresh.sync()
    checkEqual(fresh, central)
  } finally {
    await fresh.stop()
  }
  await checkAudit(office)
}

const reportOf = async (office: FuzzOffice, { seed, steps: count }: FuzzOptions, counts: Pick<FuzzReport, 'deaths' | 'answers'>): Promise<FuzzReport> => {
  const [posted] = await office.central.query<{ count: string }>(`select count(*)::text as count from notice_event where to_state = 'posted'`)
  const log = await office.central.query<{ outcome: string; code: string | null; count: string }>('select outcome, code, count(*)::text as count from mutation_log group by outcome, code order by code')
  return {
    seed, steps: count, ...counts,
    mutations: log.reduce((sum, row) => sum + Number(row.count), 0),
    rejected: Object.fromEntries(log.filter(({ code }) => code !== null).map(({ code, count: times }) => [code ?? '', Number(times)])),
    happened: Object.fromEntries([...office.model.happened].sort(([one], [other]) => one.localeCompare(other))),
    lettersPrinted: office.model.letters.reduce((sum, { document }) => sum + document.sheets, 0), posted: Number(posted?.count ?? 0), redeemed: office.model.redeemed.size, texts: office.model.texts.length,
  }
}

/** @throws FuzzFailure */
export const runFuzz = async (options: FuzzOptions): Promise<FuzzReport> => {
  const directory = mkdtempSync(join(tmpdir(), 'sync-fuzz-'))
  const trace: string[] = []
  const answers: Record<string, Record<string, number>> = {}
  let deaths = 0
  let office: FuzzOffice | null = null
  try {
    office = await openFuzzOffice({ seed: options.seed, database: options.database ?? 'pglite', directory })
    for (office.step = 1; office.step <= options.steps; office.step += 1) {
      let taken = await takeStep(office)
      // Where there is nothing to do yet, something else is done.
      for (let more = 5; more > 0 && taken.answer === nothingToDo; more -= 1) taken = await takeStep(office)
      const { line, name, answer, hasDied } = taken
      trace.push(line)
      options.onStep?.(line)
      if (hasDied) deaths += 1
      if (answer.includes('DISK_FULL')) office.model.count('refused by a full disk')
      const ofStep = (answers[name] ??= {})
      ofStep[answer] = (ofStep[answer] ?? 0) + 1
      await checkMoment(office)
    }
    office.step = options.steps
    await becomeQuiet(office)
    await checkQuiet(office)
    return await reportOf(office, options, { deaths, answers })
  } catch (error) {
    throw new FuzzFailure(options.seed, office?.step ?? 0, trace.slice(-told), error)
  } finally {
    try {
      await office?.close()
    } catch { /* what failed has been told */ }
    rmSync(directory, { recursive: true, force: true })
  }
}
