/**
 * What the scanner is for at this moment, and what it read last: a store of its own, because a scanner does not wait for
 * the page. Reads that come while one is on its way are taken in their order; after a bad one the rest is dropped.
 */
import type { LotView, ScanResult } from '#shared/contract/desktop/contract.ts'

export interface SealedPiece {
  readonly noticeId: string
  readonly noticeNumber: string
}
export type ScanStep = { readonly kind: 'mark' } | { readonly kind: 'label'; readonly piece: SealedPiece }
export interface ShownScan {
  readonly result: ScanResult
  readonly step: 'sealed' | 'posted'
  /** Counts up: two equal results are still two scans. */
  readonly count: number
}
export interface ScanState {
  readonly view: LotView
  /** The envelope just sealed, or chosen, whose label comes next. */
  readonly inHand: SealedPiece | null
  /** Seal first, labels afterwards. */
  readonly isLabelLater: boolean
  readonly shown: ShownScan | null
  /** The scan did not come through at all. */
  readonly error: unknown
}
export interface ScanStation {
  readonly subscribe: (changed: () => void) => () => void
  readonly read: () => ScanState
  /** One line of the scanner; empty = the Enter key alone. */
  readonly take: (line: string) => void
  readonly dismiss: () => void
  readonly choose: (piece: SealedPiece) => void
  readonly labelLater: (isLater: boolean) => void
  /** The lot as the backend last told it. */
  readonly look: (view: LotView) => void
}

/** Once nothing is left to seal, the labels still missing come in the order the pieces were sealed. */
export function stepOf({ view, inHand }: Pick<ScanState, 'view' | 'inHand'>): ScanStep {
  const piece = inHand ?? (view.pieces.some(({ state }) => state === 'printed') ? null : view.nextToPost)
  return piece === null ? { kind: 'mark' } : { kind: 'label', piece }
}

/** A bad scan covers the screen until it was answered. */
export const isCovering = ({ shown }: ScanState): boolean => shown !== null && !shown.result.isGood

/**
 * @param send hands one scan to the backend
 * @param signal says with a sound whether it was right
 */
export function createScanStation(first: LotView, send: (step: ScanStep, line: string) => Promise<ScanResult>, signal: (isGood: boolean) => void): ScanStation {
  let state: ScanState = { view: first, inHand: null, isLabelLater: false, shown: null, error: null }
  let isWorking = false
  let count = 0
  const waiting: string[] = []
  const listeners = new Set<() => void>()
  const set = (change: Partial<ScanState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  const scanned = (step: ScanStep, result: ScanResult) => {
    const isSeal = step.kind === 'mark'
    const sealed = isSeal && !state.isLabelLater && result.noticeId !== null ? { noticeId: result.noticeId, noticeNumber: result.noticeNumber ?? '' } : null
    count += 1
    set({ view: result.lot, error: null, shown: { result, step: isSeal ? 'sealed' : 'posted', count }, ...(result.isGood ? { inHand: sealed } : {}) })
    if (!result.isGood) waiting.length = 0
    signal(result.isGood)
  }
  const work = async () => {
    isWorking = true
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
      const step = stepOf(state)
      try {
        scanned(step, await send(step, line))
      } catch (error) {
        waiting.length = 0
        set({ error, shown: null })
        signal(false)
      }
    }
    isWorking = false
  }

  return {
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    read: () => state,
    take: (line) => {
      const text = line.trim()
      if (text === '') {
        if (isCovering(state)) return set({ shown: null })
        // The second Enter of a scanner that sends two must not confirm a label nobody has looked at.
        if (isWorking || stepOf(state).kind === 'mark') return
      }
      waiting.push(text)
      if (!isWorking) void work()
    },
    dismiss: () => set({ shown: null }),
    choose: (piece) => set({ inHand: piece, shown: null }),
    labelLater: (isLabelLater) => set({ isLabelLater, ...(isLabelLater ? { inHand: null } : {}) }),
    look: (view) => {
      const isInHand = view.pieces.some(({ noticeId, state: pieceState }) => noticeId === state.inHand?.noticeId && pieceState === 'sealed')
      // Posted or voided meanwhile: its label is not waited for any more.
      set({ view, ...(isInHand ? {} : { inHand: null }) })
    },
  }
}
