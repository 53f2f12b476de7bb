/**
 * `npm run bench -- letters`: making password notices. The same letters, made up, in four ways: the product's own, plain
 * pdfkit, pdfmake, and HTML printed by Chromium.
 *
 * How it is measured. Every figure comes from a process of its own, which draws one letter cold, some one by one (warm), and
 * then a document of all of them; the figure is the median of `repeats` processes. Timed is drawing only: for the product that
 * is its preflight, setting and writing of every letter; the others are given every line broken and placed already, so
 * the ratios say less than they could. Peak memory is that of the whole process at its highest, with those it started
 * (Chromium; on Linux). The longest block is the longest time in which the event loop took nothing else up; beside it
 * the same in processor time, which other work on the machine does not lengthen. pdfmake and Chromium draw at most
 * `fewerLetters` in one document: they are stated per letter, and the result says so.
 */
import { execFile } from 'node:child_process'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { engineNames } from './letters/engine.ts'
import type { EngineMeasure, EngineName } from './letters/engine.ts'
import { lettersFigures, lettersTargets } from './letters/figures.ts'
import type { LettersFigures } from './letters/figures.ts'
import { machine } from './machine.ts'
import { asTable, rounded } from './statistics.ts'

export interface LettersOptions {
  /** Of the largest document. */
  readonly count: number
  readonly repeats: number
}

const fewerLetters = 50
const isSlow = (name: EngineName): boolean => name === 'pdfmake' || name === 'chromium'

const run = promisify(execFile)

const measureOnce = async (name: EngineName, letters: number): Promise<EngineMeasure> => {
  const { stdout } = await run(process.execPath, ['--no-warnings', join(import.meta.dirname, 'letters/engine-process.ts'), name, String(letters)], { maxBuffer: 2 ** 24 })
  // Written by our own process a moment ago.
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as EngineMeasure
}

const documentSizes = (name: EngineName, count: number): number[] => [...new Set([1, Math.min(200, count), count].map((size) => (isSlow(name) ? Math.min(size, fewerLetters) : size)))]

const isInstalled = (name: EngineName): boolean => {
  if (name !== 'pdfmake') return true
  try {
    import.meta.resolve(name)
    return true
  } catch {
    return false
  }
}

/** Targets that are missed are reported, no error. @throws Error when a way of making letters does not make them all */
export const benchLetters = async ({ count, repeats }: LettersOptions, report: (line: string) => void): Promise<{ result: Record<string, unknown>; text: string }> => {
  const engines: Partial<Record<EngineName, LettersFigures[]>> = {}
  const left: EngineName[] = []
  for (const name of engineNames) {
    if (!isInstalled(name)) {
      left.push(name)
      report(`${name} is not installed: left out`)
      continue
    }
    const figures: LettersFigures[] = []
    for (const letters of documentSizes(name, count)) {
      const measures: EngineMeasure[] = []
      for (let repeat = 0; repeat < repeats; repeat += 1) measures.push(await measureOnce(name, letters))
      const wrong = measures.find((measure) => measure.pages !== letters)
      if (wrong !== undefined) throw new Error(`${name} made ${wrong.pages} pages of ${letters} letters`)
      const figure = lettersFigures(measures)
      figures.push(figure)
      report(`${name}, ${letters}: ${figure.msALetter} ms a letter, ${figure.peakMiB} MiB`)
    }
    engines[name] = figures
  }
  const targets = lettersTargets(engines)
  const rows = Object.entries(engines).flatMap(([name, figures]) => figures.map((one) => [`${name}, ${one.letters}`, one.msALetter, one.processorMsALetter, one.coldMs, one.warmMs, one.peakMiB, one.bytes, one.longestBlockMs, one.longestBlockProcessorMs]))
  const met = asTable(['target', 'wanted', 'measured', 'met'], Object.entries(targets).map(([name, { target, value, met: isMet }]) => [name, target, value, isMet ? 'yes' : 'NO']))
  return {
    result: {
      bench: 'letters', ...machine(), loadAverage: rounded(loadavg()[0] ?? 0), repeats, targets, engines, notInstalled: left,
      note: `pdfmake and Chromium draw at most ${fewerLetters} letters a document and are stated per letter`,
    },
    text: `${asTable(['letters', 'ms each', 'processor ms', 'cold ms', 'warm ms', 'MiB', 'bytes', 'block ms', 'block processor ms'], rows)}\n\n${met}`,
  }
}
