import type { Migration } from './migration.ts'

/** Promises to call back, deputies, guidance cards as documents, what is asked about e-mail addresses, reasons against the guidance. */
const statements = [
  ...['callback', 'deputy'].map((table) => `create table ${table} (
    id uuid primary key,
    version integer not null,
    body jsonb not null,
    -- Null: central made it.
    created_by_device uuid references device,
    last_device_id uuid references device,
    run_base_version integer not null,
    notice_id uuid
  )`),

  // Kinds are the contract's (shared/domain/office-documents.ts); a guidance card has a name, and one of each is in use.
  `alter table office_document
    drop constraint office_document_kind_check,
    add column name text not null default ''`,
  `drop index office_document_one_published`,
  `create unique index office_document_one_published on office_document (kind, name) where state = 'published'`,

  // Keyed hash of the address on file, as the portal told it: the address itself is kept nowhere.
  `alter table portal_account add column mail_hash text`,
  `create index portal_account_mail on portal_account (mail_hash) where mail_hash is not null`,

  // Keys of this office: \`mail\` never leaves central, \`address\` is given to its desktops.
  `create table office_secret (name text primary key, value text not null)`,

  // A refresh whose answer was lost may be tried again while what was given out for it is unused.
  `alter table refresh_token add column given_for text`,

  `alter table notice add column override_reason text`,
  `create index verification_waiting on verification ((body ->> 'facilityCode')) where body ->> 'outcome' = 'addressDiffers'`,
  // Requests that go on when their caller has been verified.
  `create index email_change_request_unverified on email_change_request ((body ->> 'verificationId')) where body ->> 'state' = 'received'`,
]

export const migration: Migration = { number: 5, name: 'cases', statements }
