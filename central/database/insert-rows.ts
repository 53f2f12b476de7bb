import type { EntitySchema, ObjectLiteral } from 'typeorm'
import type { Transaction } from './open-database.ts'

/** Column names of an entity by the names of its properties. */
const columnsOf = <Row extends ObjectLiteral>(entity: EntitySchema<Row>): readonly (readonly [property: string, column: string])[] =>
  Object.entries(entity.options.columns).map(([property, column]) => [property, (column as { name?: string } | undefined)?.name ?? property])

/**
 * Many rows with one parameter: an insert by the object mapper has one for every field and takes ten times as long.
 * @param ending of the statement: `on conflict …`
 * @throws what the database throws
 */
export async function insertRows<Row extends ObjectLiteral>(transaction: Transaction, entity: EntitySchema<Row>, rows: readonly Row[], ending: '' | 'on conflict do nothing' = ''): Promise<void> {
  if (rows.length === 0) return
  const columns = columnsOf(entity)
  const table = entity.options.tableName ?? entity.options.name
  const names = columns.map(([, column]) => column).join(', ')
  const named = rows.map((row) => Object.fromEntries(columns.map(([property, column]) => [column, row[property] as unknown])))
  await transaction.query(`insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1::json) ${ending}`, [JSON.stringify(named)])
}
