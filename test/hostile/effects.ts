/** What a request has changed in central's database, row by row: triggers on every table there is, so that a new one is watched too. */
import type { Database } from '#central/database/open-database.ts'

type Row = Readonly<Record<string, unknown>>

export interface Effect {
  readonly table: string
  readonly before: Row | null
  readonly after: Row | null
}

export interface Effects {
  /** Since it was asked last. */
  readonly take: () => Promise<Effect[]>
}

export async function watchEffects(database: Database): Promise<Effects> {
  const statement = (sql: string): Promise<unknown> => database.reader.query(sql)
  const tables: { name: string }[] = await database.reader.query(`select tablename as name from pg_tables where schemaname = 'public' order by 1`)
  await statement('create table hostile_effect (id bigint generated always as identity, name text not null, before jsonb, after jsonb)')
  await statement(`create function hostile_note() returns trigger language plpgsql as $$
    begin
      insert into hostile_effect (name, before, after) values (tg_table_name, case when tg_op in ('UPDATE', 'DELETE') then to_jsonb(old) end, case when tg_op in ('UPDATE', 'INSERT') then to_jsonb(new) end);
      return null;
    end $$`)
  await statement(`create function hostile_note_emptied() returns trigger language plpgsql as $$
    begin
      insert into hostile_effect (name) values (tg_table_name);
      return null;
    end $$`)
  for (const { name } of tables) {
    await statement(`create trigger hostile_note after insert or update or delete on "${name}" for each row execute function hostile_note()`)
    await statement(`create trigger hostile_note_emptied after truncate on "${name}" execute function hostile_note_emptied()`)
  }
  return {
    take: async () => {
      // TypeORM gives rows and their number for a `delete`.
      const [rows]: [{ id: string; name: string; before: Row | null; after: Row | null }[]] = await database.reader.query('delete from hostile_effect returning id, name, before, after')
      return rows.sort((one, other) => Number(one.id) - Number(other.id))
        .filter(({ before, after }) => before === null || JSON.stringify(before) !== JSON.stringify(after))
        .map(({ name: table, before, after }) => ({ table, before, after }))
    },
  }
}
