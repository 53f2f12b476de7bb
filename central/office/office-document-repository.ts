import type { OfficeDocumentRecord } from '#shared/contract/records.ts'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { isUniqueViolation, type Transaction } from '../database/open-database.ts'
import { officeDocumentEntity, type OfficeDocumentRow } from '../database/entities/office.ts'
import { publish } from '../sync/feed-repository.ts'

/** The contract's shape. */
export function officeDocumentRecordOf(row: OfficeDocumentRow): OfficeDocumentRecord {
  return { ...row, proposedAt: row.proposedAt.toISOString(), decidedAt: row.decidedAt === null ? null : row.decidedAt.toISOString() }
}

const tell = (transaction: Transaction, row: OfficeDocumentRow): Promise<void> =>
  publish(transaction, 'officeDocument', row.documentId, row.version, officeDocumentRecordOf(row))

export function findDocument(reader: Transaction, documentId: string): Promise<OfficeDocumentRow | null> {
  return reader.findOneBy(officeDocumentEntity, { documentId })
}

/** The document, held until the transaction ends. */
export function lockDocument(transaction: Transaction, documentId: string): Promise<OfficeDocumentRow | null> {
  return transaction.findOne(officeDocumentEntity, { where: { documentId }, lock: { mode: 'pessimistic_write' } })
}

export function findPublishedDocument(reader: Transaction, kind: OfficeDocumentKind, name: string): Promise<OfficeDocumentRow | null> {
  return reader.findOneBy(officeDocumentEntity, { kind, name, state: 'published' })
}

/** Publications follow each other: whoever waited here sees what the one before has published. */
export async function lockPublications(transaction: Transaction): Promise<void> {
  await transaction.query('select pg_advisory_xact_lock($1)', [7_208_004_585])
}

export async function insertDocument(transaction: Transaction, row: OfficeDocumentRow): Promise<void> {
  await transaction.insert(officeDocumentEntity, row)
  await tell(transaction, row)
}

/** True when a document of this id was there before. */
export const isDocumentTaken = (error: unknown): boolean => isUniqueViolation(error, 'office_document_pkey')

/** Stores the change under the next version and tells the feed. */
export async function changeDocument(
  transaction: Transaction, row: OfficeDocumentRow, change: Partial<Pick<OfficeDocumentRow, 'state' | 'decidedBy' | 'decidedAt'>>,
): Promise<OfficeDocumentRow> {
  const changed = { ...row, ...change, version: row.version + 1 }
  await transaction.update(officeDocumentEntity, { documentId: row.documentId }, { ...change, version: changed.version })
  await tell(transaction, changed)
  return changed
}
