/** Documents of the office as this desktop holds them. */
import type { EntityManager } from 'typeorm'
import type { OfficeDocumentRecord } from '#shared/contract/records.ts'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { officeDocuments } from '../database/record-repository.ts'

/** Newest first. */
export const listDocuments = async (manager: EntityManager): Promise<OfficeDocumentRecord[]> =>
  await officeDocuments.list(manager, { order: { proposedAt: 'DESC', id: 'DESC' }, limit: 500 })

/** The one in use; null = the built-in one is. @param name of a guidance card */
export const publishedDocument = async (manager: EntityManager, kind: OfficeDocumentKind, name = ''): Promise<OfficeDocumentRecord | null> =>
  (await officeDocuments.list(manager, { where: { kind, name, state: 'published' }, order: { proposedAt: 'DESC' }, limit: 1 }))[0] ?? null

/** The cards in use, in no order: one a name. */
export const publishedCards = async (manager: EntityManager): Promise<OfficeDocumentRecord[]> =>
  await officeDocuments.list(manager, { where: { kind: 'guidanceCard', state: 'published' } })

/** Those in use now and before, the latest published first: what to use where a newer one does not pass. @param name of a guidance card */
export const usableDocuments = async (manager: EntityManager, kind: OfficeDocumentKind, name = ''): Promise<OfficeDocumentRecord[]> => {
  const found = await officeDocuments.list(manager, { where: [{ kind, name, state: 'published' }, { kind, name, state: 'superseded' }] })
  const rank = ({ state, decidedAt }: OfficeDocumentRecord) => `${state === 'published' ? '1' : '0'}${decidedAt ?? ''}`
  return found.sort((one, other) => (rank(one) < rank(other) ? 1 : -1))
}

/** Text of any version with this hash, in whichever state; null = none is held. */
export const documentTextOf = async (manager: EntityManager, hash: string): Promise<string | null> =>
  (await listDocuments(manager)).find((document) => document.hash === hash)?.text ?? null
