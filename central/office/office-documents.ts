/** Templates, envelopes, settings and guidance cards: proposed by one person, put into use by another. */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { caseSettingsSchema } from '#shared/domain/case-settings.ts'
import { parseGuidanceCard } from '#shared/domain/guidance-card-text.ts'
import { mayPublishDocument, type OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { officePolicySchema } from '#shared/domain/office-policy.ts'
import { verificationRuleSchema } from '#shared/domain/verification-rule.ts'
import type { OfficeDocumentRecord } from '#shared/contract/records.ts'
import type { SessionCaller } from '../caller.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import type { OfficeDocumentRow } from '../database/entities/office.ts'
import { isStorableJson } from '../plain-json.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import {
  changeDocument, findDocument, findPublishedDocument, insertDocument, isDocumentTaken, lockDocument, lockPublications, officeDocumentRecordOf,
} from './office-document-repository.ts'

/** The document of this kind in use (no guidance card), as text (JSON) with its SHA-256 (hex); null where the built-in one is. */
export async function publishedDocument(reader: Transaction, kind: Exclude<OfficeDocumentKind, 'guidanceCard'>): Promise<{ text: string; hash: string } | null> {
  const row = await findPublishedDocument(reader, kind, '')
  return row === null ? null : { text: row.text, hash: row.hash }
}

/** Templates and envelopes have their schema at the desktops, which check them before they are proposed and used. */
const settingSchemas: Readonly<Partial<Record<OfficeDocumentKind, z.ZodType>>> = {
  policy: officePolicySchema, verificationRule: verificationRuleSchema, caseSettings: caseSettingsSchema,
}

function isAcceptable({ kind, name, text }: Pick<Proposal, 'kind' | 'name' | 'text'>): boolean {
  if ((kind === 'guidanceCard') === (name === '')) return false
  if (kind === 'guidanceCard') return 'card' in parseGuidanceCard(name, text)
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return false
  }
  if (typeof content !== 'object' || content === null || !isStorableJson(content)) return false
  return settingSchemas[kind]?.safeParse(content).success ?? true
}

interface Proposal {
  readonly documentId: string
  readonly kind: OfficeDocumentKind
  /** Of a guidance card; empty for every other kind. */
  readonly name: string
  readonly text: string
  readonly note: string
}

/**
 * The same proposal sent again, its reply having been lost, is answered as the first time.
 * @throws Refusal INVALID_REQUEST for what is not JSON, or does not pass where there is a schema of it; a card that does not pass; CONFLICT for an id in use
 */
export async function proposeDocument(database: Database, clock: Clock, caller: SessionCaller, proposal: Proposal): Promise<OfficeDocumentRecord> {
  const { documentId, kind, name, text, note } = proposal
  if (!isAcceptable(proposal)) throw new Refusal('INVALID_REQUEST')
  const row: OfficeDocumentRow = {
    documentId: documentId.toLowerCase(), version: 1, kind, name, state: 'proposed', text, hash: createHash('sha256').update(text, 'utf8').digest('hex'), note,
    proposedBy: caller.staff.staffId, proposedAt: new Date(clock.now()), decidedBy: null, decidedAt: null,
  }
  try {
    await database.transaction((transaction) => insertDocument(transaction, row))
    return officeDocumentRecordOf(row)
  } catch (error) {
    if (!isDocumentTaken(error)) throw error
  }
  const found = await findDocument(database.reader, documentId)
  const isSame = found !== null && found.kind === kind && found.name === name && found.hash === row.hash && found.note === note && found.proposedBy === row.proposedBy
  if (!isSame) throw new Refusal('CONFLICT')
  return officeDocumentRecordOf(found)
}

/**
 * Puts a proposed document into use; the one used before becomes `superseded`.
 * @param hash of the text the publisher looked at
 * @throws Refusal NOT_FOUND; FORBIDDEN for who proposed it; CONFLICT for another text, or one decided on by somebody else
 */
export function publishDocument(database: Database, clock: Clock, caller: SessionCaller, documentId: string, hash: string): Promise<OfficeDocumentRecord> {
  return database.transaction(async (transaction) => {
    await lockPublications(transaction)
    const proposed = await lockDocument(transaction, documentId)
    if (proposed === null) throw new Refusal('NOT_FOUND')
    const publisherStaffId = caller.staff.staffId
    if (!mayPublishDocument({ proposedBy: proposed.proposedBy, publisherStaffId })) throw new Refusal('FORBIDDEN')
    if (proposed.hash !== hash) throw new Refusal('CONFLICT')
    if (proposed.state === 'published' && proposed.decidedBy === publisherStaffId) return officeDocumentRecordOf(proposed)
    if (proposed.state !== 'proposed') throw new Refusal('CONFLICT')
    const former = await findPublishedDocument(transaction, proposed.kind, proposed.name)
    if (former !== null) await changeDocument(transaction, former, { state: 'superseded' })
    const decision = { decidedBy: publisherStaffId, decidedAt: new Date(clock.now()) }
    return officeDocumentRecordOf(await changeDocument(transaction, proposed, { state: 'published', ...decision }))
  })
}

/** Anyone who may propose may withdraw. @throws Refusal NOT_FOUND; CONFLICT for one decided on already */
export function withdrawDocument(database: Database, clock: Clock, caller: SessionCaller, documentId: string): Promise<OfficeDocumentRecord> {
  return database.transaction(async (transaction) => {
    const proposed = await lockDocument(transaction, documentId)
    if (proposed === null) throw new Refusal('NOT_FOUND')
    const decidedBy = caller.staff.staffId
    if (proposed.state === 'withdrawn' && proposed.decidedBy === decidedBy) return officeDocumentRecordOf(proposed)
    if (proposed.state !== 'proposed') throw new Refusal('CONFLICT')
    return officeDocumentRecordOf(await changeDocument(transaction, proposed, { state: 'withdrawn', decidedBy, decidedAt: new Date(clock.now()) }))
  })
}
