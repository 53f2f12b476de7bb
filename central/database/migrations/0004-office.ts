import type { Migration } from './migration.ts'

const instantOf = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Documents two people publish, what the portal is asked to do, and alerts that desktops see and supervisors settle. */
const statements = [
  `create table office_document (
    document_id uuid primary key,
    version integer not null,
    kind text not null check (kind in ('passwordNotice', 'envelopes', 'policy')),
    state text not null check (state in ('proposed', 'published', 'superseded', 'withdrawn')),
    text text not null,
    hash text not null,
    note text not null,
    proposed_by text not null references staff,
    proposed_at timestamptz not null,
    decided_by text references staff,
    decided_at timestamptz,
    check (state <> 'published' or decided_by <> proposed_by)
  )`,
  `create unique index office_document_one_published on office_document (kind) where state = 'published'`,

  // `recorded` tells the order in which events came about; `position` is given to them once they are committed.
  `create table portal_event (
    recorded bigint generated always as identity primary key,
    position bigint unique,
    kind text not null check (kind in ('noticeRequested', 'noticePosted', 'accountSuspension')),
    facility_code text not null,
    notice_number text not null,
    at timestamptz not null
  )`,
  `create index portal_event_unnumbered on portal_event (recorded) where position is null`,

  `alter table security_alert
    drop column details,
    add column version integer not null default 1,
    add column resolved_by text references staff,
    add column resolved_at timestamptz,
    add column resolution text`,
  // One of a kind, desktop and notice waits for a supervisor at a time. Of several alike the first stays.
  `delete from security_alert later using security_alert earlier
    where later.kind = earlier.kind and later.device_id is not distinct from earlier.device_id and later.notice_id is not distinct from earlier.notice_id
      and (later.raised_at, later.alert_id) > (earlier.raised_at, earlier.alert_id)`,
  `create unique index security_alert_one_open on security_alert (kind, coalesce(device_id::text, ''), coalesce(notice_id::text, '')) where resolved_at is null`,
  `create index audit_entry_subject on audit_entry (subject, device_id)`,

  `insert into feed (entity, id, xid, position, version, body)
    select 'securityAlert', alert.alert_id::text, pg_current_xact_id()::text::bigint, nextval('feed_position'), 1, jsonb_build_object(
      'alertId', alert.alert_id, 'version', 1, 'kind', alert.kind, 'raisedAt', ${instantOf('alert.raised_at')},
      'deviceNumber', device.device_number, 'noticeId', alert.notice_id, 'noticeNumber', notice.notice_number,
      'resolvedBy', null, 'resolvedAt', null, 'resolution', null)
    from security_alert alert left join device on device.device_id = alert.device_id left join notice on notice.notice_id = alert.notice_id`,
]

export const migration: Migration = { number: 4, name: 'office', statements }
