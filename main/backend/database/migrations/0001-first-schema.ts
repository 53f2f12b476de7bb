import type { MigrationInterface, QueryRunner } from 'typeorm'

const record = (name: string, columns: string, indices: string[]) => [
  `CREATE TABLE "${name}" (id text PRIMARY KEY NOT NULL, version integer NOT NULL, body text NOT NULL, ${columns}) STRICT`,
  ...indices.map((columnList) => {
    const columnNames = columnList.split(',').map((column) => column.trim())
    return `CREATE INDEX "${name}_by_${columnNames.join('_')}" ON "${name}" (${columnNames.map((column) => `"${column}"`).join(', ')})`
  }),
]

const statements = [
  ...record('call', '"operatorId" text NOT NULL, "startedAt" text NOT NULL, "endedAt" text', ['operatorId, endedAt', 'startedAt']),
  ...record('verification', '"callId" text NOT NULL, "facilityCode" text NOT NULL, outcome text NOT NULL, "performedAt" text NOT NULL', ['outcome', 'callId']),
  ...record('notice', '"facilityCode" text NOT NULL, state text NOT NULL, "requestedAt" text NOT NULL, "lotId" text, "pieceId" text', ['facilityCode, state', 'state, requestedAt', 'lotId', 'pieceId']),
  ...record('lot', 'state text NOT NULL, "startedAt" text NOT NULL', ['state']),
  ...record('email_change_request', '"facilityCode" text NOT NULL, state text NOT NULL, "requestedAt" text NOT NULL', ['facilityCode', 'requestedAt']),
  ...record('provisional_code_request', 'state text NOT NULL, "requestedAt" text NOT NULL', ['requestedAt']),
  `CREATE TABLE outbox (sequence integer PRIMARY KEY NOT NULL, "mutationId" text NOT NULL UNIQUE, type text NOT NULL, "schemaVersion" integer NOT NULL,
    "staffId" text NOT NULL, "sessionId" text NOT NULL, "occurredAt" text NOT NULL, payload text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'rejected', 'deferred')), code text, entity text, "entityId" text) STRICT`,
  `CREATE INDEX outbox_by_record ON outbox (entity, "entityId", state)`,
  `CREATE TABLE held_change (entity text NOT NULL, id text NOT NULL, version integer NOT NULL, body text NOT NULL, PRIMARY KEY (entity, id)) STRICT`,
  `CREATE TABLE setting (name text PRIMARY KEY NOT NULL, value text NOT NULL) STRICT`,
  `CREATE TABLE staff ("staffId" text PRIMARY KEY NOT NULL, "displayName" text NOT NULL, role text NOT NULL, "isActive" integer NOT NULL,
    "offlineVerifier" text, "lastOnlineAt" text, "lastSessionId" text) STRICT`,
  `CREATE TABLE audit_entry (position integer PRIMARY KEY NOT NULL, at text NOT NULL, "staffId" text, action text NOT NULL, subject text,
    outcome text NOT NULL, "previousHash" text NOT NULL, hash text NOT NULL, "isSent" integer NOT NULL) STRICT`,
  `CREATE INDEX audit_entry_by_sent ON audit_entry ("isSent")`,
  `CREATE TRIGGER audit_entry_is_append_only BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END`,
  `CREATE TRIGGER audit_entry_is_not_rewritten BEFORE UPDATE OF position, at, "staffId", action, subject, outcome, "previousHash", hash ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END`,
  `CREATE TABLE portal_account ("facilityCode" text PRIMARY KEY NOT NULL, state text NOT NULL, version integer NOT NULL) STRICT`,
  `CREATE TABLE lot_piece ("lotId" text NOT NULL, "noticeId" text NOT NULL, "sheetNumber" integer NOT NULL, "pieceId" text, refusal text, PRIMARY KEY ("lotId", "noticeId")) STRICT`,
  `CREATE TABLE lot_secret ("lotId" text PRIMARY KEY NOT NULL, "challengeCode" text NOT NULL, "sessionId" text NOT NULL, attempts integer NOT NULL) STRICT`,
  // One row a facility: what was published, and the keys it is found by (never printed).
  `CREATE TABLE facility (rowid integer PRIMARY KEY, facility_code text NOT NULL UNIQUE, name text NOT NULL, postal_code text, address text NOT NULL,
    telephone text, founder text, manager text, designated_on text, type text NOT NULL, status text NOT NULL, list_kind text NOT NULL,
    prefecture_number text NOT NULL, is_sample integer NOT NULL, list_version integer NOT NULL,
    name_key text NOT NULL, address_key text NOT NULL, telephone_key text NOT NULL) STRICT`,
  `CREATE INDEX facility_by_name_key ON facility (name_key)`,
  `CREATE INDEX facility_by_postal_code ON facility (postal_code)`,
  // The same columns, filled in batches while a new list comes in and switched in one transaction.
  `CREATE TABLE facility_incoming (facility_code text PRIMARY KEY NOT NULL, record text NOT NULL) STRICT`,
  `CREATE VIRTUAL TABLE facility_search USING fts5 (name, address, telephone, code, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', detail = full)`,
]

/** Numbered migration 0001. TypeORM reads the number from the last 13 characters of the name. */
export class FirstSchema0000000000001 implements MigrationInterface {
  readonly name = 'FirstSchema0000000000001'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup of the version before')
  }
}
