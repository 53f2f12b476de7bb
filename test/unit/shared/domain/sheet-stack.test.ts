import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { afterFinding, nextSheetNumber, scanSheet, type ScanOrder, type SheetScan, type SheetStack } from '#shared/domain/sheet-stack.ts'

const stackOf = (count: number, more: Partial<SheetStack> = {}): SheetStack => ({
  sheets: Array.from({ length: count }, (_, index) => `sheet ${index + 1}`), sealed: new Set(), ended: new Set(), setAside: [], scanOrder: null, isStopped: false, ...more,
})

/** The stack after a scan, as the desk keeps it. */
const after = (stack: SheetStack, scanned: string, scan: SheetScan): SheetStack => {
  if (scan.kind === 'good') return { ...stack, scanOrder: scan.scanOrder, sealed: new Set([...stack.sealed, scanned]) }
  if (scan.kind === 'skippedSheet') return { ...stack, scanOrder: scan.scanOrder, isStopped: true }
  return stack
}

const scanAll = (stack: SheetStack, order: readonly string[]): { stack: SheetStack; scans: SheetScan[] } => {
  const scans: SheetScan[] = []
  for (const sheet of order) {
    const scan = scanSheet(stack, sheet)
    scans.push(scan)
    stack = after(stack, sheet, scan)
  }
  return { stack, scans }
}

const directed = (stack: SheetStack, order: ScanOrder): string[] => (order === 'ascending' ? [...stack.sheets] : stack.sheets.toReversed())

const anyOrder = fc.constantFrom<ScanOrder>('ascending', 'descending')
const anyCount = fc.integer({ min: 1, max: 25 })

