/**
 * Records of the contract as tables: the whole record as JSON in `body`, beside it only the columns that are searched.
 * What a record is stands once, in shared/contract/records.ts.
 */
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm'

export interface RecordRow {
  id: string
  version: number
  body: Record<string, unknown>
}

type Columns = Record<string, EntitySchemaColumnOptions>

export const recordEntity = <Row extends RecordRow>(name: string, columns: Columns, indices: string[][]) =>
  new EntitySchema<Row>({
    name,
    tableName: name,
    columns: {
      id: { type: 'text', primary: true },
      version: { type: 'integer' },
      body: { type: 'simple-json' },
      ...columns,
    } as never,
    indices: indices.map((on) => ({ name: `${name}_by_${on.join('_')}`, columns: on as never })),
  })
