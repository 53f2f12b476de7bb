/**
 * A desk without a backend, for tests of the page: the real contract and its checks, answers from memory.
 * Procedures not given answer as an empty desk; give those a test is about.
 */
import { createRouterClient, type AnyRouter } from '@orpc/server'
import type { Job, SystemStatus, VerificationView } from '#shared/contract/desktop/contract.ts'
import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'
import { createRouter } from '#shared/contract/desktop/router.ts'
import type { CallRecord, StaffMember } from '#shared/contract/records.ts'
import type { ProcedureName } from '#shared/domain/permissions.ts'
import { verificationItems, type VerificationItem } from '#shared/domain/verification-result.ts'
import { defaultVerificationRule } from '#shared/domain/verification-rule.ts'
import type { DeskClient } from '#renderer/api/client.ts'
import { sampleCards } from './fake-guidance.ts'

type Answers = Partial<Record<ProcedureName, (input: never) => unknown>>

export const operator: StaffMember = { staffId: 'op01', displayName: '試験 太郎', role: 'operator', isActive: true }

export const administrator: StaffMember = { staffId: 'ad01', displayName: '試験 花子', role: 'administrator', isActive: true }
export const supervisor: StaffMember = { staffId: 'sv01', displayName: '試験 次郎', role: 'supervisor', isActive: true }

export const status: SystemStatus = {
  central: 'connected', lastSyncAt: '2026-11-23T03:00:00.000Z', clockOffMinutes: null, waiting: 0, needsPerson: 0,
  facilityList: { version: 3, isSample: true, count: 5000, updatedAt: '2026-11-23T00:00:00.000Z' }, isTrial: true, deviceNumber: 1, clientVersion: '0.0.0',
}

export const facility = (code: string, name: string): MaskedFacility => ({
  facilityCode: code, name, type: 'hospital', listKind: 'medical', prefectureNumber: '13', prefectureName: '東京都', town: '文京区本郷', status: 'active', isSample: false,
})

export const callId = '019aa000-0000-7000-8000-000000000001'
export const openCall: CallRecord = {
  callId, version: 1, startedAt: '2026-11-23T03:00:00.000Z', endedAt: null, operatorId: 'op01', callerName: '', callerRole: 'facility',
  callbackTelephone: '', question: null, facilityCodes: [], notes: '', parked: null, paperSlip: null, outcome: null, guidedCards: [], paths: [],
}

/** As the rule that is built in has it. */
const countsOf = (item: VerificationItem): 'must' | 'plus' | null => {
  if (item === 'facilityCode' || item === 'nameAndTown' || item === 'addressNumbers' || item === 'movedRecently') return 'must'
  return item === 'registeredMail' ? null : 'plus'
}

export const verificationId = '019aa000-0000-7000-8000-000000000002'
export const verificationView = (of: MaskedFacility, more: Partial<VerificationView> = {}): VerificationView => ({
  verificationId, callId, facility: of, outcome: 'pending', missing: ['addressNumbers', 'movedRecently'], because: 'itemsMissing', isConcluded: false, decisionReason: null,
  confirmedBy: 'operator', neutralSentence: defaultVerificationRule.neutralSentence, waitsUntil: null,
  items: verificationItems.map((item) => ({ item, isHeld: true, result: 'notAsked', reason: null, attemptsLeft: 2, counts: countsOf(item) })),
  ...more,
})

export const listJobId = '019aa000-0000-7000-8000-000000000003'
export const listJob = (more: Partial<Job> = {}): Job => ({
  jobId: listJobId, kind: 'facilityList', state: 'running', step: 'reading', done: 0, total: null, report: null, readings: null, questions: [], message: null, ...more,
})

const emptyDesk: Answers = {
  'session.current': () => ({ staff: operator, isOffline: false, host: 'web', isTrial: true }),
  'session.methods': () => ({ password: true, external: false, isOnline: true }),
  'session.signOut': () => ({ staff: null, isOffline: false, host: 'web', isTrial: true }),
  'device.enrolment': () => ({ hasCentral: true, suggestedName: 'DESK-01' }),
  'system.status': () => status,
  'system.watch': () => untilGone(),
  'system.rejectedChanges': () => [],
  'changes.list': () => [],
  'facilities.find': () => ({ results: [], hasMore: false }),
  'facilityLists.summary': () => ({ status: status.facilityList, coverage: [], job: null, toCorrect: 0, offeredSuccessions: 0, withoutReading: 0, guessedReading: 0 }),
  'facilityLists.corrections': () => ({ items: [], total: 0 }),
  'facilityLists.offeredSuccessions': () => [],
  'calls.open': () => ({ active: null, parked: [] }),
  'calls.list': () => [],
  'calls.candidates': () => ({ facilities: [], callbacks: [] }),
  'callbacks.list': () => [],
  'cases.search': () => ({ cases: [], hasMore: false }),
  'cases.staff': () => [operator, supervisor].map(({ isActive: _isActive, ...one }) => one),
  'deputies.list': () => [],
  'guidance.cards': () => sampleCards(),
  'verifications.rule': () => {
    const { confirmedBy, musts, plus, plusNeeded, attemptsPerItem, neutralSentence } = defaultVerificationRule
    return { confirmedBy, musts, plus, plusNeeded, attemptsPerItem, neutralSentence }
  },
  'verifications.listAddressWaits': () => [],
  'verifications.listWaiting': () => [],
  'emailChangeRequests.list': () => [],
  'emailChangeRequests.checkWanted': () => ({ use: 'free' }),
  'provisionalCodeRequests.list': () => [],
  'provisionalCodeRequests.duplicates': () => [],
  'provisionalCodeRequests.timeline': () => [],
  'notices.list': () => [],
  'securityAlerts.list': () => [],
  'officeDocuments.list': () => ({ documents: [], builtIn: [] }),
}

/** The status, then silence until the page goes away. */
async function* untilGone() {
  yield { kind: 'status', status }
  await new Promise<void>(() => undefined)
}

/** Events of a job for `system.watch`: `tell` hands the next one to whoever watches. */
export const toldJobs = () => {
  const waiting: Job[] = []
  let wake: () => void = () => undefined
  return {
    tell: (job: Job): void => {
      waiting.push(job)
      wake()
    },
    watch: async function* () {
      yield { kind: 'status', status }
      for (;;) {
        for (const job of waiting.splice(0)) yield { kind: 'job', job }
        await new Promise<void>((resolve) => { wake = resolve })
      }
    },
  }
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
