import type { MigrationInterface, QueryRunner } from 'typeorm'
import { caseKinds, type CaseKind } from '#shared/contract/desktop/case-procedures.ts'
import { callbackRecord, callRecord, emailChangeRequestRecord, noticeRecord, provisionalCodeRequestRecord } from '#shared/contract/records.ts'
import type { CaseRecords } from '../case-index.ts'
import { indexCase, type Runner } from '../case-index-repository.ts'

/** Promises to call back, deputies, documents by name, what was handed to central before, and an index of cases to look for. */
const statements = [
  `CREATE TABLE callback (id text PRIMARY KEY NOT NULL, version integer NOT NULL, body text NOT NULL, state text NOT NULL, "dueAt" text NOT NULL, "facilityCode" text, "verificationId" text) STRICT`,
  `CREATE INDEX "callback_by_state_dueAt" ON callback (state, "dueAt")`,
  `CREATE INDEX "callback_by_facilityCode" ON callback ("facilityCode")`,
  `CREATE INDEX "callback_by_verificationId" ON callback ("verificationId")`,
  `CREATE TABLE deputy (id text PRIMARY KEY NOT NULL, version integer NOT NULL, body text NOT NULL, "staffId" text NOT NULL, until text NOT NULL) STRICT`,
  `CREATE INDEX "deputy_by_until" ON deputy (until)`,
  // Comparisons are counted by facility and day, by person and hour.
  `CREATE INDEX "verification_by_facilityCode_performedAt" ON verification ("facilityCode", "performedAt")`,
  `CREATE INDEX "verification_by_performedAt" ON verification ("performedAt")`,
  // Which calls were about a facility: kept by the database itself, so that it holds for calls of other desktops too.
  `CREATE TABLE call_facility ("facilityCode" text NOT NULL, "startedAt" text NOT NULL, "callId" text NOT NULL, PRIMARY KEY ("facilityCode", "startedAt", "callId")) STRICT, WITHOUT ROWID`,
  `CREATE INDEX "call_facility_by_callId" ON call_facility ("callId")`,
  `INSERT OR IGNORE INTO call_facility SELECT codes.value, call."startedAt", call.id FROM call, json_each(call.body, '$.facilityCodes') codes`,
  `CREATE TRIGGER call_facility_of_new AFTER INSERT ON call BEGIN
    INSERT OR IGNORE INTO call_facility SELECT codes.value, NEW."startedAt", NEW.id FROM json_each(NEW.body, '$.facilityCodes') codes;
  END`,
  `CREATE TRIGGER call_facility_of_changed AFTER UPDATE ON call BEGIN
    DELETE FROM call_facility WHERE "callId" = NEW.id;
    INSERT OR IGNORE INTO call_facility SELECT codes.value, NEW."startedAt", NEW.id FROM json_each(NEW.body, '$.facilityCodes') codes;
  END`,
  `ALTER TABLE office_document ADD COLUMN name text NOT NULL DEFAULT ''`,
  `DROP INDEX office_document_by_kind_state`,
  `CREATE INDEX office_document_by_kind_name_state ON office_document (kind, name, state)`,
  // A row that was handed over once may be known to central although the answer was lost: its content stays as it is.
  `ALTER TABLE outbox ADD COLUMN "isTried" integer NOT NULL DEFAULT 1`,
  // In the order of time (case-index-repository.ts). Positions inside texts are not kept (detail = none) and texts neither: they stand in the row.
  `CREATE TABLE case_index (position integer PRIMARY KEY NOT NULL, kind text NOT NULL, id text NOT NULL, at text NOT NULL, exact text NOT NULL, text text NOT NULL, caller text NOT NULL) STRICT`,
  `CREATE UNIQUE INDEX case_index_by_record ON case_index (id, kind)`,
  `CREATE VIRTUAL TABLE case_search USING fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = 'ascii')`,
]

/** Where the records of each kind are, and how they are read. */
const sources = {
  call: { table: 'call', schema: callRecord },
  notice: { table: 'notice', schema: noticeRecord },
  emailChange: { table: 'email_change_request', schema: emailChangeRequestRecord },
  provisionalCode: { table: 'provisional_code_request', schema: provisionalCodeRequestRecord },
  callback: { table: 'callback', schema: callbackRecord },
} as const

const batch = 500

/** What is there already becomes findable. What cannot be read is no case to be found; it is noticed where it is opened. */
const indexExisting = async <K extends CaseKind>(runner: Runner, kind: K): Promise<void> => {
  const { table, schema } = sources[kind]
  for (let after = ''; ;) {
    const rows = await runner.query(`SELECT id, body FROM ${table} WHERE id > ? ORDER BY id LIMIT ${batch}`, [after]) as { id: string; body: string }[]
    for (const { body } of rows) {
      const parsed = schema.safeParse(JSON.parse(body))
      if (parsed.success) await indexCase(runner, kind, parsed.data as CaseRecords[K])
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < batch) return
    after = last.id
  }
}

export class Cases0000000000004 implements MigrationInterface {
  readonly name = 'Cases0000000000004'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement)
    for (const kind of caseKinds) await indexExisting(runner, kind)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup of the version before')
  }
}
