/** How the office works now, as this desktop knows it. */
import { defaultOfficePolicy, officePolicySchema, type OfficePolicy } from '#shared/domain/office-policy.ts'
import type { Core } from '../core.ts'
import { usableDocuments } from './document-repository.ts'

const readPolicy = (text: string): OfficePolicy | null => {
  try {
    const policy = officePolicySchema.safeParse(JSON.parse(text))
    return policy.success ? policy.data : null
  } catch {
    return null
  }
}

/** The policy two people published last; one that does not pass is never used, the one before stays; else the default. */
export const currentPolicy = async (core: Core): Promise<OfficePolicy> => {
  for (const { text } of await usableDocuments(core.database.reader.manager, 'policy')) {
    const policy = readPolicy(text)
    if (policy !== null) return policy
  }
  return defaultOfficePolicy
}
