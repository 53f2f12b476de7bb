import { describe, expect, it } from '@jest/globals'
import { proofsOf, type CustodyEntry, type CustodyEvent } from '#shared/domain/custody.ts'

const subjects = { noticeNumber: 'N001-261124-001', lotNumber: 'L002-261124-001', joinedNumbers: ['N003-261124-001'] }
const event = (from: string | null, to: string, minute: number, more: Partial<CustodyEvent> = {}): CustodyEvent =>
  ({ at: `2026-11-24T01:${String(minute).padStart(2, '0')}:00.000Z`, staffId: 'mailroom', deviceId: 'desk', from, to, ...more })
const entry = (action: string, minute: number, more: Partial<CustodyEntry> = {}): CustodyEntry =>
  ({ at: `2026-11-24T01:${String(minute).padStart(2, '0')}:00.004Z`, staffId: 'mailroom', deviceId: 'desk', action, subject: subjects.noticeNumber, ...more })
const actionsOf = (events: CustodyEvent[], entries: CustodyEntry[]) => proofsOf(events, entries, subjects).map((proof) => proof?.action ?? null)

describe('the chain of custody', () => {
  it('finds the entry of every step', () => {
    const events = [
      event(null, 'awaitingApproval', 0), event('awaitingApproval', 'queued', 1), event('queued', 'requested', 2), event('requested', 'queued', 3), event('queued', 'callerJoined', 4),
      event('queued', 'issuing', 5), event('issuing', 'printed', 6), event('printed', 'sealed', 7), event('sealed', 'posted', 8), event('posted', 'returned', 9),
      event('returned', 'followedUp', 10), event('returned', 'destroyed', 11),
    ]
    const entries = [
      entry('notice.requested', 0), entry('notice.approved', 1), entry('notice.sentBack', 2), entry('notice.requested', 3, { subject: 'N003-261124-001' }),
      entry('notice.requested', 4, { subject: 'N003-261124-001' }), entry('lots.start', 5, { subject: subjects.lotNumber }), entry('notice.printed', 6),
      entry('notice.sealed', 7), entry('notice.posted', 8), entry('notice.returned', 9), entry('notice.followedUp', 10), entry('notice.destroyed', 11),
    ]
    expect(proofsOf(events, entries, subjects)).toEqual(entries)
  })

  it('takes no entry of another desktop, person, piece or step', () => {
    const sealed = [event('printed', 'sealed', 7)]
    for (const other of [{ deviceId: 'other' }, { staffId: 'other' }, { subject: 'N001-261124-002' }, { action: 'notice.posted' }]) {
      expect(actionsOf(sealed, [entry('notice.sealed', 7, other)])).toEqual([null])
    }
  })

  it('proves two like steps by two entries, each by the nearest in time', () => {
    const events = [event('queued', 'requested', 10), event('queued', 'requested', 20)]
    const [first, second] = [entry('notice.sentBack', 9), entry('notice.sentBack', 21)]
    expect(proofsOf(events, [second, first], subjects)).toEqual([first, second])
    expect(proofsOf(events, [first], subjects)).toEqual([first, null])
  })
})
