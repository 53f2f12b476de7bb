/** Letters on their way to the printer: held in memory, handed out once, never stored. */
import { randomUUID } from 'node:crypto'

/** Another scheme than the page's, served only in the session that prints. */
export const letterScheme = 'desk-letter'

export interface LetterOffer {
  /** Where the window finds the letter, once. */
  readonly address: string
  /** Overwrites and forgets what was not fetched. */
  withdraw(): void
}

export interface LetterSource {
  offer(document: Uint8Array): LetterOffer
  /** Answers requests of the scheme: 200 once for each letter offered, 404 for everything else. */
  handle(request: Request): Response
}

export const createLetterSource = (newToken: () => string = randomUUID): LetterSource => {
  const offered = new Map<string, Uint8Array<ArrayBuffer>>()
  return {
    offer: (document) => {
      const address = `${letterScheme}://letter/${newToken()}`
      offered.set(address, new Uint8Array(document))
      return {
        address,
        withdraw: () => {
          offered.get(address)?.fill(0)
          offered.delete(address)
        },
      }
    },
    handle: (request) => {
      const document = offered.get(request.url)
      offered.delete(request.url)
      if (document === undefined || request.method !== 'GET') return new Response(null, { status: 404 })
      const response = new Response(document.slice(), { headers: { 'content-type': 'application/pdf', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } })
      document.fill(0)
      return response
    },
  }
}
