/** What holds where nothing is published. */
import { defaultCaseSettings } from '#shared/domain/case-settings.ts'
import { defaultOfficePolicy } from '#shared/domain/office-policy.ts'
import { defaultVerificationRule } from '#shared/domain/verification-rule.ts'
import type { GuidanceCards } from '../guidance/cards-in-use.ts'
import type { LetterOffice } from '../lots/letter-office.ts'
import type { DocumentPlace } from './check-document.ts'

const json = (settings: object): string => JSON.stringify(settings, null, 2)

/** Every document there is without anybody's doing, as text; cards in the order of their names. */
export const builtInDocuments = (office: LetterOffice, cards: GuidanceCards): (DocumentPlace & { readonly text: string })[] => [
  { kind: 'passwordNotice', name: '', text: office.builtInText('passwordNotice') },
  { kind: 'envelopes', name: '', text: office.builtInText('envelopes') },
  { kind: 'policy', name: '', text: json(defaultOfficePolicy) },
  { kind: 'verificationRule', name: '', text: json(defaultVerificationRule) },
  { kind: 'caseSettings', name: '', text: json(defaultCaseSettings) },
  ...cards.builtInTexts().map(({ name, text }) => ({ kind: 'guidanceCard' as const, name, text })),
]
