/**
 * The printed sheets of a lot, scanned one after another through the windows of their closed envelopes (design §6). The stack is
 * worked off in one direction: the first scan tells which, being the first sheet or the last. A sheet that was passed over has
 * most likely gone into the envelope before it, so everything stops until a person has looked. A mark read a second time is on a
 * sheet too many. Pure: what is true of the sheets comes in, what the scan means goes out.
 */

export type ScanOrder = 'ascending' | 'descending'

/** Sheets are named by their notice. */
export interface SheetStack {
  /** In the order of printing. */
  readonly sheets: readonly string[]
  /** Seen through the window of a closed envelope, whatever has become of them since. */
  readonly sealed: ReadonlySet<string>
  /** Worthless, and passed over: voided and the like. */
  readonly ended: ReadonlySet<string>
  /** Found by themselves after they had been skipped: may come at any time. */
  readonly setAside: readonly string[]
  /** null until the first scan. */
  readonly scanOrder: ScanOrder | null
  /** A skipped sheet waits for a person's finding. */
  readonly isStopped: boolean
}

export interface SkippedSheets {
  /** The envelope to look into: the last good one before the gap; null = the gap is at the beginning of the stack. */
  readonly precedingNoticeId: string | null
  /** In the order they would have been scanned. */
  readonly skippedNoticeIds: readonly string[]
}

export type SheetScan =
  | { readonly kind: 'good'; readonly scanOrder: ScanOrder | null }
  | ({ readonly kind: 'skippedSheet'; readonly scanOrder: ScanOrder } & SkippedSheets)
  | { readonly kind: 'duplicateSheet' | 'ended' | 'stopped' | 'notInStack' }

const inOrder = (sheets: readonly string[], order: ScanOrder): string[] => (order === 'ascending' ? [...sheets] : sheets.toReversed())

/** Sheets that must come in their turn, in the order of printing. */
const expectedInTurn = ({ sheets, sealed, ended, setAside }: SheetStack): string[] =>
  sheets.filter((sheet) => !sealed.has(sheet) && !ended.has(sheet) && !setAside.includes(sheet))

const gapBefore = (stack: SheetStack, order: ScanOrder, scanned: string): SkippedSheets => {
  const walked = inOrder(stack.sheets, order)
  const turn = inOrder(expectedInTurn(stack), order)
  const skippedNoticeIds = turn.slice(0, turn.indexOf(scanned))
  // Sheets set aside were put into their envelopes out of turn: none of them is the envelope before.
  const before = walked.slice(0, walked.indexOf(skippedNoticeIds[0] ?? scanned)).filter((sheet) => stack.sealed.has(sheet) && !stack.ended.has(sheet) && !stack.setAside.includes(sheet))
  return { precedingNoticeId: before.at(-1) ?? null, skippedNoticeIds }
}

/** What the scan of this sheet means; nothing is changed. */
export const scanSheet = (stack: SheetStack, noticeId: string): SheetScan => {
  if (stack.isStopped) return { kind: 'stopped' }
  if (!stack.sheets.includes(noticeId)) return { kind: 'notInStack' }
  if (stack.ended.has(noticeId)) return { kind: 'ended' }
  if (stack.sealed.has(noticeId)) return { kind: 'duplicateSheet' }
  if (stack.setAside.includes(noticeId)) return { kind: 'good', scanOrder: stack.scanOrder }
  const turn = expectedInTurn(stack)
  if (stack.scanOrder !== null) {
    if (inOrder(turn, stack.scanOrder)[0] === noticeId) return { kind: 'good', scanOrder: stack.scanOrder }
    return { kind: 'skippedSheet', scanOrder: stack.scanOrder, ...gapBefore(stack, stack.scanOrder, noticeId) }
  }
  if (turn.length === 1) return { kind: 'good', scanOrder: null }
  if (turn[0] === noticeId) return { kind: 'good', scanOrder: 'ascending' }
  if (turn.at(-1) === noticeId) return { kind: 'good', scanOrder: 'descending' }
  // Neither end: it began nearer to one of them.
  const scanOrder: ScanOrder = turn.indexOf(noticeId) * 2 < turn.length ? 'ascending' : 'descending'
  return { kind: 'skippedSheet', scanOrder, ...gapBefore(stack, scanOrder, noticeId) }
}

/** Place in the stack, from 1, of the sheet expected next; null = none, or the first scan decides. */
export const nextSheetNumber = (stack: SheetStack): number | null => {
  const turn = expectedInTurn(stack)
  const next = stack.scanOrder === null ? (turn.length === 1 ? turn[0] : undefined) : inOrder(turn, stack.scanOrder)[0]
  return next === undefined ? null : stack.sheets.indexOf(next) + 1
}

/**
 * What follows from looking into the envelope before the gap. `foundSeparately`: the skipped sheets lie by themselves and may be
 * scanned at any time. `doubleFilled`: the opened envelope and what was in it are worthless. Where no envelope was closed before
 * the gap, the one just scanned is the one that was opened.
 */
export const afterFinding = (
  finding: 'foundSeparately' | 'doubleFilled', stop: SkippedSheets & { readonly scannedNoticeId: string },
): { readonly setAside: readonly string[]; readonly toVoid: readonly string[] } =>
  finding === 'foundSeparately'
    ? { setAside: stop.skippedNoticeIds, toVoid: [] }
    : { setAside: [], toVoid: [stop.precedingNoticeId ?? stop.scannedNoticeId, ...stop.skippedNoticeIds] }
