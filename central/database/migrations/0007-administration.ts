import type { Migration } from './migration.ts'

/** What is done on central's own machine: written down, with or without a desktop. */
const statements = [
  // When the facility registered at the portal: a calendar day in Japan.
  `alter table portal_account add column registered_on text`,

  // A list put into use on the server itself comes from no desktop.
  `alter table facility_operation alter column device_id drop not null`,

  // Rows are only ever added. Holds no password, no code, no address.
  `create table administration_entry (
    position bigint generated always as identity primary key,
    at timestamptz not null,
    -- Account of the operating system under which the command was given; null where it is not known.
    account text,
    command text not null,
    details jsonb not null
  )`,
]

export const migration: Migration = { number: 7, name: 'administration', statements }
