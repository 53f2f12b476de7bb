/** What people see before work begins: a fresh desk, its one-time code, the organisation's account, central away, a desk taken out of use. */
import type { Page } from 'playwright-core'
import { ja } from '#renderer/strings/ja.ts'
import { jsonReply } from '#test/support/test-network.ts'
import { callPage } from '../pages/call-page.ts'
import { entrancePage } from '../pages/entrance-page.ts'
import { framePage } from '../pages/frame-page.ts'
import { rejectedPage } from '../pages/rejected-page.ts'
import { signInPage } from '../pages/sign-in-page.ts'
import { people, type BrowserDesk, type BrowserWorld, type Window } from './browser-world.ts'

type Visit = (name: string, page: Page) => Promise<void>

const newCode = async (world: BrowserWorld): Promise<string> => (await world.test.central.admin.createEnrolmentCode()).code

const tourFirstStart = async (world: BrowserWorld, desk: BrowserDesk, { page, problems }: Window, visit: Visit) => {
  const entrance = entrancePage(page)
  await entrance.code.waitFor()
  await visit('enrolment', page)
  await entrance.enrolWith('abcd efgh')
  await page.getByText(ja.enrolment.codeTooShort(8)).waitFor()
  await visit('enrolment-too-short', page)
  await entrance.enrolWith('abcd-efgh-jkmn-pqrt')
  await entrance.alert.waitFor()
  await visit('enrolment-refused', page)
  desk.desktop.network.isDown = true
  await entrance.enrolWith(await newCode(world))
  await page.getByText(ja.errors.reasons['CENTRAL_UNREACHABLE'] ?? '').waitFor()
  await visit('enrolment-offline', page)
  desk.desktop.network.isDown = false
  await entrance.enrol.click()
  await signInPage(page).submit.waitFor()
  await visit('enrolled', page)
  problems.clear()
}

/** Central of this office offers passwords alone: what it would say with an identity provider is said by the network. */
const tourExternal = async (desk: BrowserDesk, { page, problems }: Window, visit: Visit) => {
  const entrance = entrancePage(page)
  const expiresAt = new Date(Date.now() + 600_000).toISOString()
  desk.desktop.network.intercept = async (path, send) => {
    if (path === '/v1/sign-in-methods') return jsonReply({ password: true, oidc: true })
    if (path === '/v1/oidc-sign-ins') return jsonReply({ authorizationUrl: 'https://idp.example/auth', handle: `handle_${'a'.repeat(43)}`, expiresAt })
    return await send()
  }
  await page.reload()
  await entrance.external.waitFor()
  await visit('sign-in-external', page)
  await entrance.external.click()
  await entrance.number.waitFor()
  await visit('sign-in-external-number', page)
  await entrance.number.fill('123456')
  await entrance.number.press('Enter')
  await entrance.alert.waitFor()
  await visit('sign-in-external-refused', page)
  await page.getByRole('button', { name: ja.externalSignIn.cancel }).click()
  await signInPage(page).submit.waitFor()
  desk.desktop.network.intercept = null
  desk.desktop.network.isDown = true
  await page.getByText(ja.externalSignIn.offline).waitFor()
  await visit('sign-in-external-offline', page)
  desk.desktop.network.isDown = false
  problems.clear()
}

const tourOfflineSignIn = async (desk: BrowserDesk, window: Window, visit: Visit) => {
  const { page, problems } = window
  const signIn = signInPage(page)
  await page.reload()
  await signIn.as(people.operator)
  await framePage(page).signOut()
  desk.desktop.network.isDown = true
  // Nobody who has ever signed in here.
  await signIn.attempt(people.supervisor.staffId, 'wrong-password-1')
  await signIn.alert.waitFor()
  await visit('sign-in-offline-refused', page)
  await signIn.as(people.operator)
  await framePage(page).says(ja.status.central.offline)
  await visit('signed-in-offline', page)
  desk.desktop.network.isDown = false
  await framePage(page).signOut()
  await signIn.as(people.operator)
  problems.clear()
}

const tourRevoked = async (world: BrowserWorld, desk: BrowserDesk, { page, problems }: Window, visit: Visit) => {
  const call = callPage(page)
  await call.start()
  desk.desktop.network.isDown = true
  await call.callerName.fill('見本 停止子')
  await call.saved.waitFor()
  const { deviceNumber } = await desk.desktop.page().system.status({})
  if (deviceNumber !== null) await world.test.central.admin.revokeDevice(deviceNumber)
  desk.desktop.network.isDown = false
  const entrance = entrancePage(page)
  await entrance.heading(ja.revoked.title).waitFor()
  await entrance.code.waitFor()
  await visit('revoked', page)
  await entrance.enrolWith(await newCode(world))
  await signInPage(page).submit.waitFor()
  await signInPage(page).as(people.operator)
  await framePage(page).open('rejected')
  await rejectedPage(page).changes.first().waitFor()
  await visit('enrolled-again', page)
  problems.clear()
}

/** Opens a desk of its own. @returns the window, for what its page complained about */
export const tourEnrolment = async (world: BrowserWorld, visit: Visit): Promise<Window> => {
  const desk = await world.openDesk('fresh', false)
  const window = await desk.openWindow()
  await tourFirstStart(world, desk, window, visit)
  await tourExternal(desk, window, visit)
  await tourOfflineSignIn(desk, window, visit)
  await tourRevoked(world, desk, window, visit)
  return window
}
