import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The facility list moves into a database file of its own (facilities/facility-list-store.ts). It is not carried over:
 * central holds it, and the version noted here has it fetched at the next contact.
 */
const statements = [
  `INSERT INTO setting (name, value)
    SELECT 'facilityListKnown', json_object('version', CAST(v.value AS integer), 'isSample', json(CASE s.value WHEN '1' THEN 'true' ELSE 'false' END))
    FROM setting v LEFT JOIN setting s ON s.name = 'facilityListIsSample' WHERE v.name = 'facilityListVersion'`,
  // A newer one was on its way: that is the one to fetch.
  `INSERT OR REPLACE INTO setting (name, value)
    SELECT 'facilityListKnown', json_object('version', json_extract(value, '$.version'), 'isSample', json(CASE json_extract(value, '$.isSample') WHEN 1 THEN 'true' ELSE 'false' END))
    FROM setting WHERE name = 'facilityListFetch'`,
  `DELETE FROM setting WHERE name IN ('facilityListVersion', 'facilityListIsSample', 'facilityListUpdatedAt', 'facilityListFetch')`,
  `DROP TABLE facility_search`,
  `DROP TABLE facility_incoming`,
  `DROP TABLE facility`,
]

export class FacilityListFile0000000000002 implements MigrationInterface {
  readonly name = 'FacilityListFile0000000000002'

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement)
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup of the version before')
  }
}
