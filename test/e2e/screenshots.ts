/**
 * `node scripts/run.mjs test/e2e/screenshots.ts --out DIR`: a picture of every screen in the state of a working day, at
 * 1366×768 and 1920×1080. Not a test: for people who want to look.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openBrowserWorld } from './support/browser-world.ts'
import { tour } from './support/tour.ts'

const sizes = [{ width: 1920, height: 1080 }, { width: 1366, height: 768 }] as const

/** Null where it was not said. */
const outFolder = (): string | null => {
  try {
    return parseArgs({ options: { out: { type: 'string' } } }).values.out ?? null
  } catch {
    return null
  }
}

const main = async (out: string): Promise<void> => {
  await mkdir(out, { recursive: true })
  const world = await openBrowserWorld()
  let count = 0
  try {
    const problems = await tour(world, async (name, page) => {
      count += 1
      for (const size of sizes) {
        await page.setViewportSize(size)
        await page.evaluate(() => document.fonts.ready)
        await page.screenshot({ path: join(out, `${String(count).padStart(2, '0')}-${name}-${size.width}.png`) })
      }
    })
    for (const problem of problems) process.stdout.write(`the page complained: ${problem}\n`)
    process.stdout.write(`${count} screens in ${out}\n`)
  } finally {
    await world.close()
  }
}

const out = outFolder()
if (out === null) {
  process.stderr.write('Say where the pictures go: --out DIR\n')
  process.exitCode = 2
} else {
  await main(out)
}
