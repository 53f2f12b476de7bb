/**
 * `npm run bench -- lookup`: finding a facility among as many as Japan has. One run measures, on the same rows and the
 * same questions: the product's search, LIKE, FTS5 trigram and MiniSearch, and compares every answer of the product's
 * with a plain scan.
 *
 * How it is measured. Cold: the database has just been opened, as many questions of another seed are asked once, in the
 * order drawn (classes take turns). They are asked `repeats` times more, as at a desk that has been in use. Fresh: every
 * question for the first time, once. Again: the same questions `repeats` times; a question's time is the median, and the
 * targets are about these medians; what first touching encrypted pages adds stands beside it as fresh and cold. `worst` is the slowest single answer of all, the cold ones included. Beside it stands the mean
 * processor time of an answer, which other work on the machine does not lengthen (its clock is too coarse for single
 * answers). Rivals are asked twelve questions of another seed to warm up, then each question once, as far as a minute goes.
 */
import { loadavg } from 'node:os'
import type { FacilityKeys } from '#shared/domain/facility-keys.ts'
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import { figuresOf } from './facilities/figures.ts'
import { generateBenchList, type BenchFacility } from './facilities/generate.ts'
import { readRealList } from './facilities/real-list.ts'
import { machine, median } from './machine.ts'
import { openOurSearch } from './our-search.ts'
import { plainScan, rankedKeys } from './plain-scan.ts'
import { drawQueries, queryClasses, type BenchQuery } from './queries.ts'
import { createLikeRival } from './rivals/like.ts'
import { createMiniSearchRival } from './rivals/minisearch.ts'
import type { Rival } from './rivals/rival.ts'
import { createTrigramRival } from './rivals/trigram.ts'
import { asTable, atMost, mebibytes, rounded, spreadOf, type Spread, type Target } from './statistics.ts'

export interface LookupOptions {
  /** Of the rows and of the questions. */
  readonly seed: number
  /** A real list to mix in. */
  readonly facilities: string | null
  readonly count: number
  /** Questions; at least 400 say something about p99. */
  readonly questions: number
  readonly repeats: number
}
type Report = (line: string) => void

/** A second, smaller list shows how the cost grows. */
const smallerCount = 25_000
/** Asked for in what is timed: as many as the page asks for. */
const answersShown = 30
/** Compared with the plain scan. */
const answersCompared = 50

interface Times { readonly spread: Spread; readonly byClass: Readonly<Record<string, Spread>> }

const timesOf = (queries: readonly BenchQuery[], milliseconds: readonly number[]): Times => ({
  spread: spreadOf(milliseconds),
  byClass: Object.fromEntries(queryClasses.flatMap((kind) => {
    const values = milliseconds.filter((_, index) => queries[index]?.kind === kind)
    return values.length === 0 ? [] : [[kind, spreadOf(values)]]
  })),
})

interface OurResult { readonly buildSeconds: number; readonly mebibytes: number; readonly cold: Times; readonly fresh: Times; readonly again: Times; readonly worst: number; readonly meanProcessorMs: number; readonly answers: string[][] }

/** Of this thread, in milliseconds. */
const processorTime = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const measureOurs = (rows: readonly BenchFacility[], queries: readonly BenchQuery[], before: readonly BenchQuery[], repeats: number): OurResult => {
  const ours = openOurSearch(rows)
  try {
    const ask = (asked: readonly BenchQuery[]): number[] => asked.map(({ text }) => {
      const started = performance.now()
      ours.find(text, answersShown)
      return performance.now() - started
    })
    const cold = ask(before)
    for (let repeat = 0; repeat < repeats; repeat += 1) ask(before)
    const fresh = ask(queries)
    const processorStarted = processorTime()
    const again = Array.from({ length: repeats }, () => ask(queries))
    const meanProcessorMs = rounded((processorTime() - processorStarted) / (repeats * queries.length))
    const answers = queries.map(({ text }) => ours.find(text, answersCompared))
    const usual = queries.map((_, index) => median(again.map((run) => run[index]!)))
    return {
      buildSeconds: rounded(ours.buildSeconds), mebibytes: mebibytes(ours.bytes), answers,
      cold: timesOf(before, cold), fresh: timesOf(queries, fresh), again: timesOf(queries, usual), worst: rounded(Math.max(...cold, ...fresh, ...again.flat())), meanProcessorMs,
    }
  } finally {
    ours.close()
  }
}

/** A rival that has taken so long (ms) is not asked the rest; classes take turns, so what it was asked is of all of them. */
const rivalPatience = 60_000

interface RivalResult extends Times { readonly buildSeconds: number; readonly mebibytes: number; readonly asked: number }

const measureRival = async (rival: Rival, keys: readonly FacilityKeys[], queries: readonly BenchQuery[], warmUp: readonly BenchQuery[]): Promise<RivalResult> => {
  try {
    const { seconds, bytes } = await rival.build(keys)
    for (const { text } of warmUp) await rival.find(text, answersShown)
    const milliseconds: number[] = []
    const started = performance.now()
    for (const { text } of queries) {
      if (performance.now() - started > rivalPatience) break
      milliseconds.push((await rival.find(text, answersShown)).milliseconds)
    }
    return { buildSeconds: rounded(seconds), mebibytes: mebibytes(bytes), asked: milliseconds.length, ...timesOf(queries, milliseconds) }
  } finally {
    await rival.close()
  }
}

/** Questions whose answer is not that of the plain scan, in the same order. */
const differences = (keys: readonly FacilityKeys[], queries: readonly BenchQuery[], answers: readonly (readonly string[])[]): BenchQuery[] =>
  queries.filter(({ text }, index) => plainScan(keys, text, answersCompared).join() !== (answers[index] ?? []).join())

