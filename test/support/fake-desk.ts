/**
 * A desk without a backend, for tests of the page: the real contract and its checks, answers from memory.
 * Procedures not given answer as an empty desk; give those a test is about.
 */
import { createRouterClient, type AnyRouter } from '@orpc/server'
import type { SystemStatus, VerificationView } from '#shared/contract/desktop/contract.ts'
import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'
import { createRouter } from '#shared/contract/desktop/router.ts'
import type { CallRecord, StaffMember } from '#shared/contract/records.ts'
import type { ProcedureName } from '#shared/domain/permissions.ts'
import type { DeskClient } from '#renderer/api/client.ts'

type Answers = Partial<Record<ProcedureName, (input: never) => unknown>>

export const operator: StaffMember = { staffId: 'op01', displayName: '試験 太郎', role: 'operator', isActive: true }

export const status: SystemStatus = {
  central: 'connected', lastSyncAt: '2026-11-23T03:00:00.000Z', waiting: 0, needsPerson: 0,
  facilityList: { version: 3, isSample: true, count: 5000, updatedAt: '2026-11-23T00:00:00.000Z' }, isTrial: true, deviceNumber: 1, clientVersion: '0.0.0',
}

export const facility = (code: string, name: string): MaskedFacility => ({
  facilityCode: code, name, type: 'hospital', listKind: 'medical', prefectureNumber: '13', prefectureName: '東京都', town: '文京区本郷', status: 'active', isSample: false,
})

export const callId = '019aa000-0000-7000-8000-000000000001'
export const openCall: CallRecord = {
  callId, version: 1, startedAt: '2026-11-23T03:00:00.000Z', endedAt: null, operatorId: 'op01', callerName: '', callerRole: 'facility',
  callbackTelephone: '', question: null, facilityCodes: [], notes: '',
}

export const verificationId = '019aa000-0000-7000-8000-000000000002'
export const verificationView = (of: MaskedFacility, more: Partial<VerificationView> = {}): VerificationView => ({
  verificationId, callId, facility: of, outcome: 'pending', missing: ['addressNumbers', 'movedRecently'], because: 'itemsMissing', isConcluded: false, decisionReason: null,
  items: (['facilityCode', 'nameAndTown', 'addressNumbers', 'movedRecently', 'telephone', 'founder', 'manager'] as const).map((item) => ({ item, isHeld: true, result: 'notAsked', reason: null, attemptsLeft: 2 })),
  ...more,
})

const emptyDesk: Answers = {
  'session.current': () => ({ staff: operator, isOffline: false, host: 'web', isTrial: true }),
  'session.signOut': () => ({ staff: null, isOffline: false, host: 'web', isTrial: true }),
  'system.status': () => status,
  'system.watch': () => untilGone(),
  'system.rejectedChanges': () => [],
  'facilities.find': () => ({ results: [], hasMore: false }),
  'calls.open': () => null,
  'calls.list': () => [],
  'notices.list': () => [],
}

/** The status, then silence until the page goes away. */
async function* untilGone() {
  yield { kind: 'status', status }
  await new Promise<void>(() => undefined)
}

/** The client a page takes, in process; every call and answer is checked against the contract. */
export const fakeDesk = (answers: Answers = {}): DeskClient => {
  const all: Answers = { ...emptyDesk, ...answers }
  const router = createRouter((name, input) => {
    const answer = all[name]
    if (answer === undefined) return Promise.reject(new Error(`The fake desk has no answer for ${name}`))
    return Promise.resolve(answer(input as never))
  })
  return createRouterClient(router as AnyRouter, { context: { clientId: 'test' } }) as unknown as DeskClient
}
