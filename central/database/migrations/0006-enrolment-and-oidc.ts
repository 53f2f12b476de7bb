import type { Migration } from './migration.ts'

/** Desktops enrolled anew, and signing in through an identity provider. */
const statements = [
  // The audit chain of a desktop that is enrolled anew goes on where its earlier enrolment ended.
  `alter table device
    add column audit_start_position bigint not null default 0,
    add column audit_start_hash text not null default repeat('0', 64)`,

  // A sign-in under way. State, handle and number are kept as hashes; the row goes when it has been used or is too old.
  `create table oidc_sign_in (
    state_hash text primary key,
    handle_hash text not null unique,
    device_id uuid not null references device,
    nonce text not null,
    code_verifier text not null,
    expires_at timestamptz not null,
    -- waiting: for the browser; exchanging: its answer is being checked; confirmed: for the desktop.
    status text not null check (status in ('waiting', 'exchanging', 'confirmed')),
    staff_id text references staff,
    number_hash text,
    wrong_numbers integer not null default 0
  )`,
  `create index oidc_sign_in_expiry on oidc_sign_in (expires_at)`,
  `create index oidc_sign_in_device on oidc_sign_in (device_id)`,

  // Who signed in through the identity provider and what was refused; holds no token and nothing of the provider's answer.
  `create table oidc_event (
    event_id uuid primary key,
    at timestamptz not null,
    outcome text not null,
    device_id uuid references device,
    staff_id text
  )`,
  `create index oidc_event_at on oidc_event (at)`,
]

export const migration: Migration = { number: 6, name: 'enrolment-and-oidc', statements }
