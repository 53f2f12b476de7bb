import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What the version before changed in other records with these, refused or still on their way: fetched once, whatever has become of it. */
const before = (id: string, entity: string, from: string) => `INSERT OR IGNORE INTO record_to_fetch (entity, id) SELECT '${entity}', ${id} FROM ${from}`

const statements = [
  // Other records a change foresaw something in: they go back to what central has when it is refused.
  `ALTER TABLE outbox ADD COLUMN foreseen text`,
  `CREATE TABLE record_to_fetch (entity text NOT NULL, id text NOT NULL, PRIMARY KEY (entity, id))`,
  ...['joinedTo', 'replaces'].map((field) =>
    before(`json_extract(payload, '$.notice.${field}')`, 'notice', `outbox WHERE type = 'notice.requested' AND json_extract(payload, '$.notice.${field}') IS NOT NULL`)),
  before('email_change_request.id', 'emailChangeRequest', `email_change_request JOIN outbox ON outbox.type IN ('verification.recorded', 'verification.decided', 'verification.calledBack')
    AND outbox."entityId" = json_extract(email_change_request.body, '$.verificationId')`),
]

export class ForeseenChanges0000000000006 implements MigrationInterface {
  readonly name = 'ForeseenChanges0000000000006'
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement)
  }
  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup of the version before')
  }
}
