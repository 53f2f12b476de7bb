/** officeDocuments.*: templates, envelopes, settings and guidance cards, proposed by one person and put into use by another. Changes need central. */
import type { OfficeDocument } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { OfficeDocumentRecord } from '#shared/contract/records.ts'
import { mayPublishDocument } from '#shared/domain/office-documents.ts'
import { audit, changed, requireSession, type Caller, type Core, type SignedIn } from '../core.ts'
import { officeDocuments } from '../database/record-repository.ts'
import { askCentral, type Refusals } from '../facility-lists/ask-central.ts'
import type { LetterOffice } from '../lots/letter-office.ts'
import type { Sessions } from '../staff/sessions.ts'
import { staffNames } from '../staff/staff-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { GuidanceCards } from '../guidance/cards-in-use.ts'
import { builtInDocuments } from './built-in-documents.ts'
import { documentProblems, type DocumentPlace } from './check-document.ts'
import { listDocuments, publishedDocument } from './document-repository.ts'
import type { DocumentsInUse } from './documents-in-use.ts'

const refusals: Refusals = {
  NOT_FOUND: ['NOT_FOUND', 'DOCUMENT'], CONFLICT: ['CONFLICT', 'DOCUMENT_STATE'], INVALID_REQUEST: ['INVALID_INPUT', 'DOCUMENT_PROBLEMS'],
  FORBIDDEN: ['REFUSED', 'SAME_PERSON'],
}

const previewNames = { passwordNotice: 'パスワード等通知書', envelopes: '封筒' } as const

interface Parts { link: CentralLink; sessions: Sessions; office: LetterOffice; inUse: DocumentsInUse; cards: GuidanceCards }

export const createOfficeDocumentHandlers = (core: Core, parts: Parts): Handlers<Caller>['officeDocuments'] => {
  const { office } = parts
  const { manager } = core.database.reader

  const viewOf = async (session: SignedIn, documents: readonly OfficeDocumentRecord[]): Promise<OfficeDocument[]> => {
    const nameOf = await staffNames(manager)
    return documents.map((document) => {
      const problems = document.state === 'proposed' ? documentProblems(office, document, document.text) : []
      const isForThisPerson = document.state === 'proposed' && mayPublishDocument({ proposedBy: document.proposedBy, publisherStaffId: session.staffId })
      return {
        ...document, proposedByName: nameOf(document.proposedBy), decidedByName: document.decidedBy === null ? null : nameOf(document.decidedBy),
        mayPublish: isForThisPerson && problems.length === 0, problems,
      }
    })
  }

  const requireGood = (place: DocumentPlace, text: string): void => {
    const problems = documentProblems(office, place, text)
    if (problems.length > 0) throw new DeskError('INVALID_INPUT', 'DOCUMENT_PROBLEMS', { count: problems.length })
  }

  const requireProposed = async (documentId: string): Promise<OfficeDocumentRecord> => {
    const document = await officeDocuments.get(manager, documentId)
    if (document === null) throw new DeskError('NOT_FOUND', 'DOCUMENT')
    if (document.state !== 'proposed') throw new DeskError('CONFLICT', 'DOCUMENT_STATE')
    return document
  }

  /** As central answered; what it takes the place of comes down with the next sync, and is entered here at once. */
  const keep = async (session: SignedIn, document: OfficeDocumentRecord, action: string): Promise<OfficeDocument> => {
    await core.database.write(async (writer) => {
      const former = document.state === 'published' ? await publishedDocument(writer, document.kind, document.name) : null
      if (former !== null && former.documentId !== document.documentId) await officeDocuments.save(writer, { ...former, state: 'superseded' })
      await officeDocuments.save(writer, document)
      await audit(writer, core, { staffId: session.staffId, action, subject: document.documentId })
    })
    await parts.inUse.refresh()
    changed(core, 'officeDocuments')
    return (await viewOf(session, [document]))[0]!
  }

  return {
    list: async (_input, caller) => {
      const documents = await listDocuments(manager)
      const isPublished = ({ kind, name }: DocumentPlace) => documents.some((document) => document.kind === kind && document.name === name && document.state === 'published')
      const builtIn = builtInDocuments(office, parts.cards).filter((document) => !isPublished(document))
      return { documents: await viewOf(requireSession(caller), documents), builtIn }
    },
    check: async ({ kind, name, text }) => await Promise.resolve({ problems: documentProblems(office, { kind, name }, text) }),
    propose: async ({ kind, name, text, note }, caller) => {
      const session = requireSession(caller)
      requireGood({ kind, name }, text)
      const document = await askCentral(parts, caller, 'proposeDocument', { body: { documentId: core.deps.ids.next(), kind, name, text, note } }, { ...refusals, FORBIDDEN: ['FORBIDDEN', 'DOCUMENT'] })
      return await keep(session, document, 'officeDocuments.proposed')
    },
    preview: async ({ kind, text }, caller) => {
      const { staffId } = requireSession(caller)
      requireGood({ kind, name: '' }, text)
      const document = await office.drawDocumentPreview(kind, text)
      await core.database.write(async (writer) => await audit(writer, core, { staffId, action: 'officeDocuments.preview', subject: kind }))
      return { fileName: `見本-${previewNames[kind]}.pdf`, document: new Blob([new Uint8Array(document)], { type: 'application/pdf' }) }
    },
    publish: async ({ documentId }, caller) => {
      const session = requireSession(caller)
      const proposed = await requireProposed(documentId)
      if (!mayPublishDocument({ proposedBy: proposed.proposedBy, publisherStaffId: session.staffId })) throw new DeskError('REFUSED', 'SAME_PERSON')
      // What was good when it was proposed may not be any more: beside other envelopes, or by a newer version's rules.
      requireGood(proposed, proposed.text)
      const document = await askCentral(parts, caller, 'publishDocument', { parameters: { documentId }, body: { hash: proposed.hash } }, refusals)
      return await keep(session, document, 'officeDocuments.published')
    },
    withdraw: async ({ documentId }, caller) => {
      const session = requireSession(caller)
      await requireProposed(documentId)
      const document = await askCentral(parts, caller, 'withdrawDocument', { parameters: { documentId } }, { ...refusals, FORBIDDEN: ['FORBIDDEN', 'DOCUMENT'] })
      return await keep(session, document, 'officeDocuments.withdrawn')
    },
  }
}
