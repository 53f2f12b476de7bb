/** Short forms for the columns of the entities. `bigint` comes back as a number: positions stay far below 2^53. */
import type { EntitySchemaColumnOptions } from 'typeorm'

type More = Pick<EntitySchemaColumnOptions, 'primary' | 'nullable'>

export const text = (name: string, more: More = {}): EntitySchemaColumnOptions => ({ type: 'text', name, ...more })
export const uuid = (name: string, more: More = {}): EntitySchemaColumnOptions => ({ type: 'uuid', name, ...more })
export const integer = (name: string, more: More = {}): EntitySchemaColumnOptions => ({ type: 'integer', name, ...more })
export const boolean = (name: string, more: More = {}): EntitySchemaColumnOptions => ({ type: 'boolean', name, ...more })
export const time = (name: string, more: More = {}): EntitySchemaColumnOptions => ({ type: 'timestamptz', name, ...more })
export const json = (name: string, more: More = {}): EntitySchemaColumnOptions => ({ type: 'jsonb', name, ...more })
export const bigint = (name: string, more: More = {}): EntitySchemaColumnOptions => ({
  type: 'bigint', name, ...more, transformer: { from: (value: string | null) => (value === null ? null : Number(value)), to: (value: number | null) => value },
})
export const primary = { primary: true } as const
export const nullable = { nullable: true } as const
