/**
 * What cases are found by: the keys of what stands in a record of each kind. Pure; stored and asked by case-index-repository.ts.
 * Other keys or tokens need a migration that makes the index anew: a row is taken out by the tokens it was put in with.
 */
import type { CaseKind } from '#shared/contract/desktop/case-procedures.ts'
import type { CallbackRecord, CallRecord, EmailChangeRequestRecord, NoticeRecord, ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { decidedValue } from '#shared/domain/provisional-code-request.ts'
import { searchKey, telephoneKey } from '#shared/domain/search-key.ts'
import { covering, cut, pieces, quoted, safe } from './search-pieces.ts'

export interface CaseRecords {
  readonly call: CallRecord
  readonly notice: NoticeRecord
  readonly emailChange: EmailChangeRequestRecord
  readonly provisionalCode: ProvisionalCodeRequestRecord
  readonly callback: CallbackRecord
}

/** What one case is found by. */
export interface CaseEntry {
  readonly kind: CaseKind
  readonly id: string
  /** UTC ISO: newest first is by this. */
  readonly at: string
  /** Whole words: kind, state, people, facilities, whether it went against the guidance. */
  readonly exact: readonly string[]
  /** Search keys, one a line: found by any part. */
  readonly text: string
  /** The call it belongs to, whose caller it is found by as well; of a call its own. */
  readonly callId: string | null
  /** Of a call: keys of the caller's name. */
  readonly caller: string
}

/** Marks of whole words and of pieces. */
const marks = { kind: 'k', state: 's', staff: 'p', facility: 'f', call: 'c', isOverride: 'o', piece: 'x' } as const
const longestPiece = 3

export const exactWord = (mark: Exclude<keyof typeof marks, 'piece' | 'isOverride'>, value: string): string => marks[mark] + safe(value)
export const overrideWord: string = marks.isOverride

const withoutDashes = (key: string): string => key.replaceAll('-', '')

/** As searchKey has them, and numbers without their hyphens as well. */
const textOf = (fields: readonly (string | null)[]): string => {
  const keys = fields.map((field) => searchKey(field ?? '')).filter((key) => key !== '')
  return [...new Set(keys.flatMap((key) => [key, withoutDashes(key)]))].join('\n')
}

interface Facts {
  readonly id: string
  readonly at: string
  readonly state: string
  readonly callId: string | null
  readonly callerName?: string
  readonly staff: readonly (string | null)[]
  readonly facilities: readonly (string | null)[]
  readonly isOverride: boolean
  readonly texts: readonly (string | null)[]
}

const factsOf: { readonly [K in CaseKind]: (record: CaseRecords[K]) => Facts } = {
  call: (call) => ({
    id: call.callId, at: call.startedAt, state: call.outcome ?? '', callId: call.callId, callerName: call.callerName, staff: [call.operatorId], facilities: call.facilityCodes,
    isOverride: call.paths.some((path) => path.overrideReason !== null),
    texts: [telephoneKey(call.callbackTelephone), call.question, call.notes, call.parked?.note ?? null, ...call.paths.map((path) => path.overrideReason)],
  }),
  notice: (notice) => ({
    id: notice.noticeId, at: notice.requestedAt, state: notice.state, callId: notice.callId, staff: [notice.requestedBy, notice.approvedBy], facilities: [notice.facilityCode],
    isOverride: notice.overrideReason !== null, texts: [notice.noticeNumber, notice.facility.name, notice.trackingNumber, notice.overrideReason],
  }),
  emailChange: (request) => ({
    id: request.requestId, at: request.requestedAt, state: request.state, callId: request.callId, staff: [request.requestedBy, request.assignedTo], facilities: [request.facilityCode],
    isOverride: false, texts: [request.requestNumber, request.wantedEmail, request.notes],
  }),
  provisionalCode: (request) => {
    const { form } = request
    return {
      id: request.requestId, at: request.requestedAt, state: request.state, callId: request.callId, staff: [request.requestedBy, request.assignedTo], facilities: [request.facilityCode],
      isOverride: false,
      texts: [
        request.requestNumber, decidedValue(form.facilityName), decidedValue(form.facilityAddress), form.founder.name,
        form.founder.kind === 'legalPerson' ? form.founder.representative : null, telephoneKey(decidedValue(form.facilityTelephone) ?? ''), form.contactTelephone,
        telephoneKey(form.contactTelephone), form.secondContactTelephone, telephoneKey(form.secondContactTelephone ?? ''), form.otherQualification,
        request.designationReceiptNumber, request.provisionalCode, request.notes,
      ],
    }
  },
  callback: (callback) => ({
    id: callback.callbackId, at: callback.createdAt, state: callback.state, callId: callback.callId, staff: [callback.createdBy, callback.assignedTo], facilities: [callback.facilityCode],
    isOverride: false, texts: [callback.callerName, telephoneKey(callback.telephone), callback.about, callback.result],
  }),
}

const known = (values: readonly (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))]

export const caseEntry = <K extends CaseKind>(kind: K, record: CaseRecords[K]): CaseEntry => {
  const { id, at, state, callId, callerName, staff, facilities, isOverride, texts } = factsOf[kind](record)
  const codes = known(facilities)
  return {
    kind, id, at, text: textOf([...codes, ...texts]), callId, caller: textOf([callerName ?? null]),
    exact: [
      exactWord('kind', kind), exactWord('state', state), ...known(staff).map((staffId) => exactWord('staff', staffId)),
      ...codes.map((code) => exactWord('facility', code)),
      ...(callId === null ? [] : [exactWord('call', callId)]), ...(isOverride ? [overrideWord] : []),
    ],
  }
}

/** All tokens of an entry, parted by spaces. The same entry always gives the same tokens: that is how it is taken out of the index. */
export const caseTokens = ({ exact, text, caller }: Pick<CaseEntry, 'exact' | 'text' | 'caller'>): string => {
  const tokens = new Set<string>(exact)
  for (const key of `${text}\n${caller}`.split('\n')) {
    const characters = cut(key)
    for (let length = 1; length <= longestPiece; length += 1) pieces(marks.piece, characters, length, tokens)
  }
  return [...tokens].join(' ')
}

/** Ways one word of a question may stand in a text: as its key, and as a number without hyphens. */
export const wordKeys = (word: string): string[] => {
  const key = searchKey(word)
  return [...new Set([key, /^[0-9a-z-]+$/u.test(key) ? withoutDashes(key) : key])].filter((one) => one !== '')
}

/** FTS5 expression for entries that may hold the key; those with a longer key are looked at once more. */
export const keyExpression = (key: string): string => {
  const characters = [...key]
  return covering(marks.piece, characters, Math.min(longestPiece, characters.length)).map(quoted).join(' AND ')
}

/** Any of the whole words. */
export const anyOf = (words: readonly string[]): string => `(${words.map(quoted).join(' OR ')})`
