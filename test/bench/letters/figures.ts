/** What several processes measured as one figure each, and the targets. */
import { median } from '../machine.ts'
import { atLeast, atMost, rounded, type Target } from '../statistics.ts'
import type { EngineMeasure, EngineName } from './engine.ts'

/** Medians of several processes; milliseconds, MiB. */
export interface LettersFigures {
  readonly letters: number
  readonly msALetter: number
  readonly processorMsALetter: number
  /** One letter, the first of its process, fonts read and parsed for it. */
  readonly coldMs: number
  /** One letter in a document of its own, in a process that has drawn before. */
  readonly warmMs: number
  readonly peakMiB: number
  readonly bytes: number
  readonly longestBlockMs: number
  readonly longestBlockProcessorMs: number
}

/** @param measures of one way and one document size */
export const lettersFigures = (measures: readonly EngineMeasure[]): LettersFigures => {
  const of = (value: (measure: EngineMeasure) => number): number => rounded(median(measures.map(value)))
  return {
    letters: of((one) => one.letters), msALetter: of((one) => one.drawMs / one.letters), processorMsALetter: of((one) => one.processorMs / one.letters),
    coldMs: of((one) => one.coldMs), warmMs: of((one) => one.warmMs), peakMiB: of((one) => one.peakMiB), bytes: of((one) => one.bytes),
    longestBlockMs: of((one) => one.longestBlockMs), longestBlockProcessorMs: of((one) => one.longestBlockProcessorMs),
  }
}

const mebibyte = 2 ** 20
const mostMegabytes = 250

/** Of the largest document; the ratios compare each way's largest document, per letter, with ours. */
export const lettersTargets = (engines: Partial<Record<EngineName, readonly LettersFigures[]>>): Record<string, Target> => {
  const ours = engines.ours?.at(-1)
  if (ours === undefined) throw new RangeError('The letters of the product were not measured')
  const ratio = (name: EngineName, least: number): Record<string, Target> => {
    const other = engines[name]?.at(-1)
    return other === undefined ? {} : { [`${name}OverOurs`]: atLeast(least, '×', other.msALetter / ours.msALetter) }
  }
  return {
    msALetter: atMost(2.5, 'ms', ours.msALetter),
    ...ratio('pdfkit', 1.5), ...ratio('pdfmake', 1), ...ratio('chromium', 1),
    peakMemory: atMost(mostMegabytes, 'MB', (ours.peakMiB * mebibyte) / 1e6),
    longestBlock: atMost(50, 'ms', ours.longestBlockMs),
    longestBlockProcessor: atMost(50, 'ms', ours.longestBlockProcessorMs),
    firstLetterWarm: atMost(25, 'ms', ours.warmMs),
  }
}
