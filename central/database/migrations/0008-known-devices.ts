import type { Migration } from './migration.ts'

const recordTables = ['call', 'verification', 'lot', 'email_change_request', 'provisional_code_request', 'posting_slip', 'mail_day', 'callback', 'deputy'] as const

const check = (table: string, event: 'insert' | 'update', columns: readonly string[]): string =>
  `create trigger known_device_${event} after ${event} on ${table} referencing new table as fresh
   for each statement execute function require_known_devices(${columns.map((column) => `'${column}'`).join(', ')})`

/**
 * The same rule as the foreign keys it takes the place of: a row names a device there is. A foreign key looks and locks row by row, which
 * was a third of the time of a push with thousands of rows of one device; this looks once a statement. Devices are never deleted.
 */
const statements = [
  `create function require_known_devices() returns trigger language plpgsql as $$
   declare
     named_in text;
     is_unknown boolean;
   begin
     foreach named_in in array tg_argv loop
       execute format(
         'select exists (select from (select distinct %1$I as device_id from fresh where %1$I is not null) as named
            where not exists (select from device where device.device_id = named.device_id))', named_in) into is_unknown;
       if is_unknown then
         raise exception 'a row of % names a device there is not', tg_table_name using errcode = 'foreign_key_violation';
       end if;
     end loop;
     return null;
   end $$`,
  `create function refuse_device_removal() returns trigger language plpgsql as $$
   begin
     raise exception 'a device is revoked, never removed' using errcode = 'restrict_violation';
   end $$`,
  `create trigger never_removed before delete or truncate or update of device_id on device for each statement execute function refuse_device_removal()`,

  ...['mutation_log', 'audit_entry'].flatMap((table) => [
    `alter table ${table} drop constraint ${table}_device_id_fkey`,
    check(table, 'insert', ['device_id']),
  ]),
  ...recordTables.flatMap((table) => [
    `alter table ${table} drop constraint ${table}_created_by_device_fkey, drop constraint ${table}_last_device_id_fkey`,
    check(table, 'insert', ['created_by_device', 'last_device_id']),
    check(table, 'update', ['last_device_id']),
  ]),
]

export const migration: Migration = { number: 8, name: 'known-devices', statements }
