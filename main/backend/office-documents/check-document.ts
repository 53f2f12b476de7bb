/** What is wrong with a document of the office, in sentences for the clerk who edits it. */
import { officePolicySchema } from '#shared/domain/office-policy.ts'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { parseTemplate, TemplateError } from '../letters/template-files.ts'
import type { LetterOffice } from '../lots/letter-office.ts'

const policyProblems = (text: string): string[] => {
  try {
    parseTemplate('policy', text, officePolicySchema)
    return []
  } catch (error) {
    if (error instanceof TemplateError) return [...error.problems]
    throw error
  }
}

/** Each names its place in the document; empty = it may be published. */
export const documentProblems = (office: LetterOffice, kind: OfficeDocumentKind, text: string): string[] =>
  kind === 'policy' ? policyProblems(text) : office.checkDocument(kind, text)
