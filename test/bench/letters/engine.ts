/** One way of making the letters; each runs in a process of its own. */

export interface Engine {
  /** One document of the first `count` letters of the bench. @returns its bytes */
  draw(count: number): Promise<Uint8Array>
  close(): Promise<void>
  /** Memory of processes besides this one, at its peak, in bytes; null where there are none or nobody can say. */
  peakOfOthers(): number | null
}

export const engineNames = ['ours', 'pdfkit', 'pdfmake', 'chromium'] as const
export type EngineName = (typeof engineNames)[number]

/** Of one process: it draws one letter cold, some more one by one, and then all of them in one document. Milliseconds, drawing only. */
export interface EngineMeasure {
  readonly coldMs: number
  readonly warmMs: number
  readonly drawMs: number
  readonly letters: number
  readonly bytes: number
  readonly pages: number
  /** MiB, of this process and of those it started. */
  readonly peakMiB: number
  /** Of this process; for Chromium, which draws elsewhere, it says little. */
  readonly longestBlockMs: number
  /** The same in processor time: what the machine's other work adds is not in it. */
  readonly longestBlockProcessorMs: number
  readonly processorMs: number
}
