import type { MigrationInterface, QueryRunner } from 'typeorm'

const statements = [
  // What the record was before the change: a refused one can be put on top of what others did meanwhile.
  `ALTER TABLE outbox ADD COLUMN base text`,
  // A call that central never had goes again when its save is discarded.
  `CREATE TRIGGER call_facility_of_removed AFTER DELETE ON call BEGIN
    DELETE FROM call_facility WHERE "callId" = OLD.id;
  END`,
]

export class ChangesAgain0000000000005 implements MigrationInterface {
  readonly name = 'ChangesAgain0000000000005'
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement)
  }
  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup of the version before')
  }
}
