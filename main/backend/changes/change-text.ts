/** What a person wrote or chose in a change, field by field: for them to read and to copy. */
import type { ChangeField } from '#shared/contract/desktop/contract.ts'
import { isMergeable } from '#shared/domain/change-again.ts'
import { isSameValue } from '#shared/domain/three-way.ts'
import type { OutboxRow } from '../database/entities/sync.ts'
import { fieldsOf, fieldText, recordShapes } from './record-shape.ts'

/** Of a step: what is not named here is shown to nobody (verifiers, ids). */
const stepFields = ['decision', 'resolution', 'reason', 'returnReason', 'returnedOn', 'trackingNumber', 'postedOn', 'date'] as const

const isSaid = ({ values, isUndecided }: Omit<ChangeField, 'field'>): boolean => values.length > 0 || isUndecided

const textOfStep = (payload: Readonly<Record<string, unknown>>): ChangeField[] => {
  const { notice } = payload
  const override = typeof notice === 'object' && notice !== null && 'overrideReason' in notice ? notice.overrideReason : null
  return [
    ...stepFields.map((field) => ({ field, ...fieldText(field, payload[field]) })),
    { field: 'overrideReason', ...fieldText('overrideReason', override) },
  ].filter(isSaid)
}

/** Of a whole record what the person changed in it; everything where it was new, or nobody knows what it was before. */
export const changeText = ({ type, payload, base }: Pick<OutboxRow, 'type' | 'payload' | 'base'>): ChangeField[] => {
  if (!isMergeable(type)) return textOfStep(payload)
  const mine = fieldsOf(type, payload)
  const before = base === null ? null : fieldsOf(type, base)
  const { shown, appended } = recordShapes[type]
  return shown.flatMap((field) => {
    if (before !== null && isSameValue(mine[field], before[field])) return []
    const [now, then] = [mine[field], before?.[field]]
    const added = appended.includes(field) && Array.isArray(now) && Array.isArray(then) ? now.slice(then.length) : now
    const text = { field, ...fieldText(field, added) }
    // What was emptied is a change too.
    return isSaid(text) || isSaid(fieldText(field, then)) ? [text] : []
  })
}
