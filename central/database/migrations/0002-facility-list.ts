import type { Migration } from './migration.ts'

/** The cells of `facility_coverage` as the feed carries them. */
const coverageCells = `coalesce((select jsonb_agg(jsonb_build_object(
    'prefectureNumber', prefecture_number, 'listKind', list_kind, 'asOf', as_of,
    'importedAt', to_char(imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  ) order by prefecture_number, list_kind) from facility_coverage), '[]')`

/**
 * What central knows of a facility beyond the published row: corrected 外字, 承継, readings, former names; which prefecture
 * and kind the list covers as of which day; who changed what.
 *
 * `facility.name`, `address`, `founder`, `manager` are what letters print. `published_…` holds the published text where a
 * correction made it differ, null = as published.
 */
const statements = [
  `alter table facility
    add column published_name text check (published_name <> name),
    add column published_address text check (published_address <> address),
    add column published_founder text check (published_founder <> founder),
    add column published_manager text check (published_manager <> manager),
    add column reading text,
    add column reading_source text check (reading_source in ('official', 'dictionary', 'hand')),
    add column former_names jsonb not null default '[]',
    add column former_founders jsonb not null default '[]',
    add column address_changed_at timestamptz,
    add column address_changed_by text,
    add check ((reading is null) = (reading_source is null)),
    add check ((address_changed_at is null) = (address_changed_by is null))`,

  `create table facility_correction (
    facility_code text not null references facility,
    item text not null check (item in ('name', 'address', 'founder', 'manager')),
    character text not null,
    replacement text not null,
    corrected_by text not null,
    corrected_at timestamptz not null,
    primary key (facility_code, item, character)
  )`,
  // The old code need not stand in any list: a caller may quote one from years ago.
  `create table facility_succession (
    predecessor_code text primary key,
    successor_code text not null references facility,
    state text not null check (state in ('linked', 'dismissed')),
    decided_by text not null,
    decided_at timestamptz not null,
    reason text not null,
    check (predecessor_code <> successor_code)
  )`,
  `create index facility_succession_successor on facility_succession (successor_code) where state = 'linked'`,

  // form: null = taken in before forms were told apart.
  `create table facility_coverage (
    prefecture_number text not null,
    list_kind text not null,
    as_of text,
    imported_at timestamptz not null,
    form text check (form in ('bureauReport', 'table')),
    imported_by text not null,
    list_version integer not null,
    primary key (prefecture_number, list_kind)
  )`,
  `insert into facility_coverage (prefecture_number, list_kind, as_of, imported_at, form, imported_by, list_version)
    select distinct on (cell."prefectureNumber", cell."listKind") cell."prefectureNumber", cell."listKind", cell."asOf", list.activated_at, null, list.started_by, list.version
    from facility_list list cross join lateral jsonb_to_recordset(list.coverage) as cell ("prefectureNumber" text, "listKind" text, "asOf" text)
    where list.state in ('active', 'superseded') and list.is_sample = (select is_sample from facility_list where state = 'active')
    order by cell."prefectureNumber", cell."listKind", list.version desc`,

  // A list that changes nothing keeps the version of the one before; corrections count the version up without a list.
  `alter table facility_list
    drop constraint facility_list_version_key,
    drop constraint facility_list_state_check,
    add constraint facility_list_state_check check (state in ('staged', 'active', 'superseded', 'discarded')),
    add column spared_codes jsonb not null default '[]'`,
  // What was being staged does not say its form: it is sent anew.
  `delete from staged_facility`,
  `update facility_list set state = 'discarded' where state = 'staged'`,
  `alter table staged_facility
    add column corrected_name text,
    add column corrected_address text,
    add column corrected_founder text,
    add column corrected_manager text,
    add column address_corrected_at timestamptz,
    add column address_corrected_by text`,

  `create table reading_batch (
    batch_id uuid primary key,
    state text not null check (state in ('staged', 'active')),
    started_by text not null,
    started_at timestamptz not null,
    activated_at timestamptz,
    result jsonb
  )`,
  `create table staged_reading (
    batch_id uuid not null references reading_batch,
    facility_code text not null,
    part integer not null,
    name text not null,
    reading text not null,
    source text not null check (source in ('official', 'dictionary')),
    primary key (batch_id, facility_code)
  )`,
  `create index staged_reading_part on staged_reading (batch_id, part)`,

  `create table facility_operation (
    position bigint generated always as identity primary key,
    operation text not null,
    subject text not null,
    staff_id text not null,
    device_id uuid not null references device,
    at timestamptz not null,
    list_version integer,
    details jsonb not null
  )`,

  // Desktops expect the coverage in this change: it is handed out again.
  `update feed set body = body || jsonb_build_object('coverage', ${coverageCells}), xid = pg_current_xact_id()::text::bigint, position = nextval('feed_position')
    where entity = 'facilityList'`,
]

export const migration: Migration = { number: 2, name: 'facility-list', statements }
