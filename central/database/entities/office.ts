import { EntitySchema } from 'typeorm'
import type { OfficeDocumentRecord } from '#shared/contract/records.ts'
import { integer, nullable, primary, text, time, uuid } from './columns.ts'

export interface OfficeDocumentRow extends Omit<OfficeDocumentRecord, 'proposedAt' | 'decidedAt'> {
  proposedAt: Date
  decidedAt: Date | null
}
export const officeDocumentEntity = new EntitySchema<OfficeDocumentRow>({
  name: 'officeDocument',
  tableName: 'office_document',
  columns: {
    documentId: uuid('document_id', primary), version: integer('version'), kind: text('kind'), name: text('name'), state: text('state'), text: text('text'), hash: text('hash'),
    note: text('note'), proposedBy: text('proposed_by'), proposedAt: time('proposed_at'), decidedBy: text('decided_by', nullable), decidedAt: time('decided_at', nullable),
  },
})
