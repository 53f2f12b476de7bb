import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { ja } from '../../strings/ja.ts'

/** Which document: its kind, and of a guidance card its name; elsewhere the name is empty. */
export interface DocumentName {
  readonly kind: OfficeDocumentKind
  readonly name: string
}

export const isSameDocument = (one: DocumentName, other: DocumentName): boolean => one.kind === other.kind && one.name === other.name

/** "封筒", "案内 Q12". */
export const documentTitle = ({ kind, name }: DocumentName): string => ja.documents.kindOf(ja.documents.kinds[kind], name)
