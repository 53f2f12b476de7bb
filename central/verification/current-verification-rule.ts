import { defaultVerificationRule, verificationRuleSchema, type VerificationRule } from '#shared/domain/verification-rule.ts'
import type { Transaction } from '../database/open-database.ts'
import { publishedDocument } from '../office/office-documents.ts'

/** The rule of 登録情報の確認 two people have published, else the default. */
export async function currentVerificationRule(reader: Transaction): Promise<VerificationRule> {
  const published = await publishedDocument(reader, 'verificationRule')
  if (published === null) return defaultVerificationRule
  // One that an older central took may not fit any more.
  const rule = verificationRuleSchema.safeParse(JSON.parse(published.text))
  return rule.success ? rule.data : defaultVerificationRule
}
