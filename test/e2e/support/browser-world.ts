/**
 * A helpline for browser tests: a real central over HTTP, desktops with a database and a device of their own, each behind
 * the loopback web host with the page as it ships, and one browser in which everybody has a window of their own.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { systemClock } from '#host/ports.ts'
import type { Role } from '#shared/contract/records.ts'
import { addressNumbers } from '#shared/domain/address-numbers.ts'
import { startTestCentral, type TestCentral } from '#test/central/support/test-central.ts'
import { openTestDesktop, testPassword, type TestDesktop } from '#test/support/test-desktop.ts'
import { publishedSampleCodes } from '#trial/published-sample-codes.ts'
import { generateSampleList, type SampleFacility } from '#trial/sample-list.ts'
import { generateSamplePortalAccounts } from '#trial/sample-portal-accounts.ts'
import { uploadSampleList } from '#trial/trial-list.ts'
import type { PageFile } from '#web-host/page-files.ts'
import { startWebHost, type WebHost } from '#web-host/server.ts'
import { launchBrowser, type TestBrowser } from './browser.ts'
import { builtPage } from './built-page.ts'
import { patience } from './eventually.ts'
import { watchForProblems, type Problems } from './problems.ts'
import { connectPortal } from '#test/support/portal.ts'

export interface Person { readonly staffId: string; readonly displayName: string; readonly role: Role }
export const people: Readonly<Record<Role, Person>> = {
  operator: { staffId: 'op01', displayName: '見本 花子', role: 'operator' },
  mailroom: { staffId: 'ml01', displayName: '見本 次郎', role: 'mailroom' },
  supervisor: { staffId: 'sv01', displayName: '例示 一郎', role: 'supervisor' },
  administrator: { staffId: 'ad01', displayName: '例示 幸子', role: 'administrator' },
}

export interface Window {
  readonly page: Page
  readonly context: BrowserContext
  readonly problems: Problems
}

/** One desktop and its web host. */
export interface BrowserDesk {
  readonly desktop: TestDesktop
  /** A window with the sign-in screen, or whatever the page shows to somebody known. */
  openWindow(viewport?: { width: number; height: number }): Promise<Window>
  /** A fresh address of the page, as `npm start` prints it. */
  url(): string
  /** The web host goes away, with every connection of its pages. */
  stopHost(): Promise<void>
  /** Stops backend and host and starts both again: same files, same port, as after a crash of the process. */
  restart(): Promise<void>
}

export interface BrowserWorld {
  readonly test: TestCentral
  readonly facilities: readonly SampleFacility[]
  /** Registered, active, with telephone and founder: passes verification by itself. One after another. */
  nextFacility(): SampleFacility
  /** Nothing held to compare beyond the address: a supervisor decides. */
  readonly bare: SampleFacility
  /** @param isEnrolled false: as just installed, central does not know it; nobody has a list there yet */
  openDesk(name: string, isEnrolled?: boolean): Promise<BrowserDesk>
  /** What the portal does with code, password and second number. @returns 'redeemed' or the code of the refusal */
  redeem(facilityCode: string, password: string, receiptNumber: string): Promise<string>
  close(): Promise<void>
}

const isUsable = (facility: SampleFacility): boolean =>
  facility.status === 'active' && facility.postalCode !== null && addressNumbers(facility.address) !== null && facility.telephone !== null && facility.founder !== null

/** Milliseconds between two looks at central: what one desktop did is on the other at once. */
const syncInterval = 400

const openDesk = async (folder: string, name: string | null, test: TestCentral, browser: TestBrowser, files: ReadonlyMap<string, PageFile>): Promise<BrowserDesk & { close(): Promise<void> }> => {
  const desktop = await openTestDesktop({ directory: folder, clock: systemClock, centralUrl: test.url, more: { host: 'web', syncInterval } })
  if (name !== null) await desktop.backend.link.enrol((await test.central.admin.createEnrolmentCode()).code, name)
  const startHost = async (port: number): Promise<WebHost> => await startWebHost({
    dispatch: async (procedure, input, context) => await desktop.backend.dispatch(procedure, input, context),
    endClient: (clientId) => desktop.backend.endClient(clientId), page: files, port, now: () => systemClock.now(), commands: {},
  })
  let host = await startHost(0)
  const { port } = host
  const contexts: BrowserContext[] = []
  return {
    desktop,
    url: () => host.url(),
    openWindow: async (viewport = { width: 1366, height: 768 }) => {
      const context = await browser.browser.newContext({ viewport, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', acceptDownloads: true })
      context.setDefaultTimeout(patience)
      contexts.push(context)
      const page = await context.newPage()
      const problems = await watchForProblems(page)
      await page.goto(host.url())
      return { page, context, problems }
    },
    stopHost: async () => await host.close(),
    restart: async () => {
      await host.close()
      await desktop.restart()
      host = await startHost(port)
    },
    close: async () => {
      for (const context of contexts) await context.close()
      await host.close()
      await desktop.stop()
    },
  }
}

/** Takes seconds: one a test file, opened before and closed after all its tests. */
export const openBrowserWorld = async ({ facilityCount = 600 }: { readonly facilityCount?: number } = {}): Promise<BrowserWorld> => {
  const folder = await mkdtemp(join(tmpdir(), 'helpline-e2e-'))
  const undo: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })]
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const opening = Promise.allSettled([launchBrowser(), builtPage(), startTestCentral({ clock: systemClock })])
    const [browser, files, central] = await opening
    if (browser.status === 'fulfilled') undo.push(browser.value.close)
    if (central.status === 'fulfilled') undo.push(central.value.close)
    if (browser.status === 'rejected') throw browser.reason
    if (files.status === 'rejected') throw files.reason
    if (central.status === 'rejected') throw central.reason
    const test = central.value

    const facilities = generateSampleList({ seed: 20_261_101, count: facilityCount })
    // Invented ones only: nothing made up is shown under the name of a real facility.
    const usable = facilities.slice(publishedSampleCodes.length).filter(isUsable)
    const bare = facilities.find((facility) => facility.status === 'active' && facility.telephone === null && facility.founder === null && facility.manager === null && addressNumbers(facility.address) !== null)
    if (bare === undefined) throw new Error('The sample list holds no facility without anything to compare')
    const registered = new Set([bare, ...usable].map(({ facilityCode }) => facilityCode))
    await test.central.admin.importAccounts(generateSamplePortalAccounts(facilities, { seed: 1 })
      .map(({ facilityCode, state }) => ({ facilityCode, state: registered.has(facilityCode) ? 'registered' as const : state })))
    for (const person of Object.values(people)) await test.central.admin.addStaff({ ...person, password: testPassword })
    const portal = connectPortal(test.url, (await test.central.admin.createPortalCredential()).token)
    let used = 0
    let hasList = false
    return {
      test, facilities, bare,
      nextFacility: () => usable[used++]!,
      openDesk: async (name, isEnrolled = true) => {
        const desk = await openDesk(await mkdtemp(join(folder, `${name}-`)), isEnrolled ? name : null, test, browser.value as TestBrowser, files.value)
        undo.push(desk.close)
        if (!isEnrolled) return desk
        if (!hasList) {
          const page = await desk.desktop.signedIn(people.administrator.staffId)
          await uploadSampleList(desk.desktop.backend, await desk.desktop.backend.sessions.freshToken(people.administrator.staffId), facilities)
          await page.session.signOut({})
        }
        hasList = true
        await desk.desktop.sync()
        return desk
      },
      redeem: portal.redeem,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
