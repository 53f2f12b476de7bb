/** The browser of the tests: unpacked from the npm package into a folder of its own, which goes with it. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser } from 'playwright-core'
import { projectRoot } from '#host/client-version.ts'

const run = promisify(execFile)

// Not the package's own arguments: those switch web security off, and the policy of the page would go untested.
const browserArguments = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-background-networking', '--no-first-run']

/**
 * The package unpacks into the temporary folder of its process: a process of its own gets a folder of its own. It brings
 * the libraries that a bare Linux lacks (NSS, expat) for one hosting service only, so that is what it is told it runs on.
 */
const unpack = async (folder: string): Promise<string> => {
  const script = `import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath())`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: projectRoot, env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' } })
  return stdout
}

export interface TestBrowser {
  readonly browser: Browser
  /** Ends the browser and removes everything it wrote. */
  close(): Promise<void>
}

export const launchBrowser = async (): Promise<TestBrowser> => {
  const folder = await mkdtemp(join(tmpdir(), 'helpline-browser-'))
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  try {
    const browser = await chromium.launch({
      executablePath: await unpack(folder), args: browserArguments, headless: true, artifactsDir: join(folder, 'artifacts'), downloadsPath: join(folder, 'downloads'),
      env: { ...process.env, TMPDIR: folder, HOME: folder, LD_LIBRARY_PATH: join(folder, 'al2023/lib') } as Record<string, string>,
    })
    return {
      browser,
      close: async () => {
        await browser.close()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}
