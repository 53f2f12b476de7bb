import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { NoticeState } from '#shared/domain/notice.ts'
import {
  addressChangerOf,
  canMoveNotice,
  facilitySnapshotFields,
  facilitySnapshotsEqual,
  isEndedNotice,
  isLiveNotice,
  isOpenNotice,
  isRedeemable,
  mayApproveNotice,
  mayBeDestroyed,
  mayPrintNotice,
  mayUndoNotice,
  noticeRequestGuard,
  noticeStates,
  noticeTransitions,
  portalAccountStates,
  requestersOf,
  undoMilliseconds,
} from '#shared/domain/notice.ts'
import type { VerificationOutcome } from '#shared/domain/verification.ts'

const reachableFrom = (start: NoticeState): Set<NoticeState> => {
  const found = new Set<NoticeState>()
  const walk = (state: NoticeState): void => {
    for (const next of noticeTransitions[state]) {
      if (found.has(next)) continue
      found.add(next)
      walk(next)
    }
  }
  walk(start)
  return found
}

describe('the states of a notice', () => {
  it('are open, live or ended, each exactly one', () => {
    for (const state of noticeStates) {
      expect([isOpenNotice(state), isLiveNotice(state), isEndedNotice(state)].filter(Boolean)).toHaveLength(1)
    }
    expect(noticeStates.filter(isOpenNotice)).toEqual(['requested', 'awaitingApproval', 'queued'])
    expect(noticeStates.filter(isLiveNotice)).toEqual(['issuing', 'printed', 'sealed', 'posted'])
    expect(noticeStates.filter(isEndedNotice)).toEqual(['redeemed', 'returned', 'expired', 'voided', 'cancelled', 'joined'])
  })

  it('all can be reached, and every one can end', () => {
    expect([...reachableFrom('requested')].sort()).toEqual(noticeStates.slice().sort())
    for (const state of noticeStates.filter((candidate) => !isEndedNotice(candidate))) {
      expect([...reachableFrom(state)].some(isEndedNotice)).toBe(true)
    }
  })

  it('are redeemed from posted alone', () => {
    expect(noticeStates.filter((state) => canMoveNotice(state, 'redeemed'))).toEqual(['posted'])
    expect(noticeStates.filter(isRedeemable)).toEqual(['posted'])
  })

  it('go from open to live through the queue alone, and never back', () => {
    for (const from of noticeStates) {
      for (const to of noticeTransitions[from]) {
        if (isOpenNotice(from) && isLiveNotice(to)) expect([from, to]).toEqual(['queued', 'issuing'])
        if (isLiveNotice(from)) expect(isOpenNotice(to)).toBe(false)
      }
    }
  })

  it('are cancelled while open and voided while live', () => {
    for (const state of noticeStates) {
      expect(canMoveNotice(state, 'cancelled')).toBe(isOpenNotice(state))
      expect(canMoveNotice(state, 'voided')).toBe(isLiveNotice(state))
    }
  })

  it('are joined to another, or sent back to the operators, while open alone', () => {
    for (const state of noticeStates) {
      expect(canMoveNotice(state, 'joined')).toBe(isOpenNotice(state))
      expect(canMoveNotice(state, 'requested')).toBe(state === 'awaitingApproval' || state === 'queued')
    }
  })

  it('leave a sheet to be destroyed where one was printed', () => {
    expect(noticeStates.filter((state) => mayBeDestroyed({ state, followUp: null }))).toEqual(['redeemed', 'returned', 'expired', 'voided'])
    // Redeemed and come back: evidence, until a person has seen to it.
    expect(noticeStates.filter((state) => mayBeDestroyed({ state, followUp: 'open' }))).toEqual(['returned', 'expired', 'voided'])
    expect(mayBeDestroyed({ state: 'redeemed', followUp: 'done' })).toBe(true)
  })

  it('never skip a step on the way to the post', () => {
    const way = ['queued', 'issuing', 'printed', 'sealed', 'posted'] as const
    for (const from of way) for (const to of way) expect(canMoveNotice(from, to)).toBe(way.indexOf(to) === way.indexOf(from) + 1)
  })
})

