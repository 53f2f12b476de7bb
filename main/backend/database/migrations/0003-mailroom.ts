import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Posting slips, closed days, templates and policy, alerts; notices found by tracking number and by what is still to do. */
const statements = [
  `CREATE TABLE posting_slip (id text PRIMARY KEY NOT NULL, version integer NOT NULL, body text NOT NULL, "postedOn" text NOT NULL) STRICT`,
  `CREATE INDEX "posting_slip_by_postedOn" ON posting_slip ("postedOn")`,
  `CREATE TABLE mail_day (id text PRIMARY KEY NOT NULL, version integer NOT NULL, body text NOT NULL, date text NOT NULL) STRICT`,
  `CREATE INDEX mail_day_by_date ON mail_day (date)`,
  `CREATE TABLE office_document (id text PRIMARY KEY NOT NULL, version integer NOT NULL, body text NOT NULL, kind text NOT NULL, state text NOT NULL, "proposedAt" text NOT NULL) STRICT`,
  `CREATE INDEX office_document_by_kind_state ON office_document (kind, state)`,
  `CREATE TABLE security_alert (id text PRIMARY KEY NOT NULL, version integer NOT NULL, body text NOT NULL, "raisedAt" text NOT NULL, "resolvedAt" text) STRICT`,
  `CREATE INDEX "security_alert_by_resolvedAt" ON security_alert ("resolvedAt")`,
  `ALTER TABLE notice ADD COLUMN "trackingNumber" text`,
  `ALTER TABLE notice ADD COLUMN "postedOn" text`,
  `ALTER TABLE notice ADD COLUMN "followUp" text`,
  `UPDATE notice SET "trackingNumber" = json_extract(body, '$.trackingNumber'), "postedOn" = json_extract(body, '$.postedOn')`,
  `CREATE INDEX "notice_by_trackingNumber" ON notice ("trackingNumber")`,
  `CREATE INDEX "notice_by_postedOn" ON notice ("postedOn")`,
  `CREATE INDEX "notice_by_followUp" ON notice ("followUp")`,
]

export class Mailroom0000000000003 implements MigrationInterface {
  readonly name = 'Mailroom0000000000003'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup of the version before')
  }
}
