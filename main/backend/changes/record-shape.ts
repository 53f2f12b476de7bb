/** Records as fields that are compared, chosen and shown one by one. */
import type { ChangeConflict } from '#shared/contract/desktop/contract.ts'
import type { MergeableType } from '#shared/domain/change-again.ts'
import type { Fields } from '#shared/domain/three-way.ts'

interface RecordShape {
  /** Fields whose own fields count one by one. */
  readonly nested: readonly string[]
  /** Fields that only make sense together: chosen together, under the name of the first. */
  readonly together: readonly (readonly [string, ...string[]])[]
  /** Histories: only ever added to. */
  readonly appended: readonly string[]
  /** What a person writes or chooses, in the order it is shown. */
  readonly shown: readonly string[]
}

export const recordShapes: Readonly<Record<MergeableType, RecordShape>> = {
  'call.saved': {
    nested: [], together: [], appended: [],
    shown: ['callerName', 'callerRole', 'callbackTelephone', 'question', 'facilityCodes', 'notes', 'parked', 'outcome', 'guidedCards', 'paths', 'endedAt'],
  },
  'callback.saved': {
    nested: [], together: [['state', 'result']], appended: ['attempts', 'events'],
    shown: ['callerName', 'telephone', 'about', 'dueAt', 'assignedTo', 'state', 'attempts'],
  },
  'deputy.saved': { nested: [], together: [], appended: [], shown: ['deputyStaffId', 'from', 'until', 'endedAt'] },
  'emailChangeRequest.saved': {
    nested: [], together: [['wantedEmail', 'wantedEmailUse']], appended: ['events'],
    shown: ['state', 'oldEmail', 'wantedEmail', 'assignedTo', 'notes', 'events'],
  },
  'provisionalCodeRequest.saved': {
    nested: ['form'], together: [['form.qualifications', 'form.otherQualification'], ['state', 'provisionalCode', 'facilityCode']], appended: ['events'],
    shown: [
      'state', 'form.facilityType', 'form.facilityName', 'form.facilityAddress', 'form.opening', 'form.founder', 'form.qualifications', 'form.facilityTelephone',
      'form.contactTelephone', 'form.secondContactTelephone', 'designationReceiptNumber', 'assignedTo', 'notes', 'events',
    ],
  },
}

const isNamed = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Without the version: that is what the record is sent on, not what stands in it. */
export const fieldsOf = (type: MergeableType, record: object): Fields => {
  const { nested, together } = recordShapes[type]
  const flat: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(record)) {
    if (name === 'version') continue
    if (nested.includes(name) && isNamed(value)) for (const [inner, part] of Object.entries(value)) flat[`${name}.${inner}`] = part
    else flat[name] = value
  }
  for (const names of together) {
    const group = Object.fromEntries(names.map((name) => [name, flat[name]]))
    for (const name of names) delete flat[name]
    flat[names[0]] = group
  }
  return flat
}

/** What `fieldsOf` took apart, put together again; to be parsed by the contract. */
export const recordOf = (type: MergeableType, fields: Fields): Record<string, unknown> => {
  const { nested, together } = recordShapes[type]
  const flat: Record<string, unknown> = { ...fields }
  for (const names of together) {
    const group = flat[names[0]]
    if (isNamed(group)) Object.assign(flat, group)
  }
  const record: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(flat)) {
    const [outer, inner] = name.split('.')
    if (outer !== undefined && inner !== undefined && nested.includes(outer)) record[outer] = { ...(isNamed(record[outer]) ? record[outer] : {}), [inner]: value }
    else record[name] = value
  }
  return record
}

/** Names of records, of devices and the like are nobody's text. */
const unshown: ReadonlySet<string> = new Set(['staffId', 'deviceId', 'undecided', 'wantedEmailUse', 'from', 'to'])

const valuesOf = (value: unknown): string[] => {
  if (value === null || value === undefined || value === '') return []
  if (Array.isArray(value)) return value.flatMap(valuesOf)
  if (isNamed(value)) return Object.entries(value).filter(([name]) => !unshown.has(name)).flatMap(([, part]) => valuesOf(part))
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : []
}

/** Of a history, and of the ways through a decision path, only what was written. */
const writtenIn: Readonly<Record<string, string>> = { events: 'reason', paths: 'overrideReason', attempts: 'result' }
const written = (field: string, value: unknown): string[] => {
  const name = writtenIn[field]
  if (name === undefined || !Array.isArray(value)) return valuesOf(value)
  return value.flatMap((part: unknown) => (isNamed(part) ? valuesOf(part[name]) : []))
}

export const fieldText = (field: string, value: unknown): ChangeConflict['mine'] => ({
  values: written(field, value),
  isUndecided: isNamed(value) && value['undecided'] === true,
})
