import { describe, expect, it } from '@jest/globals'
import { deputyFor, deputyProblem, isAhead, isInForce, overlaps, type Deputy } from '#shared/domain/deputies.ts'

const deputy = (more: Partial<Deputy> = {}): Deputy => ({ staffId: 'op01', deputyStaffId: 'op02', from: '2026-11-23', until: '2026-11-27', endedAt: null, ...more })

describe('a deputy', () => {
  it('is in force from the first to the last day, both included', () => {
    expect(['2026-11-22', '2026-11-23', '2026-11-27', '2026-11-28'].map((day) => isInForce(deputy(), day))).toEqual([false, true, true, false])
  })

  it('is over once it was ended, whatever the days say', () => {
    const ended = deputy({ endedAt: '2026-11-24T01:00:00.000Z' })
    expect([isInForce(ended, '2026-11-25'), isAhead(ended, '2026-11-20')]).toEqual([false, false])
  })

  it('sees the cases of everybody they stand in for that day, each once, and nobody else’s', () => {
    const known = [
      deputy(), deputy({ from: '2026-11-20', until: '2026-11-24' }), deputy({ staffId: 'op03' }), deputy({ staffId: 'op04', until: '2026-11-23' }),
      deputy({ staffId: 'op05', deputyStaffId: 'op06' }),
    ]
    expect(deputyFor(known, 'op02', '2026-11-24')).toEqual(['op01', 'op03'])
    expect(deputyFor(known, 'op01', '2026-11-24')).toEqual([])
  })

  it('does not pass on what they stand in for', () => {
    expect(deputyFor([deputy(), deputy({ staffId: 'op02', deputyStaffId: 'op03' })], 'op03', '2026-11-24')).toEqual(['op02'])
  })
})

describe('a new deputy', () => {
  const today = '2026-11-23'

  it('is good for up to a year, for oneself, from today or later', () => {
    expect(deputyProblem(deputy(), today, [])).toBeNull()
    expect(deputyProblem(deputy({ until: '2027-11-23' }), today, [])).toBeNull()
    expect(deputyProblem(deputy({ from: '2026-11-01', until: today }), today, [])).toBeNull()
  })

  it.each([
    ['DEPUTY_OF_ONESELF', { deputyStaffId: 'op01' }],
    ['DEPUTY_DAYS', { until: '2026-11-22' }],
    ['DEPUTY_TOO_LONG', { until: '2027-11-24' }],
    ['DEPUTY_PAST', { from: '2026-11-01', until: '2026-11-22' }],
  ] as const)('is refused: %s', (problem, more) => {
    expect(deputyProblem(deputy(more), today, [])).toBe(problem)
  })

  it('does not overlap the same deputy of the same person; another one may stand beside', () => {
    expect(deputyProblem(deputy({ from: '2026-11-27', until: '2026-12-01' }), today, [deputy()])).toBe('DEPUTY_OVERLAPS')
    expect(deputyProblem(deputy({ from: '2026-11-28', until: '2026-12-01' }), today, [deputy()])).toBeNull()
    expect(deputyProblem(deputy({ deputyStaffId: 'op03' }), today, [deputy()])).toBeNull()
    expect(overlaps(deputy(), deputy({ endedAt: '2026-11-23T01:00:00.000Z' }))).toBe(false)
  })
})
