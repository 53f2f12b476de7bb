/** What is looked for, while it is typed, and how it becomes the contract's filter. */
import type { CaseFilter, CaseKind } from '#shared/contract/desktop/contract.ts'
import { dateOf, emptyDate, type DateDraft } from '../../parts/date-draft.ts'
import { ja } from '../../strings/ja.ts'

const text = ja.cases

export interface CaseCriteria {
  readonly text: string
  /** Empty = every kind. */
  readonly kind: CaseKind | ''
  /** Of the kind; empty = every state. */
  readonly state: string
  readonly facilityCode: string
  readonly staffId: string
  readonly from: DateDraft
  readonly until: DateDraft
  readonly onlyOverrides: boolean
}

export const noCriteria: CaseCriteria = { text: '', kind: '', state: '', facilityCode: '', staffId: '', from: emptyDate, until: emptyDate, onlyOverrides: false }

export type CriteriaErrors = Partial<Record<'text' | 'facilityCode' | 'from' | 'until', string>>

/** The filter, or what is to be mended first. */
export function filterOf(criteria: CaseCriteria): { readonly filter: CaseFilter | null; readonly errors: CriteriaErrors } {
  const code = criteria.facilityCode.normalize('NFKC').replace(/[\s,-]/gu, '')
  const from = dateOf(criteria.from)
  const until = dateOf(criteria.until)
  const filter: CaseFilter = {
    text: criteria.text.trim(), kinds: criteria.kind === '' ? [] : [criteria.kind], states: criteria.kind === '' || criteria.state === '' ? [] : [criteria.state],
    staffId: criteria.staffId === '' ? null : criteria.staffId, facilityCode: code === '' ? null : code, from, until, onlyOverrides: criteria.onlyOverrides,
  }
  const hasCriterion = filter.text !== '' || filter.kinds.length > 0 || filter.staffId !== null || code !== '' || from !== null || until !== null || filter.onlyOverrides
  const errors: CriteriaErrors = {
    ...(hasCriterion ? {} : { text: text.noCriterion }),
    ...(code === '' || /^\d{10}$/u.test(code) ? {} : { facilityCode: text.facilityCodeWrong }),
    ...(from === 'wrong' ? { from: text.dateWrong } : {}),
    ...(until === 'wrong' ? { until: text.dateWrong } : from !== null && from !== 'wrong' && until !== null && until < from ? { until: text.periodWrong } : {}),
  }
  return { filter: Object.keys(errors).length === 0 ? filter : null, errors }
}
