/** How the office works now, as this desktop knows it: of each kind the document published last that passes today's schema, else the default. */
import type { z } from 'zod'
import { caseSettingsSchema, defaultCaseSettings, type CaseSettings } from '#shared/domain/case-settings.ts'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import { defaultOfficePolicy, officePolicySchema, type OfficePolicy } from '#shared/domain/office-policy.ts'
import { defaultVerificationRule, verificationRuleSchema, type VerificationRule } from '#shared/domain/verification-rule.ts'
import type { Core } from '../core.ts'
import { usableDocuments } from './document-repository.ts'

const current = async <Settings>(core: Core, kind: OfficeDocumentKind, schema: z.ZodType<Settings>, otherwise: Settings): Promise<Settings> => {
  for (const document of await usableDocuments(core.database.reader.manager, kind)) {
    try {
      const parsed = schema.safeParse(JSON.parse(document.text))
      if (parsed.success) return parsed.data
    } catch {
      // Not JSON: the one before it stays in use.
    }
  }
  return otherwise
}

export const currentPolicy = async (core: Core): Promise<OfficePolicy> => await current(core, 'policy', officePolicySchema, defaultOfficePolicy)
export const currentVerificationRule = async (core: Core): Promise<VerificationRule> => await current(core, 'verificationRule', verificationRuleSchema, defaultVerificationRule)
export const currentCaseSettings = async (core: Core): Promise<CaseSettings> => await current(core, 'caseSettings', caseSettingsSchema, defaultCaseSettings)