describe('requesting', () => {
  const usual = { accountState: 'registered', verificationOutcome: 'passed', openNotice: false, facilityStatus: 'active' } as const

  it('queues for a verified caller with an account', () => {
    expect(noticeRequestGuard(usual)).toEqual({ ok: true, state: 'queued', approvalReasons: [] })
  })

  it('asks a supervisor where nothing could be compared, the account has a provisional code, or the facility rests', () => {
    expect(noticeRequestGuard({ ...usual, verificationOutcome: 'supervisor' })).toMatchObject({ state: 'awaitingApproval', approvalReasons: ['nothingElseHeld'] })
    expect(noticeRequestGuard({ ...usual, accountState: 'registeredWithProvisionalCode' })).toMatchObject({ state: 'awaitingApproval' })
    expect(noticeRequestGuard({ ...usual, facilityStatus: 'suspended' })).toMatchObject({ state: 'awaitingApproval' })
  })

  it('waits for central where the account is not known yet', () => {
    expect(noticeRequestGuard({ ...usual, accountState: 'unknown' })).toMatchObject({ ok: true, state: 'requested' })
  })

  it.each([
    [{ accountState: 'unregistered' }, 'notRegistered'],
    [{ accountState: 'provisionalRegistration' }, 'provisionalRegistrationOnly'],
    [{ openNotice: true }, 'openNoticeExists'],
    [{ facilityStatus: 'closed' }, 'facilityClosed'],
    [{ verificationOutcome: 'pending' }, 'verificationPending'],
    [{ verificationOutcome: 'callback' }, 'callbackFirst'],
    [{ verificationOutcome: 'addressDiffers' }, 'addressDiffers'],
  ] as const)('refuses %p', (facts, reason) => {
    expect(noticeRequestGuard({ ...usual, ...facts })).toEqual({ ok: false, reason })
  })

  it('never begins a letter for a caller who is not verified, whatever else holds', () => {
    const outcomes: VerificationOutcome[] = ['passed', 'pending', 'supervisor', 'callback', 'addressDiffers']
    fc.assert(
      fc.property(
        fc.constantFrom(...portalAccountStates),
        fc.constantFrom(...outcomes),
        fc.boolean(),
        fc.constantFrom('active' as const, 'suspended' as const, 'closed' as const),
        (accountState, verificationOutcome, openNotice, facilityStatus) => {
          const decision = noticeRequestGuard({ accountState, verificationOutcome, openNotice, facilityStatus })
          const isClear =
            ['passed', 'supervisor'].includes(verificationOutcome) &&
            !openNotice &&
            facilityStatus !== 'closed' &&
            !['unregistered', 'provisionalRegistration'].includes(accountState)
          return decision.ok === isClear && (!decision.ok || isOpenNotice(decision.state))
        },
      ),
    )
  })
})

describe('what was verified', () => {
  const snapshot = { facilityCode: '1810117059', name: '福井県立病院', postalCode: '9108526', address: '福井市四ツ井２－８－１', status: 'active' } as const

  it('may have its 外字 corrected since, and nothing else of it', () => {
    const verified = { ...snapshot, name: '\uE38B田医院', address: '福井市\uE0DD二－８－１' }
    const corrected = { ...snapshot, name: '𠮷田医院', address: '福井市四ツ井二－８－１' }
    expect(facilitySnapshotsEqual(corrected, verified).equal).toBe(true)
    expect(facilitySnapshotsEqual({ ...corrected, address: '福井市四ツ井二－８－２' }, verified).differences).toEqual(['address'])
    expect(facilitySnapshotsEqual({ ...corrected, name: '𠮷田病院' }, verified).differences).toEqual(['name'])
    // A list that has taken a correction back is not what was verified.
    expect(facilitySnapshotsEqual(verified, corrected).differences).toEqual(['name', 'address'])
  })

  it('is compared character by character and the differences are named', () => {
    expect(facilitySnapshotsEqual(snapshot, { ...snapshot })).toEqual({ equal: true, differences: [] })
    const changed = { facilityCode: '1810117067', name: '福井県立病院 ', postalCode: null, address: '福井市四ツ井2－８－１', status: 'closed' } as const
    for (const field of facilitySnapshotFields) {
      expect(facilitySnapshotsEqual(snapshot, { ...snapshot, [field]: changed[field] })).toEqual({ equal: false, differences: [field] })
    }
    expect(facilitySnapshotsEqual(snapshot, changed).differences).toEqual([...facilitySnapshotFields])
  })
})

