/** How the office works now: of each kind the document two people have published, else the default. */
import type { z } from 'zod'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { defaultOfficePolicy, officePolicySchema, type OfficePolicy } from '#shared/domain/office-policy.ts'
import { defaultVerificationRule, verificationRuleSchema, type VerificationRule } from '#shared/domain/verification-rule.ts'
import type { Transaction } from '../database/open-database.ts'
import { publishedDocument } from './office-documents.ts'

type SettingsKind = Exclude<OfficeDocumentKind, 'guidanceCard'>

async function current<Settings>(reader: Transaction, kind: SettingsKind, schema: z.ZodType<Settings>, otherwise: Settings): Promise<Settings> {
  const published = await publishedDocument(reader, kind)
  if (published === null) return otherwise
  // One that an older central took may not fit any more.
  const settings = schema.safeParse(JSON.parse(published.text))
  return settings.success ? settings.data : otherwise
}

export const currentPolicy = (reader: Transaction): Promise<OfficePolicy> => current(reader, 'policy', officePolicySchema, defaultOfficePolicy)
export const currentVerificationRule = (reader: Transaction): Promise<VerificationRule> => current(reader, 'verificationRule', verificationRuleSchema, defaultVerificationRule)
