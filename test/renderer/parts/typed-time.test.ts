import { describe, expect, it } from '@jest/globals'
import { instantInJapan, typedTime } from '#renderer/parts/typed-time.ts'

describe('a time as typed', () => {
  it.each([
    ['14:05', 845], ['1405', 845], ['905', 545], ['9', 540], ['９：０５', 545], ['9時5分', 545], ['9時', 540], ['0:00', 0], ['23:59', 1439],
    ['24:00', null], ['9:60', null], ['', null], ['昼', null], ['12345', null],
  ] as const)('%s → %s', (typed, minutes) => expect(typedTime(typed)).toBe(minutes))
})

it('counts from midnight in Japan', () => expect(instantInJapan('2026-07-01', 9 * 60)).toBe('2026-07-01T00:00:00.000Z'))
