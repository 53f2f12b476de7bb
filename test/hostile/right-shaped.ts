/** Values that fit a schema of the contract: read from the schema itself, so that what is new in it is covered. */
import fc from 'fast-check'
import { z } from 'zod'

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** Values that mean something to central, by the name of the field; `uuid`, `staff` and `facility` by the field's shape. */
export interface Pools {
  readonly byName: Readonly<Record<string, readonly unknown[]>>
  readonly uuid: readonly string[]
  readonly staff: readonly string[]
  readonly facility: readonly string[]
}

const from = <T>(values: readonly T[], otherwise: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  values.length === 0 ? otherwise : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: otherwise })

const plainTexts = ['受付', '確認のため', '2026-10', 'a'.repeat(12), '京都市左京区聖護院川原町５４'] as const

function textOf({ format, pattern, minLength = 0, maxLength = 60 }: Schema, pools: Pools): fc.Arbitrary<unknown> {
  if (format === 'uuid') return from(pools.uuid, fc.uuid())
  if (format === 'date-time') return fc.constantFrom('2026-10-05T01:00:00.000Z', '2026-10-05T01:10:00.000Z', '2026-10-04T00:00:00.000Z')
  if (format === 'date') return fc.constantFrom('2026-10-05', '2026-11-04', '2026-10-01')
  if (pattern?.includes('{1,40}$') === true && pattern.startsWith('^[A-Za-z0-9._-]')) return from(pools.staff, fc.constant('nobody'))
  if (pattern === '^\\d{10}$') return from(pools.facility, fc.stringMatching(/^\d{10}$/u))
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'))
  const fitting = plainTexts.filter((text) => text.length >= minLength && text.length <= maxLength)
  return fc.oneof(...(fitting.length === 0 ? [] : [fc.constantFrom(...fitting)]), fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) }))
}

function numberOf({ minimum = 0, maximum = 2 ** 31 }: Schema): fc.Arbitrary<number> {
  const low = Math.max(minimum, 0)
  return fc.constantFrom(...[low, low + 1, low + 2, low + 12].filter((number) => number <= maximum))
}

function build(schema: Schema, pools: Pools, name: string): fc.Arbitrary<unknown> {
  const known = pools.byName[name]
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => build(choice, pools, name)))
  if (known !== undefined && (schema.type === 'string' || schema.type === 'integer')) return from(known, schema.type === 'string' ? textOf(schema, pools) : numberOf(schema))
  switch (schema.type) {
    case 'string':
      return textOf(schema, pools)
    case 'integer':
    case 'number':
      return numberOf(schema)
    case 'boolean':
      return fc.boolean()
    case 'array': {
      const minLength = schema.minItems ?? 0
      return fc.array(build(schema.items ?? {}, pools, name.replace(/s$/u, '')), { minLength, maxLength: Math.min(schema.maxItems ?? 100, minLength + 2) })
    }
    case 'object': {
      const fields = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, build(inner, pools, key)]))
      return fc.record(fields, { requiredKeys: Object.keys(fields).filter((key) => schema.required?.includes(key) === true) })
    }
    default:
      return fc.constant(null)
  }
}

/** @returns `{}` where there is no schema */
export function rightShaped(schema: z.ZodType | undefined, pools: Pools): fc.Arbitrary<unknown> {
  if (schema === undefined) return fc.constant({})
  return build(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, pools, '')
}
