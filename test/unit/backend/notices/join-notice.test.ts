import { randomUUID } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { isSentBack, mayJoin } from '#backend/notices/join-notice.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { HistoryEvent, NoticeRecord } from '#shared/contract/records.ts'
import { noticeRequestGuard } from '#shared/domain/notice.ts'
import { facility, notice, verification } from '#test/central/support/records.ts'

const moved = (from: string | null, to: string): HistoryEvent => ({ at: '2026-11-24T01:00:00.000Z', staffId: 'operator', deviceId: null, from, to, reason: null })
const passed = verification('operator', facility())
const open = (change: Partial<NoticeRecord>): NoticeRecord => notice('operator', passed, { noticeId: randomUUID(), ...change })

describe('a notice that was sent back', () => {
  it('is one whose caller must be verified anew', () => {
    expect(isSentBack(open({ state: 'requested', events: [moved(null, 'queued'), moved('queued', 'requested')] }))).toBe(true)
    // What was noted since changes nothing.
    expect(isSentBack(open({ state: 'requested', events: [moved(null, 'queued'), moved('queued', 'requested'), moved('requested', 'followedUp')] }))).toBe(true)
  })

  it('is not one that waits for central to say whether there is an account, nor one put right', () => {
    expect(isSentBack(open({ state: 'requested', events: [moved(null, 'requested')] }))).toBe(false)
    expect(isSentBack(open({ state: 'queued', events: [moved(null, 'queued'), moved('queued', 'requested'), moved('requested', 'queued')] }))).toBe(false)
  })
})

describe('joining', () => {
  const decisionFor = (outcome: 'passed' | 'supervisor') => {
    const decision = noticeRequestGuard({ accountState: 'registered', verificationOutcome: outcome, openNotice: false, facilityStatus: 'active' })
    if (!decision.ok) throw new Error('Refused')
    return decision
  }
  const join = (survivor: NoticeRecord, outcome: 'passed' | 'supervisor') => () => mayJoin(survivor, decisionFor(outcome), { ...passed, outcome })
  const queued = open({ state: 'queued', events: [moved(null, 'queued')] })
  const sentBack = open({ state: 'requested', events: [moved(null, 'queued'), moved('queued', 'requested')] })

  it('is for callers who were verified', () => {
    expect(join(queued, 'passed')).not.toThrow()
    expect(join(queued, 'supervisor')).toThrow(new DeskError('REFUSED', 'CALLER_UNDECIDED'))
  })

  it('puts a notice right that was sent back, and then a supervisor is asked about this very caller', () => {
    expect(join(sentBack, 'supervisor')).not.toThrow()
  })

  it('has room for twenty more', () => {
    const waiting = (count: number) => Array.from({ length: count }, () => ({ noticeId: randomUUID(), callId: randomUUID(), verificationId: randomUUID(), staffId: 'operator2', at: '2026-11-24T01:00:00.000Z' }))
    expect(join({ ...queued, cases: waiting(19) }, 'passed')).not.toThrow()
    expect(join({ ...queued, cases: waiting(20) }, 'passed')).toThrow(new DeskError('REFUSED', 'TOO_MANY_WAIT'))
  })
})
