import type { Migration } from './migration.ts'

/**
 * Records with an author (call, verification, lot, requests) keep the contract's shape in `body`; what central decides
 * on stands in columns beside it. A notice is central's own: all columns.
 */
const statements = [
  `create table central_database (
    is_only boolean primary key default true check (is_only),
    epoch uuid not null,
    system_identifier text not null,
    list_version integer not null default 0
  )`,

  `create table staff (
    staff_id text primary key,
    display_name text not null,
    role text not null check (role in ('operator', 'mailroom', 'supervisor', 'administrator')),
    is_active boolean not null,
    password_hash text not null,
    version integer not null,
    created_at timestamptz not null
  )`,
  `create table attempt (
    kind text not null,
    subject text not null,
    failures integer not null,
    last_failed_at timestamptz not null,
    blocked_until timestamptz not null,
    primary key (kind, subject)
  )`,
  `create sequence device_number`,
  `create table device (
    device_id uuid primary key,
    device_number integer not null unique,
    name text not null,
    token_hash text not null unique,
    enrolled_at timestamptz not null,
    revoked_at timestamptz,
    audit_position bigint not null default 0,
    audit_hash text not null default repeat('0', 64)
  )`,
  `create table enrolment_code (
    code_hash text primary key,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create table session (
    session_id uuid primary key,
    staff_id text not null references staff,
    device_id uuid not null references device,
    access_hash text not null unique,
    access_expires_at timestamptz not null,
    refresh_expires_at timestamptz not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    end_reason text
  )`,
  `create index session_of_staff on session (staff_id) where ended_at is null`,
  `create table refresh_token (
    token_hash text primary key,
    session_id uuid not null references session,
    created_at timestamptz not null,
    used_at timestamptz
  )`,
  `create table portal_credential (
    credential_id uuid primary key,
    token_hash text not null unique,
    created_at timestamptz not null,
    revoked_at timestamptz
  )`,

  `create table mutation_log (
    device_id uuid not null references device,
    sequence bigint not null,
    mutation_id uuid not null unique,
    type text not null,
    content_hash text not null,
    outcome text not null check (outcome in ('applied', 'rejected', 'deferred')),
    code text,
    envelope jsonb,
    received_at timestamptz not null,
    primary key (device_id, sequence)
  )`,
  `create sequence feed_position`,
  `create table feed (
    entity text not null,
    id text not null,
    xid bigint not null,
    position bigint not null,
    version integer not null,
    body jsonb not null,
    primary key (entity, id)
  )`,
  `create index feed_order on feed (xid, position)`,

  `create table facility_list (
    list_id uuid primary key,
    state text not null check (state in ('staged', 'active', 'superseded')),
    is_sample boolean not null,
    coverage jsonb not null,
    version integer unique,
    started_by text not null,
    started_at timestamptz not null,
    activated_at timestamptz,
    result jsonb
  )`,
  `create table facility (
    facility_code text primary key,
    name text not null,
    postal_code text,
    address text not null,
    telephone text,
    founder text,
    manager text,
    designated_on text,
    type text not null,
    status text not null,
    list_kind text not null,
    prefecture_number text not null,
    is_sample boolean not null,
    list_version integer not null
  )`,
  `create index facility_touched on facility (list_version)`,
  `create table staged_facility (
    list_id uuid not null references facility_list,
    facility_code text not null,
    part integer not null,
    name text not null,
    postal_code text,
    address text not null,
    telephone text,
    founder text,
    manager text,
    designated_on text,
    type text not null,
    status text not null,
    list_kind text not null,
    prefecture_number text not null,
    primary key (list_id, facility_code)
  )`,
  `create index staged_facility_part on staged_facility (list_id, part)`,
  `create table portal_account (
    facility_code text primary key,
    state text not null,
    version integer not null
  )`,

  ...['call', 'verification', 'lot', 'email_change_request', 'provisional_code_request'].map((table) => `create table ${table} (
    id uuid primary key,
    version integer not null,
    body jsonb not null,
    created_by_device uuid not null references device,
    last_device_id uuid not null references device,
    run_base_version integer not null,
    notice_id uuid
  )`),
  `create index email_change_request_notice on email_change_request (notice_id)`,

  `create table notice (
    notice_id uuid primary key,
    version integer not null,
    notice_number text not null,
    facility_code text not null,
    facility jsonb not null,
    reason text not null,
    state text not null,
    call_id uuid not null,
    verification_id uuid not null,
    requested_by text not null,
    requested_at text not null,
    approved_by text,
    lot_id uuid,
    piece_id text unique,
    valid_until text,
    tracking_number text,
    posted_on text,
    redeemed_at timestamptz,
    issuing_since timestamptz,
    receipt_verifier text not null,
    password_verifier text
  )`,
  `create unique index notice_one_open on notice (facility_code) where state in ('requested', 'awaitingApproval', 'queued')`,
  `create unique index notice_one_live on notice (facility_code) where state in ('issuing', 'printed', 'sealed', 'posted')`,
  `create index notice_state on notice (state)`,
  `create table notice_event (
    notice_id uuid not null references notice,
    position integer not null,
    at text not null,
    staff_id text,
    device_id uuid,
    from_state text,
    to_state text not null,
    reason text,
    primary key (notice_id, position)
  )`,

  `create table audit_entry (
    device_id uuid not null references device,
    position bigint not null,
    at text not null,
    staff_id text,
    action text not null,
    subject text,
    outcome text not null,
    previous_hash text not null,
    hash text not null,
    primary key (device_id, position)
  )`,
  `create table security_alert (
    alert_id uuid primary key,
    kind text not null,
    raised_at timestamptz not null,
    device_id uuid,
    notice_id uuid,
    details jsonb not null
  )`,
]

export const migration: Migration = { number: 1, name: 'central', statements }
