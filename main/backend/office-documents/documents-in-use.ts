/** Keeps the letters at what the office has published: taken in at the start and whenever a document changes, until the hub closes. */
import type { Core } from '../core.ts'
import type { LetterOffice } from '../lots/letter-office.ts'
import { publishedDocument } from './document-repository.ts'

export interface DocumentsInUse {
  /** Takes in what is published now. */
  refresh(): Promise<void>
  /** Waits until what has come in so far is in use; at once where nothing has. */
  settled(): Promise<void>
}

export const watchDocuments = (core: Core, office: LetterOffice): DocumentsInUse => {
  const take = async (): Promise<void> => {
    const { manager } = core.database.reader
    const [passwordNotice, envelopes] = [await publishedDocument(manager, 'passwordNotice'), await publishedDocument(manager, 'envelopes')]
    office.use({ passwordNotice: passwordNotice?.text ?? null, envelopes: envelopes?.text ?? null })
  }
  let latest = Promise.resolve()
  /** One after another: an older state never comes in after a newer one. */
  const refresh = (): Promise<void> => {
    const next = latest.then(take)
    // Whoever waits next is not told of this failure: the caller of `refresh` is.
    latest = next.catch((error: unknown) => core.deps.log.error('officeDocuments.use', error))
    return next
  }
  const watch = async (): Promise<void> => {
    const events = core.hub.watch()
    for (let next = await events.next(); !next.done; next = await events.next()) {
      if (next.value.kind === 'changed' && next.value.topics.includes('officeDocuments')) refresh().catch(() => undefined)
    }
  }
  void watch()
  return { refresh, settled: () => latest }
}
