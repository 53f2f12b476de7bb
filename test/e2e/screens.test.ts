/** Every screen in the states of a working day: usable for everybody, whole at every size, silent on the console. */
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import type { Page } from 'playwright-core'
import { openBrowserWorld, type BrowserWorld } from './support/browser-world.ts'
import { layoutFaults } from './support/layout.ts'
import { isThorough } from '#test/support/thorough.ts'
import { tour } from './support/tour.ts'

jest.setTimeout(600_000)

/** The smaller one is the office's; at the larger one everything has more room. */
const sizes = isThorough ? [{ width: 1920, height: 1080 }, { width: 1366, height: 768 }] : [{ width: 1366, height: 768 }]
let world: BrowserWorld
const seen = { screens: [] as string[], accessibility: [] as string[], layout: [] as string[], console: [] as readonly string[] }

/** WCAG 2.2 AA; what axe calls serious or critical. */
const accessibilityFaults = async (page: Page): Promise<string[]> => {
  // Legacy mode stays inside this window: the page has no frames, and a second window costs a second each time.
  const builder = new AxeBuilder({ page }).setLegacyMode()
  // What lies under a dialog was looked at before the dialog opened.
  if (await page.getByRole('dialog').count() > 0) builder.include('[role="dialog"]')
  const { violations } = await builder.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary?.replaceAll('\n', ' ').slice(0, 200) ?? ''}`))
}

beforeAll(async () => {
  world = await openBrowserWorld()
  seen.console = await tour(world, async (name, page) => {
    seen.screens.push(name)
    // Screens next to each other share most of their parts: every sixth is looked at, all of them in a thorough run.
    if (isThorough || seen.screens.length % 6 === 1) seen.accessibility.push(...(await accessibilityFaults(page)).map((fault) => `${name}: ${fault}`))
    for (const size of sizes) {
      await page.setViewportSize(size)
      seen.layout.push(...(await layoutFaults(page)).map((fault) => `${name} at ${size.width}: ${fault}`))
    }
  })
}, 600_000)
afterAll(async () => { await world?.close() })

it('has shown every screen', () => expect(seen.screens.length).toBeGreaterThanOrEqual(105))
it('is accessible: axe finds nothing serious', () => expect(seen.accessibility).toEqual([]))
it('fits: no sideways scrolling, nothing cut off', () => expect(seen.layout).toEqual([]))
it('says nothing on the console, and its policy blocks nothing', () => expect(seen.console).toEqual([]))