describe('taking a request back', () => {
  const requestedAt = '2026-11-24T01:00:00.000Z'
  const facts = { now: Date.parse(requestedAt), staffId: 'o1', state: 'queued', requestedBy: 'o1', requestedAt } as const

  it('is for the person who made it, for ten minutes', () => {
    expect(mayUndoNotice(facts)).toBe(true)
    expect(mayUndoNotice({ ...facts, now: facts.now + undoMilliseconds })).toBe(true)
    expect(mayUndoNotice({ ...facts, now: facts.now + undoMilliseconds + 1 })).toBe(false)
    expect(mayUndoNotice({ ...facts, staffId: 'o2' })).toBe(false)
    expect(undoMilliseconds).toBe(600_000)
  })

  it('ends when its lot starts', () => {
    expect(noticeStates.filter((state) => mayUndoNotice({ ...facts, state }))).toEqual(noticeStates.filter(isOpenNotice))
  })
})

describe('dual control', () => {
  it('counts everybody who asked for the letter, once', () => {
    expect(requestersOf({ requestedBy: 'o1', cases: [] })).toEqual(['o1'])
    expect(requestersOf({ requestedBy: 'o1', cases: [{ staffId: 'o2' }, { staffId: 'o1' }, { staffId: 'o2' }] })).toEqual(['o1', 'o2'])
  })

  const facts = { printerStaffId: 'm1', requesters: ['o1'], approvedBy: null, addressChangedBy: null }

  it('lets print who had no part in the notice before', () => {
    expect(mayPrintNotice(facts)).toEqual({ ok: true })
    expect(mayPrintNotice({ ...facts, approvedBy: 's1', addressChangedBy: 'a1' })).toEqual({ ok: true })
  })

  it('keeps who requested, approved or changed the address from printing', () => {
    expect(mayPrintNotice({ ...facts, requesters: ['o1', 'm1'] })).toEqual({ ok: false, reason: 'requestedIt' })
    expect(mayPrintNotice({ ...facts, approvedBy: 'm1' })).toEqual({ ok: false, reason: 'approvedIt' })
    expect(mayPrintNotice({ ...facts, addressChangedBy: 'm1' })).toEqual({ ok: false, reason: 'changedAddress' })
  })

  it('keeps who requested or changed the address from approving', () => {
    const approval = { approverStaffId: 's1', requesters: ['o1'], addressChangedBy: null }
    expect(mayApproveNotice(approval)).toEqual({ ok: true })
    expect(mayApproveNotice({ ...approval, requesters: ['o1', 's1'] })).toEqual({ ok: false, reason: 'requestedIt' })
    expect(mayApproveNotice({ ...approval, addressChangedBy: 's1' })).toEqual({ ok: false, reason: 'changedAddress' })
  })

  it('watches a change of the address for thirty days', () => {
    const change = { at: '2026-10-01T00:00:00.000Z', by: 'a1' }
    const end = Date.parse('2026-10-31T00:00:00.000Z')
    expect(addressChangerOf(change, Date.parse(change.at))).toBe('a1')
    expect(addressChangerOf(change, end)).toBe('a1')
    expect(addressChangerOf(change, end + 1)).toBeNull()
    expect(addressChangerOf(null, end)).toBeNull()
    // A clock that lags behind central's makes nobody free.
    expect(addressChangerOf(change, Date.parse(change.at) - 1)).toBe('a1')
  })
})
