/** Central with what a bench needs: people, enrolled desktops, a facility list. Made in this process, before central is started as one of its own. */
import { randomUUID } from 'node:crypto'
import { createCentral, type Central } from '#central/create-central.ts'
import { hashPassword } from '#central/credentials/password-hash.ts'
import type { DatabaseOptions } from '#central/database/open-database.ts'
import { createCentralClient, type CentralClient } from '#shared/contract/central/client.ts'
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import { compressBody } from './compress-body.ts'
import type { BenchDesk } from './desk-day.ts'

export interface BenchOffice {
  readonly desks: readonly BenchDesk[]
  /** Codes for desktops that enrol later. */
  readonly enrolmentCodes: readonly string[]
  readonly receiptVerifier: string
}

export interface OfficeOptions {
  readonly database: DatabaseOptions
  readonly desks: number
  readonly enrolmentCodes: number
  readonly facilities: readonly PublishedFacilityRecord[]
}

const partSize = 2000
const noLimit = 100_000_000
const password = 'right-password-1'

/** As an administrator of the office hands it in. */
const putListIntoUse = async (client: CentralClient, token: string, facilities: readonly PublishedFacilityRecord[]): Promise<void> => {
  const listId = randomUUID()
  const scopes = new Map(facilities.map(({ prefectureNumber, listKind }) => [`${prefectureNumber}${listKind}`, { prefectureNumber, listKind, asOf: null, form: 'bureauReport' as const }]))
  await client.call('startFacilityList', { token, body: { listId, isSample: false, coverage: [...scopes.values()], sparedCodes: [] } })
  for (let start = 0; start < facilities.length; start += partSize) {
    await client.call('addFacilities', { token, parameters: { listId, part: start / partSize }, body: { facilities: facilities.slice(start, start + partSize) } })
  }
  await client.call('activateFacilityList', { token, parameters: { listId }, body: { expectedCount: facilities.length, confirmed: [] }, timeoutMilliseconds: 120_000 })
}

const enrol = async (central: Central, client: CentralClient, name: string) =>
  await client.call('enrolDevice', { body: { enrolmentCode: (await central.admin.createEnrolmentCode()).code, deviceName: name } })

const signedInDesk = async (central: Central, client: CentralClient, index: number): Promise<BenchDesk> => {
  const staffId = `operator${index}`
  await central.admin.addStaff({ staffId, displayName: `担当 ${index}`, role: 'operator', password })
  const { deviceToken, deviceNumber } = await enrol(central, client, `desk ${index}`)
  const { sessionId } = await client.call('signIn', { token: deviceToken, body: { staffId, password } })
  return { deviceToken, deviceNumber, staffId, sessionId }
}

/** @throws what central throws */
export const prepareOffice = async ({ database, desks, enrolmentCodes, facilities }: OfficeOptions, report: (line: string) => void): Promise<BenchOffice> => {
  const central = await createCentral({ database, overdueInterval: 0, rateLimits: { everything: noLimit, signIn: noLimit, enrolDevice: noLimit, redeemNotice: noLimit } })
  try {
    const { url } = await central.listen()
    const client = createCentralClient({ baseUrl: url, fetch, compress: compressBody, timeoutMilliseconds: 60_000 })
    await central.admin.addStaff({ staffId: 'administrator', displayName: '管理者', role: 'administrator', password })
    const office = await enrol(central, client, 'office')
    const administrator = await client.call('signIn', { token: office.deviceToken, body: { staffId: 'administrator', password } })
    await putListIntoUse(client, administrator.accessToken, facilities)
    report(`  a list of ${facilities.length.toLocaleString('en')} in use`)
    const made: BenchDesk[] = []
    const atOnce = 8
    for (let start = 0; start < desks; start += atOnce) {
      made.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, desks - start) }, async (_, index) => await signedInDesk(central, client, start + index)))))
    }
    const codes: string[] = []
    for (let index = 0; index < enrolmentCodes; index += 1) codes.push((await central.admin.createEnrolmentCode()).code)
    report(`  ${desks} desktops enrolled, a person signed in on each`)
    return { desks: made, enrolmentCodes: codes, receiptVerifier: await hashPassword('123456') }
  } finally {
    await central.close()
  }
}
