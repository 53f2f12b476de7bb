/** Named values of this desktop. */
import type { EntityManager } from 'typeorm'
import { settingEntity } from './entities/sync.ts'

export type SettingName =
  | 'deviceId' | 'deviceNumber' | 'deviceToken' | 'isTrial'
  | 'cursor' | 'lastSyncAt' | 'nextSequence'
  /** Name of the database file that holds the list in use. */
  | 'facilityListFile'
  /** Newest list central has told of, {"version", "isSample"}; what it covers (coverageCell[]). */
  | 'facilityListKnown' | 'facilityListCoverage'
  /** Central is another one or was restored: the list is fetched from the first facility. */
  | 'facilityListAnew'
  /** Prefectures and kinds the list in use covers: coverageCell[] */
  | 'facilityListCoverage'
  /** Id of a list staged at central that is neither in use nor dropped. */
  | 'facilityListStaged'
  /** Which column holds what, by headings: facility-lists/column-mappings.ts */
  | 'columnMappings'
  /** '1' while facilities wait for a reading of the dictionary. */
  | 'readingsWanted'
  /** Central's key for the hash of a 番地 that waits for the list (base64). */
  | 'officeKey'
  | `running:${string}`
  /** '1' where central offers signing in at the organisation's identity provider. */
  | 'externalSignIn'
  /** By hashed id: tries with a wrong password since the last right one (staff/wrong-passwords.ts). */
  | 'wrongPasswords'
  /** Account of the command line on a trial. */
  | 'commandPassword'

export const readSetting = async (manager: EntityManager, name: SettingName): Promise<string | null> =>
  (await manager.findOneBy(settingEntity, { name }))?.value ?? null

export const writeSetting = async (manager: EntityManager, name: SettingName, value: string): Promise<void> => {
  await manager.upsert(settingEntity, { name, value }, ['name'])
}

export const deleteSetting = async (manager: EntityManager, name: SettingName): Promise<void> => {
  await manager.delete(settingEntity, { name })
}

/** Next of a running number, from 1. Only inside a write. */
export const nextRunning = async (manager: EntityManager, name: SettingName): Promise<number> => {
  const next = Number((await readSetting(manager, name)) ?? '0') + 1
  await writeSetting(manager, name, String(next))
  return next
}
