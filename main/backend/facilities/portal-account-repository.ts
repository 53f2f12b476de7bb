import type { PortalAccount } from '#shared/contract/records.ts'
import type { Runner } from '../database/case-index-repository.ts'

/** As the feed tells it: there is one for every facility of the country that has registered. */
export const savePortalAccount = async (runner: Runner, { facilityCode, state }: PortalAccount, version: number): Promise<void> => {
  await runner.query(
    `INSERT INTO portal_account ("facilityCode", state, version) VALUES (?, ?, ?) ON CONFLICT ("facilityCode") DO UPDATE SET state = excluded.state, version = excluded.version`,
    [facilityCode, state, version],
  )
}
