/** Prints live letters: silently, on an allow-listed physical printer, from memory. */
import type { WebContentsPrintOptions } from 'electron'
import type { LetterPrinter } from '#backend/ports.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { LetterSource } from './letter-source.ts'
import { choosePrinter, type InstalledPrinter } from './printer-policy.ts'

/** A hidden window of the printing session. Made for one document and destroyed after it. */
export interface LetterWindow {
  /**
   * Loads the document; resolves once the viewer can print it. Before that the printer would get an empty page.
   * @throws when it cannot be loaded
   */
  load(address: string): Promise<void>
  /** Resolves with the reason of a failure, or null once the printer's queue has the document. */
  print(options: WebContentsPrintOptions): Promise<string | null>
  destroy(): void
}

export interface ElectronLetterPrinterOptions {
  /** System names, most wanted first: from the settings an administrator writes. */
  readonly allowedPrinters: () => Promise<readonly string[]>
  readonly installedPrinters: () => Promise<readonly InstalledPrinter[]>
  readonly source: LetterSource
  readonly openWindow: () => LetterWindow
  /** Aborts after so many milliseconds. */
  readonly timeLimit?: (milliseconds: number) => AbortSignal
}

/** A viewer that has not come up by then will not. */
const loadLimit = 30_000
/** Drivers render sheet by sheet before the queue takes the job. */
const printLimit = (sheets: number) => 60_000 + sheets * 5_000

/** As the letter is drawn: nothing scaled, nothing added, one sheet a page. Millimetres on paper depend on every line of this. */
const printOptions = (deviceName: string): WebContentsPrintOptions => ({
  silent: true,
  deviceName,
  printBackground: true,
  color: true,
  margins: { marginType: 'none' },
  landscape: false,
  scaleFactor: 100,
  pagesPerSheet: 1,
  collate: true,
  copies: 1,
  duplexMode: 'simplex',
  pageSize: 'A4',
})

const within = async <T>(work: Promise<T>, limit: AbortSignal): Promise<T> => {
  const passed = Promise.withResolvers<never>()
  const onAbort = () => passed.reject(new DeskError('FAILED', 'PRINTER_TIMED_OUT'))
  if (limit.aborted) onAbort()
  limit.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, passed.promise])
  } finally {
    limit.removeEventListener('abort', onAbort)
  }
}

const isPdf = (document: Uint8Array) => new TextDecoder('latin1').decode(document.subarray(0, 5)) === '%PDF-'

/** Reasons of the printing system that mean the printer, not us. */
const reasonOf = (failure: string): string => {
  if (/cancel/i.test(failure)) return 'PRINTER_CANCELLED'
  if (/invalid|settings|device/i.test(failure)) return 'PRINTER_SETTINGS_REFUSED'
  return 'PRINTER_FAILED'
}

/**
 * A LetterPrinter of the desktop window. Prints one document after another, in the order asked for.
 *
 * print throws DeskError FAILED with PRINTER_NOT_CONFIGURED, PRINTER_NOT_FOUND, PRINTER_NOT_PHYSICAL,
 * PRINTER_DOCUMENT_INVALID, PRINTER_CANCELLED, PRINTER_SETTINGS_REFUSED, PRINTER_FAILED or PRINTER_TIMED_OUT.
 * After the last two sheets may be on paper all the same: the lot counts what is really there.
 */
export const createElectronLetterPrinter = ({
  allowedPrinters, installedPrinters, source, openWindow, timeLimit = (milliseconds) => AbortSignal.timeout(milliseconds),
}: ElectronLetterPrinterOptions): LetterPrinter => {
  const choose = async (): Promise<InstalledPrinter> => {
    const choice = choosePrinter(await allowedPrinters(), await installedPrinters())
    if (choice.kind === 'refused') throw new DeskError('FAILED', choice.reason)
    return choice.printer
  }

  const printOne = async (document: Uint8Array, sheets: number): Promise<void> => {
    if (!isPdf(document)) throw new DeskError('FAILED', 'PRINTER_DOCUMENT_INVALID')
    // Asked again for every document: a printer may have gone, or become another one, since the last.
    const printer = await choose()
    const offer = source.offer(document)
    const window = openWindow()
    try {
      await within(window.load(offer.address), timeLimit(loadLimit))
      const failure = await within(window.print(printOptions(printer.name)), timeLimit(printLimit(sheets)))
      if (failure !== null) throw new DeskError('FAILED', reasonOf(failure))
    } catch (error) {
      throw error instanceof DeskError ? error : new DeskError('FAILED', 'PRINTER_FAILED')
    } finally {
      offer.withdraw()
      window.destroy()
    }
  }

  let last: Promise<unknown> = Promise.resolve()
  return {
    describe: async () => ({ name: (await choose()).name, isLive: true }),
    print: (document, { sheets }) => {
      const turn = last.then(() => printOne(document, sheets))
      last = turn.catch(() => {})
      return turn
    },
  }
}