const measureAt = async (count: number, real: readonly PublishedFacilityRecord[], options: LookupOptions, report: Report) => {
  const rows = generateBenchList({ seed: options.seed, count, real })
  const queries = drawQueries(rows, options.seed + 1, options.questions)
  const warmUp = drawQueries(rows, options.seed + 2, queryClasses.length)
  const keys = rankedKeys(rows)
  report(`${count.toLocaleString('en')} facilities, ${queries.length} questions`)
  const { answers, ...ours } = measureOurs(rows, queries, drawQueries(rows, options.seed + 3, options.questions), options.repeats)
  report(`  ours: p50 ${ours.again.spread.p50} ms, p99 ${ours.again.spread.p99} ms, worst ${ours.worst} ms, ${ours.mebibytes} MiB`)
  const different = differences(keys, queries, answers)
  report(`  ${different.length} of ${queries.length} answers differ from a plain scan`)
  const rivals: Record<string, RivalResult> = {}
  for (const create of [() => createLikeRival('ranked'), () => createLikeRival('firstRows'), createTrigramRival, createMiniSearchRival]) {
    const rival = create()
    rivals[rival.name] = await measureRival(rival, keys, queries, warmUp)
    report(`  ${rival.name}: p50 ${rivals[rival.name]!.spread.p50} ms, p99 ${rivals[rival.name]!.spread.p99} ms`)
  }
  // What was asked is drawn from the rows, and those may be real ones: only how many and of which class.
  const differentByClass = Object.fromEntries(queryClasses.map((kind) => [kind, different.filter((query) => query.kind === kind).length]).filter(([, number]) => number !== 0))
  const noHits = queries.filter((query, index) => query.kind === 'noHit' && answers[index]?.length === 0).length
  return { facilities: rows.length, realFacilities: Math.min(real.length, count), questions: queries.length, noHits, ours, rivals, differentFromScan: different.length, differentByClass, figures: figuresOf(rows.map(({ facility }) => facility)) }
}
type Measured = Awaited<ReturnType<typeof measureAt>>

const tableOf = ({ facilities, ours, rivals }: Measured): string => {
  const engines: [string, Times & { mebibytes: number; buildSeconds: number }][] = [
    ...(['fresh', 'again', 'cold'] as const).map((name): [string, Times & { mebibytes: number; buildSeconds: number }] => [`ours, ${name}`, { ...ours[name], mebibytes: ours.mebibytes, buildSeconds: ours.buildSeconds }]),
    ...Object.entries(rivals),
  ]
  const whole = asTable(['engine, ms', 'p50', 'p90', 'p99', 'max', 'MiB', 'build s', 'p50 / ours'], engines.map(([name, { spread, mebibytes: size, buildSeconds }]) =>
    [name, spread.p50, spread.p90, spread.p99, spread.max, size, buildSeconds, rounded(spread.p50 / ours.again.spread.p50)]))
  const byClass = asTable(['p50 / p99 ms', ...engines.map(([name]) => name)], Object.keys(ours.again.byClass).map((kind) =>
    [kind, ...engines.map(([, times]) => `${times.byClass[kind]?.p50 ?? '-'} / ${times.byClass[kind]?.p99 ?? '-'}`)]))
  return `${facilities.toLocaleString('en')} facilities (ours: ${ours.meanProcessorMs} ms of processor time an answer)\n${whole}\n\n${byClass}\n`
}

const targetsOf = ({ ours, rivals, differentFromScan }: Measured): Record<string, Target> => ({
  p50: atMost(0.3, 'ms', ours.again.spread.p50), p99: atMost(5, 'ms', ours.again.spread.p99), worst: atMost(20, 'ms', ours.worst),
  p99OfLikeP50: atMost(0.05, '', ours.again.spread.p99 / rivals['like']!.spread.p50),
  differentFromPlainScan: atMost(0, '', differentFromScan), database: atMost(250, 'MiB', ours.mebibytes),
})

/** @throws ListFileError for a list that cannot be read. Targets that are missed are reported, no error. */
export const benchLookup = async (options: LookupOptions, report: Report): Promise<{ result: Record<string, unknown>; text: string }> => {
  const real = options.facilities === null ? [] : await readRealList(options.facilities)
  const whole = await measureAt(options.count, real, options, report)
  const smaller = options.count > smallerCount ? await measureAt(smallerCount, real, options, report) : null
  const targets = targetsOf(whole)
  const growth = smaller === null ? null : {
    facilities: rounded(whole.facilities / smaller.facilities), oursP50: rounded(whole.ours.again.spread.p50 / smaller.ours.again.spread.p50),
    oursP99: rounded(whole.ours.again.spread.p99 / smaller.ours.again.spread.p99), likeP50: rounded(whole.rivals['like']!.spread.p50 / smaller.rivals['like']!.spread.p50),
  }
  const met = asTable(['target', 'wanted', 'measured', 'met'], Object.entries(targets).map(([name, { target, value, met: isMet }]) => [name, target, value, isMet ? 'yes' : 'NO']))
  return {
    result: { bench: 'lookup', ...machine(), loadAverage: rounded(loadavg()[0] ?? 0), seed: options.seed, repeats: options.repeats, targets, growth, realFigures: real.length === 0 ? null : figuresOf(real), whole, smaller },
    text: [tableOf(whole), ...(smaller === null ? [] : [tableOf(smaller)]), met].join('\n'),
  }
}
