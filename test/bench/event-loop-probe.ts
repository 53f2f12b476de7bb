/** Watches the event loop and the memory of its own process while something long is under way. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { rounded } from './statistics.ts'

export interface ProbeResult {
  /** Longest time in which the event loop took nothing else up, by either of two clocks. */
  readonly worstStallMs: number
  /** The same in processor time of this thread: what the machine's other work adds is not in it. */
  readonly worstStallProcessorMs: number
  readonly stallsOver50Ms: number
  readonly stallP99Ms: number
  readonly peakRssMiB: number
  readonly rssAtStartMiB: number
}

const everyMilliseconds = 5
const mib = (bytes: number): number => Math.round(bytes / 2 ** 20)
const processorMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Call the answer to end it. Costs the event loop about 20 µs every 5 ms. */
export const watchEventLoop = (): (() => ProbeResult) => {
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  histogram.enable()
  const rssAtStart = process.memoryUsage.rss()
  let last = { at: performance.now(), processor: processorMs() }
  let worst = 0
  let worstProcessor = 0
  let over50 = 0
  let peak = rssAtStart
  const timer = setInterval(() => {
    const now = { at: performance.now(), processor: processorMs() }
    const stall = now.at - last.at - everyMilliseconds
    worst = Math.max(worst, stall)
    worstProcessor = Math.max(worstProcessor, now.processor - last.processor)
    if (stall > 50) over50 += 1
    peak = Math.max(peak, process.memoryUsage.rss())
    last = now
  }, everyMilliseconds)
  return () => {
    clearInterval(timer)
    histogram.disable()
    return {
      worstStallMs: rounded(Math.max(worst, histogram.max / 1e6)), worstStallProcessorMs: rounded(worstProcessor), stallsOver50Ms: over50,
      stallP99Ms: rounded(histogram.percentile(99) / 1e6), peakRssMiB: mib(peak), rssAtStartMiB: mib(rssAtStart),
    }
  }
}
