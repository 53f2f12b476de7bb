/** What a page complains about: errors on its console, exceptions, anything its content security policy blocked. */
import type { Page } from 'playwright-core'

export interface Problems {
  readonly all: readonly string[]
  /** Forgets what was expected, e.g. the answer to a wrong password. */
  clear(): void
}

const mark = 'blocked by the content security policy:'

export const watchForProblems = async (page: Page): Promise<Problems> => {
  const all: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') all.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => void all.push(`exception: ${error.message}`))
  await page.addInitScript((text) => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(text, event.violatedDirective, event.blockedURI, event.sourceFile))
  }, mark)
  return { all, clear: () => void all.splice(0) }
}
