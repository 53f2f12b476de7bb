/** The world of a fuzz run: one central, three desktops, people, facilities all of them write to, and time. */
import { outboxEntity } from '#backend/database/entities/sync.ts'
import { connectPortal } from '#test/support/portal.ts'
import { testPassword } from '#test/support/test-desktop.ts'
import { answerOf } from './answer-of.ts'
import { officeStaff } from '#test/support/test-office.ts'
import { generateSampleList, type SampleFacility } from '#trial/sample-list.ts'
import { seededRandom, type SeededRandom } from '#trial/seeded-random.ts'
import { uploadSampleList } from '#trial/trial-list.ts'
import { openFuzzCentral, type FuzzCentral, type FuzzDatabase } from './fuzz-central.ts'
import { openFuzzDesktop, type FuzzDesktop } from './fuzz-desktop.ts'
import { createFuzzModel, type FuzzModel } from './fuzz-model.ts'

export const olderVersion = '0.1.0'
export const newerVersion = '0.2.0'

export interface FuzzOffice {
  readonly random: SeededRandom
  readonly model: FuzzModel
  readonly central: FuzzCentral
  readonly desktops: FuzzDesktop[]
  /** The list in use, as it was last put into use. */
  facilities: readonly SampleFacility[]
  /** The few all calls are about. */
  readonly codes: readonly string[]
  step: number
  now(): number
  passTime(milliseconds: number): void
  /** @returns 'redeemed', the code of the refusal, or 'away' */
  redeem(facilityCode: string, password: string, receiptNumber: string): Promise<string>
  openDesktop(name: string): Promise<FuzzDesktop>
  /** What is on the disks now is known to be there. */
  lookAtOutbox(desktop: FuzzDesktop): Promise<void>
  close(): Promise<void>
}

interface FuzzOfficeOptions { readonly seed: number; readonly database: FuzzDatabase; readonly directory: string }

const begin = Date.parse('2026-10-05T00:00:00.000Z')
const facilitiesInUse = 7

export const openFuzzOffice = async ({ seed, database, directory }: FuzzOfficeOptions): Promise<FuzzOffice> => {
  const random = seededRandom(seed)
  const model = createFuzzModel()
  let current = begin
  const now = () => current
  const central = await openFuzzCentral(database, directory, { now })
  await central.open()
  const all = generateSampleList({ seed: 7, count: 400 })
  const { admin } = central.central
  await admin.importAccounts(all.map(({ facilityCode }) => ({ facilityCode, state: 'registered' })))
  for (const { staffId, role } of officeStaff) await admin.addStaff({ staffId, displayName: `名前 ${staffId}`, role, password: testPassword })
  const { token: portalToken } = await admin.createPortalCredential()
  const usable = all.filter((facility) => facility.telephone !== null && facility.founder !== null && facility.status === 'active')
  let opened = 0

  const office: FuzzOffice = {
    random, model, central, desktops: [], facilities: all, step: 0,
    codes: Array.from({ length: facilitiesInUse }, (_, index) => usable[(index * 17) % usable.length]!.facilityCode),
    now,
    passTime: (milliseconds) => { current += milliseconds },
    redeem: async (facilityCode, password, receiptNumber) => {
      if (central.url === null) return 'away'
      return await connectPortal(central.url, portalToken).redeem(facilityCode, password, receiptNumber)
    },
    openDesktop: async (name) => {
      const { code } = await central.central.admin.createEnrolmentCode()
      opened += 1
      const desktop = await openFuzzDesktop({
        name: `${name}-${opened}`, directory, seed: seed * 1000 + opened, now, centralUrl: () => central.url, clientVersion: newerVersion, enrolmentCode: code, count: model.count,
      })
      desktop.network.onPush = (mutations) => {
        for (const mutation of mutations) model.seen.set(mutation.mutationId, { ...mutation, deviceId: desktop.deviceId })
      }
      return desktop
    },
    lookAtOutbox: async (desktop) => {
      for (const row of await desktop.backend.core.database.reader.manager.find(outboxEntity)) {
        const { mutationId, sequence, type, schemaVersion, staffId, sessionId, occurredAt, payload, state, isTried } = row
        model.seen.set(mutationId, { mutationId, sequence, type, schemaVersion, staffId, sessionId, occurredAt, payload, deviceId: desktop.deviceId })
        model.durable.add(mutationId)
        if (row.entity !== null) model.records.set(mutationId, `${row.entity} ${row.entityId ?? ''}`)
        if (state === 'rejected' && !isTried) model.refusedHere.add(mutationId)
      }
    },
    close: async () => {
      for (const desktop of office.desktops) await desktop.stop()
      await central.remove()
    },
  }
  for (const name of ['first', 'second', 'third']) {
    const desktop = await office.openDesktop(name)
    desktop.network.isCalm = true
    if (office.desktops.length === 0) await useList(office, desktop, all)
    await desktop.sync()
    desktop.network.isCalm = false
    office.desktops.push(desktop)
  }
  return office
}

/** Puts a list in use as an administrator of this desktop. @returns how it was refused, or 'answered' */
export const useList = async (office: FuzzOffice, desktop: FuzzDesktop, facilities: readonly SampleFacility[]): Promise<string> => {
  const page = await desktop.page('administrator')
  try {
    await uploadSampleList(desktop.backend, await desktop.backend.sessions.freshToken('administrator'), facilities)
    office.facilities = facilities
    return 'answered'
  } finally {
    await answerOf(page.session.signOut({}))
  }
}

