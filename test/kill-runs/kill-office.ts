/** What a run begins with: a central's database with people, portal accounts and a facility list in use. */
import { randomUUID } from 'node:crypto'
import { createCentral, type Central } from '#central/create-central.ts'
import { createCentralClient } from '#shared/contract/central/client.ts'
import { publishedFacility } from '#shared/contract/records.ts'
import { generateSampleList, type SampleFacility } from '#trial/sample-list.ts'
import type { KillDatabase } from './kill-database.ts'

const password = 'right-password-1'

export interface Writer { readonly deviceId: string; readonly deviceToken: string; readonly staffId: string; readonly sessionId: string }

export interface KillOffice {
  readonly facilities: readonly SampleFacility[]
  /** One for each desktop that is to enrol, and some more: a desktop killed in the middle of enrolling needs another. */
  readonly enrolmentCodes: string[]
  readonly writers: readonly Writer[]
}

interface OfficeOptions { readonly facilities: number; readonly operators: readonly string[]; readonly enrolmentCodes: number; readonly writers: number }

/** Opens the database in this process, while no central runs on it. */
export const withDatabase = async <T>({ options }: Pick<KillDatabase, 'options'>, work: (central: Central) => Promise<T>): Promise<T> => {
  const central = await createCentral({ database: options, overdueInterval: 0 })
  try {
    return await work(central)
  } finally {
    await central.close()
  }
}

export const prepareOffice = async (database: KillDatabase, options: OfficeOptions): Promise<KillOffice> => await withDatabase({ options: database.emptyOptions }, async (central) => {
  const { admin } = central
  const { url } = await central.listen()
  const client = createCentralClient({ baseUrl: url, fetch })
  const facilities = generateSampleList({ seed: 7, count: options.facilities })
  await admin.importAccounts(facilities.map(({ facilityCode }) => ({ facilityCode, state: 'registered' })))
  for (const staffId of options.operators) await admin.addStaff({ staffId, displayName: `名前 ${staffId}`, role: 'operator', password })
  await admin.addStaff({ staffId: 'administrator', displayName: '管理者', role: 'administrator', password })
  const enrol = async (deviceName: string) => await client.call('enrolDevice', { body: { enrolmentCode: (await admin.createEnrolmentCode()).code, deviceName } })

  const office = await enrol('office')
  const { accessToken: token } = await client.call('signIn', { token: office.deviceToken, body: { staffId: 'administrator', password } })
  const listId = randomUUID()
  const scopes = new Map(facilities.map(({ prefectureNumber, listKind }) => [`${prefectureNumber}${listKind}`, { prefectureNumber, listKind, asOf: null, form: 'bureauReport' as const }]))
  await client.call('startFacilityList', { token, body: { listId, isSample: true, coverage: [...scopes.values()], sparedCodes: [] } })
  const partSize = 2000
  for (let start = 0; start < facilities.length; start += partSize) {
    await client.call('addFacilities', { token, parameters: { listId, part: start / partSize }, body: { facilities: facilities.slice(start, start + partSize).map((facility) => publishedFacility.parse(facility)) } })
  }
  await client.call('activateFacilityList', { token, parameters: { listId }, body: { expectedCount: facilities.length, confirmed: [] }, timeoutMilliseconds: 120_000 })

  const writers: Writer[] = []
  for (let index = 0; index < options.writers; index += 1) {
    const staffId = `writer${index}`
    await admin.addStaff({ staffId, displayName: `名前 ${staffId}`, role: 'operator', password })
    const { deviceId, deviceToken } = await enrol(staffId)
    const { sessionId } = await client.call('signIn', { token: deviceToken, body: { staffId, password } })
    writers.push({ deviceId, deviceToken, staffId, sessionId })
  }
  const enrolmentCodes: string[] = []
  for (let index = 0; index < options.enrolmentCodes; index += 1) enrolmentCodes.push((await admin.createEnrolmentCode()).code)
  return { facilities, enrolmentCodes, writers }
})
