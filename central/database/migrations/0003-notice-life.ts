import type { Migration } from './migration.ts'

/**
 * What happens to a notice beyond its states: callers who joined, the letter it replaces, the template it was drawn with, the
 * piece that came back or was destroyed; 差出票 and closed days of the mailroom.
 */
const statements = [
  `alter table notice
    add column postage_class text not null default 'simplifiedRegistered',
    add column cases jsonb not null default '[]',
    add column joined_to uuid references notice,
    add column replaces uuid references notice,
    add column template jsonb,
    add column returned jsonb,
    add column destroyed jsonb,
    add column follow_up text check (follow_up in ('open', 'done')),
    add column needs_second_number boolean not null default true,
    add check ((state = 'joined') = (joined_to is not null))`,
  `create index notice_follow_up on notice (facility_code) where follow_up = 'open'`,

  // Each caller of a notice was told a number of their own; of a caller who joined, with the verification it hangs on.
  `create table notice_receipt (
    notice_id uuid not null references notice,
    verifier text not null,
    verification_id uuid,
    primary key (notice_id, verifier)
  )`,
  `insert into notice_receipt (notice_id, verifier) select notice_id, receipt_verifier from notice`,
  `alter table notice drop column receipt_verifier`,

  ...['posting_slip', 'mail_day'].map((table) => `create table ${table} (
    id uuid primary key,
    version integer not null,
    body jsonb not null,
    created_by_device uuid not null references device,
    last_device_id uuid not null references device,
    run_base_version integer not null,
    notice_id uuid
  )`),
  `create unique index mail_day_once on mail_day (created_by_device, (body->>'date'))`,
  // A piece is handed over at the counter once.
  `create table posting_slip_piece (
    notice_id uuid primary key references notice,
    slip_id uuid not null references posting_slip
  )`,
  `create index posting_slip_piece_slip on posting_slip_piece (slip_id)`,
]

export const migration: Migration = { number: 3, name: 'notice-life', statements }
