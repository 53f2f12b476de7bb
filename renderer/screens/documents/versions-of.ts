import type { OfficeDocument } from '#shared/contract/desktop/contract.ts'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { isSameDocument, type DocumentName } from './document-name.ts'

/** All documents of the office, with those that are built in while none is published. */
export interface DocumentsAnswer {
  readonly documents: readonly OfficeDocument[]
  readonly builtIn: readonly { readonly kind: OfficeDocumentKind; readonly name: string; readonly text: string }[]
}

/** Every version of one document, newest first. */
export const versionsOf = ({ documents }: DocumentsAnswer, of: DocumentName): OfficeDocument[] => documents.filter((document) => isSameDocument(document, of))

/** The text published last, or the built-in one; null where there is neither. */
export const textInUse = (answer: DocumentsAnswer, of: DocumentName): string | null =>
  versionsOf(answer, of).find((document) => document.state === 'published')?.text ?? answer.builtIn.find((document) => isSameDocument(document, of))?.text ?? null
