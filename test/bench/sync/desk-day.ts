/** What a desk hands in on an ordinary day, as mutations: calls saved while they are typed, verifications, requested letters, the audit trail. */
import { v7 } from 'uuid'
import { auditHash } from '#backend/audit/audit-repository.ts'
import type { MutationEnvelope, MutationPayload, MutationType } from '#shared/contract/central/sync.ts'
import type { AuditEntry, CallRecord, FacilitySnapshot, PublishedFacilityRecord } from '#shared/contract/records.ts'
import { seededRandom } from '#trial/seeded-random.ts'

/** An enrolled desktop with a person signed in. Plain data: it is handed to other processes. */
export interface BenchDesk {
  readonly deviceToken: string
  readonly deviceNumber: number
  readonly staffId: string
  readonly sessionId: string
}

export interface DeskDayOptions {
  readonly desk: BenchDesk
  /** Facilities this desk requests letters for, each once: no other desk may have them. */
  readonly facilities: readonly PublishedFacilityRecord[]
  /** An Argon2id hash, the same for every letter: central checks its form only. */
  readonly receiptVerifier: string
  readonly seed: number
  /** How often a call is saved: three times on the way up, once where only the number of records matters. */
  readonly savesPerCall: number
}

export interface DeskDay {
  /** The next ones, in order. */
  take(count: number): MutationEnvelope[]
}

/** Of a hundred calls: how many are about one facility that is verified, and how many of these end with a letter. */
const verifiedShare = 0.7
const letterShare = 0.35
/** Entries the audit trail gets in one call: looked up, opened, compared, saved, requested. */
const auditEntriesPerCall = 10

const notes = [
  'アカウント登録の仮コードが届かないとのこと。', '担当者が退職し、登録したメールアドレスが分からない。パスワードの再設定を希望。',
  '薬局の開設届を出したばかりで、まだ一覧に載っていない。', 'ログインできない。二度試したが同じ表示が出る。折り返しは午後を希望。',
]

const snapshotOf = ({ facilityCode, name, postalCode, address, founder, type, status, listKind, prefectureNumber }: PublishedFacilityRecord): FacilitySnapshot => ({
  facilityCode, name, postalCode, address, founder, type, status, listKind, prefectureNumber, isSample: false,
})

type Made = { readonly [T in MutationType]: { readonly type: T; readonly payload: MutationPayload<T> } }[MutationType]

export const createDeskDay = ({ desk, facilities, receiptVerifier, seed, savesPerCall }: DeskDayOptions): DeskDay => {
  const random = seededRandom(seed)
  const { staffId } = desk
  const waiting: MutationEnvelope[] = []
  let sequence = 0
  let letters = 0
  let calls = 0
  let audit = { position: 0, hash: '0'.repeat(64) }
  const now = () => new Date().toISOString()

  const add = ({ type, payload }: Made) => {
    sequence += 1
    waiting.push({ mutationId: v7(), sequence, type, schemaVersion: 1, staffId, sessionId: desk.sessionId, occurredAt: now(), payload })
  }

  const auditEntries = (subject: string): AuditEntry[] => Array.from({ length: auditEntriesPerCall }, () => {
    const entry = { position: audit.position + 1, at: now(), staffId, action: 'facilities.open', subject, outcome: 'done' as const, previousHash: audit.hash }
    const hash = auditHash(entry)
    audit = { position: entry.position, hash }
    return { ...entry, hash }
  })

  const addCall = () => {
    const facility = facilities[calls % facilities.length]!
    calls += 1
    const call: CallRecord = {
      callId: v7(), version: 0, startedAt: now(), endedAt: null, operatorId: staffId, callerName: '見本 受付', callerRole: 'facility', callbackTelephone: '03-0000-0000', question: 'Q11',
      facilityCodes: [facility.facilityCode], notes: random.pick(notes), parked: null, paperSlip: null, outcome: null, guidedCards: [], paths: [],
    }
    for (let save = 0; save < savesPerCall; save += 1) {
      const isLast = save === savesPerCall - 1
      add({ type: 'call.saved', payload: { ...call, version: save, notes: `${call.notes}${' 続き'.repeat(save)}`, ...(isLast && { endedAt: now(), outcome: 'guided' as const }) } })
    }
    if (random.chance(verifiedShare)) {
      const verification = {
        verificationId: v7(), version: 0, callId: call.callId, facilityCode: facility.facilityCode, facility: snapshotOf(facility),
        comparisons: (['facilityCode', 'addressNumbers', 'telephone'] as const).map((item) => ({ item, result: 'match' as const, reason: null, attempts: 1 })),
        outcome: 'passed' as const, performedBy: staffId, performedAt: now(), decidedBy: null, decidedAt: null, decisionReason: null, spokenAddressHash: null,
      }
      add({ type: 'verification.recorded', payload: verification })
      if (random.chance(letterShare / verifiedShare) && letters < facilities.length) {
        letters += 1
        add({
          type: 'notice.requested',
          payload: {
            receiptVerifier,
            notice: {
              noticeId: v7(), version: 0, noticeNumber: `N${desk.deviceNumber}-1005-${String(letters).padStart(5, '0')}`, facilityCode: facility.facilityCode, facility: verification.facility,
              reason: 'emailUnknown', overrideReason: null, state: 'queued', callId: call.callId, verificationId: verification.verificationId, requestedBy: staffId, requestedAt: now(),
              approvedBy: null, postageClass: 'simplifiedRegistered', needsSecondNumber: true, cases: [], joinedTo: null, replaces: null, lotId: null, pieceId: null, template: null,
              validUntil: null, trackingNumber: null, postedOn: null, redeemedAt: null, returned: null, destroyed: null, followUp: null, events: [],
            },
          },
        })
      }
    }
    add({ type: 'audit.recorded', payload: { entries: auditEntries(facility.facilityCode) } })
  }

  return {
    take: (count) => {
      while (waiting.length < count) addCall()
      return waiting.splice(0, count)
    },
  }
}

/** How many mutations a call is, on average. */
const mutationsPerCall = (savesPerCall: number): number => savesPerCall + verifiedShare + letterShare + 1

/** What a desk does with so many calls. */
export const volumeOf = (calls: number, savesPerCall: number): Record<'calls' | 'saves' | 'verifications' | 'letters' | 'auditEntries' | 'mutations', number> => ({
  calls, saves: calls * savesPerCall, verifications: Math.round(calls * verifiedShare), letters: Math.round(calls * letterShare), auditEntries: calls * auditEntriesPerCall,
  mutations: Math.round(calls * mutationsPerCall(savesPerCall)),
})
