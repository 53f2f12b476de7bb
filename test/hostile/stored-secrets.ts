/** Hashes and keys as they lie in central's database: found by the names of the columns, so that a new one is found too. */
import type { Database } from '#central/database/open-database.ts'

/** Hashes of what is no secret: of audit entries and mutations, and of documents that two people read. */
const harmless: ReadonlySet<string> = new Set(['audit_entry.hash', 'audit_entry.previous_hash', 'device.audit_hash', 'device.audit_start_hash', 'mutation_log.content_hash', 'office_document.hash', 'notice.template_hash'])

export async function storedSecrets(database: Database): Promise<string[]> {
  const columns: { table: string; column: string }[] = await database.reader.query(
    `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public' and data_type = 'text' and column_name ~ '(hash|verifier|secret|token|nonce)'`,
  )
  const found: string[] = []
  for (const { table, column } of columns.filter((place) => !harmless.has(`${place.table}.${place.column}`))) {
    const rows: { value: string }[] = await database.reader.query(`select "${column}" as value from "${table}" where "${column}" is not null`)
    found.push(...rows.map(({ value }) => value))
  }
  // The office's key for addresses is given to its desktops; the one for e-mail addresses to nobody.
  const keys: { value: string }[] = await database.reader.query(`select value from office_secret where name <> 'address'`)
  return [...found, ...keys.map(({ value }) => value)]
}
