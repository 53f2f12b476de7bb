/** What is wrong with a document of the office, in sentences for the clerk who edits it. */
import type { z } from 'zod'
import { caseSettingsSchema } from '#shared/domain/case-settings.ts'
import { parseGuidanceCard } from '#shared/domain/guidance-card-text.ts'
import { officePolicySchema } from '#shared/domain/office-policy.ts'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { verificationRuleSchema } from '#shared/domain/verification-rule.ts'
import { parseTemplate, TemplateError } from '../letters/template-files.ts'
import type { LetterOffice } from '../lots/letter-office.ts'

const settingSchemas: Readonly<Partial<Record<OfficeDocumentKind, z.ZodType>>> = {
  policy: officePolicySchema, verificationRule: verificationRuleSchema, caseSettings: caseSettingsSchema,
}

const settingProblems = (kind: OfficeDocumentKind, text: string, schema: z.ZodType): string[] => {
  try {
    parseTemplate(kind, text, schema)
    return []
  } catch (error) {
    if (error instanceof TemplateError) return [...error.problems]
    throw error
  }
}

const cardProblems = (name: string, text: string): string[] => {
  const read = parseGuidanceCard(name, text)
  return 'problems' in read ? read.problems : []
}

/** Which document: `name` is a guidance card's, and empty for every other kind. */
export interface DocumentPlace {
  readonly kind: OfficeDocumentKind
  readonly name: string
}

/** Each names its place in the document; empty = it may be published. */
export const documentProblems = (office: LetterOffice, { kind, name }: DocumentPlace, text: string): string[] => {
  if ((kind === 'guidanceCard') === (name === '')) return [kind === 'guidanceCard' ? '案内の番号（例: A1）を決めてください' : 'この文書に番号は付けられません']
  if (kind === 'guidanceCard') return cardProblems(name, text)
  if (kind === 'passwordNotice' || kind === 'envelopes') return office.checkDocument(kind, text)
  const schema = settingSchemas[kind]
  return schema === undefined ? [] : settingProblems(kind, text, schema)
}
