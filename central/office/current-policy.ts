import { defaultOfficePolicy, officePolicySchema, type OfficePolicy } from '#shared/domain/office-policy.ts'
import type { Transaction } from '../database/open-database.ts'
import { publishedDocument } from './office-documents.ts'

/** How the office works now: the policy two people have published, else the default. */
export async function currentPolicy(reader: Transaction): Promise<OfficePolicy> {
  const published = await publishedDocument(reader, 'policy')
  if (published === null) return defaultOfficePolicy
  // One that an older central took may not fit any more.
  const policy = officePolicySchema.safeParse(JSON.parse(published.text))
  return policy.success ? policy.data : defaultOfficePolicy
}
