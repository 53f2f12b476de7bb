/** A helpline in small: a real central over HTTP with staff, a facility list, portal accounts; desktops are opened on it. */
import type { PortalAccount, Role } from '#shared/contract/records.ts'
import type { CallOutcome } from '#shared/domain/call.ts'
import { startTestCentral, type TestCentral } from '#test/central/support/test-central.ts'
import { generateSampleList, type SampleFacility } from '#trial/sample-list.ts'
import { uploadSampleList } from '#trial/trial-list.ts'
import { openTestDesktop, testPassword, type DeskClient, type TestDesktop } from './test-desktop.ts'
import { connectPortal } from './portal.ts'

export interface TestOffice {
  readonly test: TestCentral
  readonly facilities: readonly SampleFacility[]
  /** A facility whose list row holds neither telephone nor people: a supervisor decides. */
  readonly bare: SampleFacility
  /** Facilities with a finished portal account that a test may use up, one after another. */
  nextFacility(): SampleFacility
  openDesktop(directory: string): Promise<TestDesktop>
  /** Puts a list in use, as an administrator of this desktop. */
  useList(desktop: TestDesktop, facilities: readonly SampleFacility[]): Promise<void>
  /** The portal redeems. @returns 'redeemed' or the code of the refusal */
  redeem(facilityCode: string, password: string, receiptNumber: string): Promise<string>
  close(): Promise<void>
}

/** operator, operator2, mailroom, mailroom2, supervisor, administrator; all with `testPassword`. */
export const officeStaff: readonly { staffId: string; role: Role }[] = [
  { staffId: 'operator', role: 'operator' }, { staffId: 'operator2', role: 'operator' }, { staffId: 'mailroom', role: 'mailroom' },
  { staffId: 'mailroom2', role: 'mailroom' }, { staffId: 'supervisor', role: 'supervisor' }, { staffId: 'administrator', role: 'administrator' },
]

const bareCode = '4218010132'

export const startOffice = async (): Promise<TestOffice> => {
  const test = await startTestCentral()
  const facilities = generateSampleList({ seed: 7, count: 400 }).map((facility) =>
    facility.facilityCode === bareCode ? { ...facility, telephone: null, founder: null, manager: null } : facility)
  const bare = facilities.find((facility) => facility.facilityCode === bareCode)!
  const accounts: PortalAccount[] = facilities.map(({ facilityCode }) => ({ facilityCode, state: 'registered' }))
  await test.central.admin.importAccounts(accounts)
  for (const { staffId, role } of officeStaff) await test.central.admin.addStaff({ staffId, displayName: `名前 ${staffId}`, role, password: testPassword })
  const portal = connectPortal(test.url, (await test.central.admin.createPortalCredential()).token)
  // Held items of every kind, an address with numbers: what a caller can be asked for.
  const usable = facilities.filter((facility) => facility.telephone !== null && facility.founder !== null && facility.status === 'active' && facility.facilityCode !== bareCode)
  let used = 0
  const useList: TestOffice['useList'] = async (desktop, list) => {
    const page = await desktop.signedIn('administrator')
    await uploadSampleList(desktop.backend, await desktop.backend.sessions.freshToken('administrator'), list)
    await page.session.signOut({})
  }
  let hasList = false
  return {
    test, facilities, bare, useList,
    nextFacility: () => usable[used++]!,
    openDesktop: async (directory) => {
      const desktop = await openTestDesktop({ directory, clock: test.clock, centralUrl: test.url })
      await desktop.backend.link.enrol((await test.central.admin.createEnrolmentCode()).code, 'desk')
      if (!hasList) await useList(desktop, facilities)
      hasList = true
      await desktop.sync()
      return desktop
    },
    redeem: portal.redeem,
    close: async () => await test.close(),
  }
}

/** A call about a facility, compared until it passes. @returns ids for what follows */
export const verifiedCall = async (page: DeskClient, facility: SampleFacility): Promise<{ callId: string; verificationId: string; outcome: string }> => {
  const { callId } = await page.calls.start({})
  await page.calls.save({ callId, facilityCodes: [facility.facilityCode], question: 'Q11', callerName: '見本 受付', callbackTelephone: '03-0000-0000' })
  const { verificationId } = await page.verifications.begin({ callId, facilityCode: facility.facilityCode, typed: facility.facilityCode })
  await page.verifications.compare({ verificationId, item: 'addressNumbers', spoken: facility.address })
  let view = await page.verifications.compare({ verificationId, item: 'movedRecently', spoken: 'no' })
  if (facility.telephone !== null) view = await page.verifications.compare({ verificationId, item: 'telephone', spoken: facility.telephone })
  const { outcome } = await page.verifications.conclude({ verificationId })
  return { callId, verificationId: view.verificationId, outcome }
}

/** Says what a finished call must say, and finishes it. */
export const finishCall = async (page: DeskClient, callId: string, outcome: CallOutcome = 'guided') => {
  await page.calls.save({ callId, question: 'Q11', callerName: '見本 受付', callbackTelephone: '03-0000-0000', outcome })
  return await page.calls.finish({ callId })
}

/** Verified and requested. @returns the notice and the number read to the caller */
export const requestedNotice = async (page: DeskClient, facility: SampleFacility) => {
  const { callId, verificationId } = await verifiedCall(page, facility)
  const requested = await page.notices.request({ callId, verificationId, reason: 'emailUnknown' })
  await finishCall(page, callId, 'noticeRequested')
  return { callId, verificationId, ...requested }
}
