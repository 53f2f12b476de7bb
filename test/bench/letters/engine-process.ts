/** One engine in a process of its own: `node engine-process.ts ENGINE LETTERS`. Its only line of output is an EngineMeasure. */
import { setTimeout } from 'node:timers/promises'
import { watchEventLoop } from '../event-loop-probe.ts'
import { median } from '../machine.ts'
import { rounded } from '../statistics.ts'
import { engineNames } from './engine.ts'
import type { Engine, EngineMeasure, EngineName } from './engine.ts'

const create: Readonly<Record<EngineName, (count: number) => Promise<Engine>>> = {
  ours: async (count) => (await import('./ours.ts')).createOurs(count),
  pdfkit: async (count) => (await import('./plain-pdfkit.ts')).createPlainPdfkit(count),
  pdfmake: async (count) => await (await import('./pdfmake.ts')).createPdfMake(count),
  chromium: async (count) => await (await import('./chromium-print.ts')).createChromiumPrint(count),
}

const timed = async (engine: Engine, count: number): Promise<{ milliseconds: number; bytes: Uint8Array }> => {
  const started = performance.now()
  const bytes = await engine.draw(count)
  return { milliseconds: performance.now() - started, bytes }
}

/** Leaves of the page tree: a document of fewer pages than letters did not draw them all. */
const pagesOf = (bytes: Uint8Array): number => Buffer.from(bytes).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/gu)?.length ?? 0

const probeTurn = 25
/** One letter each; the median of them is what a letter takes in a process that has drawn before. */
const warmDocuments: Readonly<Record<EngineName, number>> = { ours: 15, pdfkit: 15, pdfmake: 15, chromium: 3 }

const [name, lettersText] = process.argv.slice(2)
const engineName = engineNames.find((one) => one === name)
const letters = Number(lettersText)
if (engineName === undefined || !Number.isInteger(letters) || letters < 1) throw new RangeError('engine-process ENGINE LETTERS')

const engine = await create[engineName](letters)
try {
  const cold = await timed(engine, 1)
  const warm: number[] = []
  for (let document = 0; document < warmDocuments[engineName]; document += 1) warm.push((await timed(engine, 1)).milliseconds)
  const endProbe = watchEventLoop()
  const processor = process.cpuUsage()
  const all = await timed(engine, letters)
  const { user, system } = process.cpuUsage(processor)
  // The probe sees a block that lasted to the end only when its timer runs once more.
  await setTimeout(probeTurn)
  const probe = endProbe()
  const measure: EngineMeasure = {
    coldMs: rounded(cold.milliseconds), warmMs: rounded(median(warm)), drawMs: rounded(all.milliseconds), letters, bytes: all.bytes.length, pages: pagesOf(all.bytes),
    peakMiB: Math.round((process.resourceUsage().maxRSS * 1024 + (engine.peakOfOthers() ?? 0)) / 2 ** 20),
    longestBlockMs: probe.worstStallMs, longestBlockProcessorMs: probe.worstStallProcessorMs, processorMs: rounded((user + system) / 1000),
  }
  process.stdout.write(`${JSON.stringify(measure)}\n`)
} finally {
  await engine.close()
}
