import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isSameValue, mergeThreeWay, settleConflicts, type Fields } from '#shared/domain/three-way.ts'

const names = ['notes', 'name', 'form.founder', 'state'] as const
const value = fc.oneof(fc.constant(null), fc.constantFrom('', '見本', '例示', 'x'), fc.array(fc.constantFrom('Q1', 'Q2'), { maxLength: 2 }), fc.record({ kind: fc.constantFrom('a', 'b'), name: fc.constantFrom('見本', '例示') }))
const fields = fc.record(Object.fromEntries(names.map((name) => [name, value]))) as fc.Arbitrary<Fields>
const item = fc.constantFrom('1', '2', '3')
const list = fc.array(item, { maxLength: 4 })

describe('three versions of a record', () => {
  it('nothing typed is lost: every field I changed is in the result or asked about', () => {
    fc.assert(fc.property(fields, fields, fields, (base, mine, theirs) => {
      const { merged, conflicts } = mergeThreeWay({ base, mine, theirs })
      for (const name of names) {
        if (isSameValue(mine[name], base[name])) continue
        const asked = conflicts.find(({ field }) => field === name)
        expect(asked === undefined ? merged[name] : asked.mine).toEqual(mine[name])
      }
    }))
  })

  it('nothing of theirs is overwritten unasked', () => {
    fc.assert(fc.property(fields, fields, fields, (base, mine, theirs) => {
      const { merged } = mergeThreeWay({ base, mine, theirs })
      for (const name of names) if (!isSameValue(theirs[name], base[name])) expect(merged[name]).toEqual(theirs[name])
    }))
  })

  it('asks nothing where only one side changed', () => {
    fc.assert(fc.property(fields, fields, (base, changed) => {
      expect(mergeThreeWay({ base, mine: changed, theirs: base })).toEqual({ merged: changed, conflicts: [] })
      expect(mergeThreeWay({ base, mine: base, theirs: changed })).toEqual({ merged: changed, conflicts: [] })
      expect(mergeThreeWay({ base, mine: changed, theirs: changed }).conflicts).toEqual([])
    }))
  })

  it('merged once more, the result is what it was', () => {
    fc.assert(fc.property(fields, fields, fields, list, list, list, (base, mine, theirs, begun, added, other) => {
      const appended = new Set(['events'])
      const start = { ...base, events: begun }
      const own = { ...mine, events: [...begun, ...added] }
      const first = mergeThreeWay({ base: start, mine: own, theirs: { ...theirs, events: [...begun, ...other] } }, appended)
      const chosen = settleConflicts(first, Object.fromEntries(first.conflicts.map(({ field }) => [field, 'mine' as const])))
      const again = mergeThreeWay({ base: start, mine: own, theirs: chosen.merged }, appended)
      expect(again.conflicts).toEqual([])
      for (const name of names) expect(again.merged[name]).toEqual(chosen.merged[name])
    }))
  })

  it('keeps what either added to a history, theirs first, and nothing twice', () => {
    const events = (...list_: string[]) => ({ events: list_ })
    const appended = new Set(['events'])
    expect(mergeThreeWay({ base: events('受付'), mine: events('受付', '私'), theirs: events('受付', '先に') }, appended).merged).toEqual(events('受付', '先に', '私'))
    expect(mergeThreeWay({ base: events('受付'), mine: events('受付', '同じ'), theirs: events('受付', '同じ') }, appended).merged).toEqual(events('受付', '同じ'))
    expect(mergeThreeWay({ base: events(), mine: events('同じ', '同じ'), theirs: events() }, appended).merged).toEqual(events('同じ', '同じ'))
  })

  it('without knowing what both began with, every difference is asked about', () => {
    expect(mergeThreeWay({ base: null, mine: { a: 1, b: 2 }, theirs: { a: 1, b: 3 } })).toEqual({ merged: { a: 1, b: 3 }, conflicts: [{ field: 'b', mine: 2, theirs: 3 }] })
  })

  it('takes the order of names inside a value for nothing, that of a list for something', () => {
    expect(isSameValue({ a: 1, b: { c: 2, d: undefined } }, { b: { c: 2, e: null }, a: 1 })).toBe(true)
    expect(isSameValue(['a', 'b'], ['b', 'a'])).toBe(false)
    expect(isSameValue(undefined, null)).toBe(true)
    expect(isSameValue('', null)).toBe(false)
  })

  it('takes choices only where they were asked for, and says what is still open', () => {
    const merge = mergeThreeWay({ base: { a: 1, b: 1, c: 1 }, mine: { a: 2, b: 2, c: 1 }, theirs: { a: 3, b: 3, c: 9 } })
    expect(settleConflicts(merge, { a: 'mine', c: 'mine' })).toEqual({ merged: { a: 2, b: 3, c: 9 }, conflicts: [{ field: 'b', mine: 2, theirs: 3 }] })
    expect(settleConflicts(merge, { a: 'theirs', b: 'mine' })).toEqual({ merged: { a: 3, b: 2, c: 9 }, conflicts: [] })
  })
})