describe('a stack of sheets', () => {
  it('is sealed whole from either end, voided sheets passed over', () => {
    fc.assert(fc.property(anyCount, anyOrder, fc.array(fc.nat(24), { maxLength: 24 }), (count, order, voided) => {
      const ended = new Set(voided.map((index) => `sheet ${index + 1}`))
      const stack = stackOf(count, { ended })
      const walked = directed(stack, order).filter((sheet) => !ended.has(sheet))
      const { stack: done, scans } = scanAll(stack, walked)
      expect(scans.map((scan) => scan.kind)).toEqual(walked.map(() => 'good'))
      expect(done.sealed).toEqual(new Set(walked))
      expect(nextSheetNumber(done)).toBeNull()
    }))
  })

  it('tells its direction by the first scan, and which sheet comes next', () => {
    const stack = stackOf(4)
    expect(nextSheetNumber(stack)).toBeNull()
    const up = after(stack, 'sheet 1', scanSheet(stack, 'sheet 1'))
    expect(up.scanOrder).toBe('ascending')
    expect(nextSheetNumber(up)).toBe(2)
    const down = after(stack, 'sheet 4', scanSheet(stack, 'sheet 4'))
    expect(down.scanOrder).toBe('descending')
    expect(nextSheetNumber(down)).toBe(3)
    expect(nextSheetNumber(stackOf(1))).toBe(1)
  })

  it('stops at every run of skipped sheets and names the envelope before it', () => {
    const skips = anyCount.filter((count) => count >= 3).chain((count) =>
      fc.tuple(fc.constant(count), fc.integer({ min: 1, max: count - 2 })).chain(([whole, from]) => fc.tuple(fc.constant(whole), fc.constant(from), fc.integer({ min: from + 1, max: whole - 1 }))))
    fc.assert(fc.property(skips, anyOrder, ([count, from, to], order) => {
      const stack = stackOf(count)
      const walked = directed(stack, order)
      const { stack: before } = scanAll(stack, walked.slice(0, from))
      const scan = scanSheet(before, walked[to]!)
      expect(scan).toEqual({ kind: 'skippedSheet', scanOrder: order, precedingNoticeId: walked[from - 1], skippedNoticeIds: walked.slice(from, to) })
      const stopped = after(before, walked[to]!, scan)
      expect(stopped.sealed).toEqual(before.sealed)
      for (const sheet of stack.sheets) expect(scanSheet(stopped, sheet)).toEqual({ kind: 'stopped' })
    }))
  })

  it('stops at the first scan where it is neither end, with no envelope before', () => {
    expect(scanSheet(stackOf(5), 'sheet 2')).toEqual({ kind: 'skippedSheet', scanOrder: 'ascending', precedingNoticeId: null, skippedNoticeIds: ['sheet 1'] })
    expect(scanSheet(stackOf(5), 'sheet 4')).toEqual({ kind: 'skippedSheet', scanOrder: 'descending', precedingNoticeId: null, skippedNoticeIds: ['sheet 5'] })
  })

  it('never seals a mark twice', () => {
    fc.assert(fc.property(anyCount, anyOrder, fc.nat(24), (count, order, repeated) => {
      const stack = stackOf(count)
      const walked = directed(stack, order)
      const { stack: partly } = scanAll(stack, walked.slice(0, (repeated % count) + 1))
      for (const sheet of partly.sealed) expect(scanSheet(partly, sheet)).toEqual({ kind: 'duplicateSheet' })
    }))
  })

  it('is sealed whole after any skips were found by themselves, whenever they come', () => {
    const shuffled = anyCount.chain((count) => fc.shuffledSubarray(Array.from({ length: count }, (_, index) => `sheet ${index + 1}`), { minLength: count, maxLength: count }))
    fc.assert(fc.property(shuffled, (order) => {
      let stack = stackOf(order.length)
      const left = [...order]
      for (let tries = 0; left.length > 0; tries += 1) {
        expect(tries).toBeLessThan(order.length * 3)
        const sheet = left[0]!
        const scan = scanSheet(stack, sheet)
        expect(['good', 'skippedSheet']).toContain(scan.kind)
        stack = after(stack, sheet, scan)
        if (scan.kind === 'good') left.shift()
        if (scan.kind === 'skippedSheet') {
          expect(scan.skippedNoticeIds.length).toBeGreaterThan(0)
          const { setAside } = afterFinding('foundSeparately', { ...scan, scannedNoticeId: sheet })
          stack = { ...stack, isStopped: false, setAside: [...stack.setAside, ...setAside] }
        }
      }
      expect(stack.sealed).toEqual(new Set(order))
    }))
  })

  it('goes on without a doubly filled envelope', () => {
    const stack = stackOf(6)
    const { stack: before } = scanAll(stack, ['sheet 1', 'sheet 2'])
    const scan = scanSheet(before, 'sheet 4')
    expect(scan).toMatchObject({ kind: 'skippedSheet', precedingNoticeId: 'sheet 2', skippedNoticeIds: ['sheet 3'] })
    const { toVoid, setAside } = afterFinding('doubleFilled', { precedingNoticeId: 'sheet 2', skippedNoticeIds: ['sheet 3'], scannedNoticeId: 'sheet 4' })
    expect({ toVoid, setAside }).toEqual({ toVoid: ['sheet 2', 'sheet 3'], setAside: [] })
    const { stack: done, scans } = scanAll({ ...before, ended: new Set(toVoid) }, ['sheet 4', 'sheet 5', 'sheet 6'])
    expect(scans.map((one) => one.kind)).toEqual(['good', 'good', 'good'])
    expect(scanSheet(done, 'sheet 2')).toEqual({ kind: 'ended' })
  })

  it('voids the envelope just scanned where none was closed before the gap', () => {
    expect(afterFinding('doubleFilled', { precedingNoticeId: null, skippedNoticeIds: ['sheet 1'], scannedNoticeId: 'sheet 2' }).toVoid).toEqual(['sheet 2', 'sheet 1'])
  })

  it('does not name a sheet that was filled out of turn as the envelope before', () => {
    const stack = stackOf(6, { sealed: new Set(['sheet 1', 'sheet 2', 'sheet 3']), setAside: ['sheet 2', 'sheet 3'], scanOrder: 'ascending' })
    expect(scanSheet(stack, 'sheet 5')).toMatchObject({ kind: 'skippedSheet', precedingNoticeId: 'sheet 1', skippedNoticeIds: ['sheet 4'] })
  })

  it('knows a sheet of another stack', () => {
    expect(scanSheet(stackOf(3), 'sheet 9')).toEqual({ kind: 'notInStack' })
  })
})
