/** Which printers may never receive a live letter: the ones that make a file, a fax or a page on somebody else's machine. */

/** What the operating system tells about a printer. */
export interface InstalledPrinter {
  /** The system's name: what settings list and print jobs name. */
  readonly name: string
  readonly displayName: string
  readonly description: string
  /** Platform-specific: driver, address, location. */
  readonly options: Readonly<Record<string, unknown>>
}

// Names and drivers, compared after NFKC and without case. Known products that do not say PDF in their name stand by themselves.
const notPhysical = [
  /pdf/, /xps/, /fax|ファックス|ファクス/, /onenote/, /document ?writer/, /image ?writer/, /e-?mail|メール送信/,
  /docuworks/, /snagit/, /ghostscript/, /redmon/, /bullzip|cutewriter|primopdf|novapdf|foxit|doxillion/, /biz ?print to/, /evernote/,
  /generic ?\/ ?text|text only/, /virtual|仮想/, /cloud ?print/, /redirected|リダイレクト/, /send to/, /print to file|ファイルへ出力/,
]

// Ports and device addresses that lead to no paper.
const notPaper = [
  /^file:/, /portprompt:/, /^nul:?$/, /shrfax:/, /xpsport:/, /^cups-pdf:/, /^ipp.*virtual/, /microsoft\.office\.onenote/, /\.(pdf|xps|oxps|tiff?|prn)$/, /^ts\d{3}$/, /^smtp:|^mailto:/,
]

const normalized = (text: string) => text.normalize('NFKC').toLowerCase().trim()

/** False for printers to a file, to a fax, to a notebook, to a remote session, by name, driver, port or device address. */
export const isPhysicalPrinter = (printer: InstalledPrinter): boolean => {
  const told = Object.values(printer.options).filter((value) => typeof value === 'string').map(normalized)
  const names = [printer.name, printer.displayName, printer.description].map(normalized)
  if ([...names, ...told].some((text) => notPhysical.some((pattern) => pattern.test(text)))) return false
  return !told.some((text) => notPaper.some((pattern) => pattern.test(text)))
}

export type PrinterChoice =
  | { readonly kind: 'chosen'; readonly printer: InstalledPrinter }
  | { readonly kind: 'refused'; readonly reason: 'PRINTER_NOT_CONFIGURED' | 'PRINTER_NOT_FOUND' | 'PRINTER_NOT_PHYSICAL' }

/** The first printer of the allow-list that is installed. Names must agree exactly; a listed virtual printer is refused all the same. */
export const choosePrinter = (allowed: readonly string[], installed: readonly InstalledPrinter[]): PrinterChoice => {
  if (allowed.length === 0) return { kind: 'refused', reason: 'PRINTER_NOT_CONFIGURED' }
  const present = allowed.flatMap((name) => installed.filter((printer) => printer.name === name))
  if (present.length === 0) return { kind: 'refused', reason: 'PRINTER_NOT_FOUND' }
  const printer = present.find(isPhysicalPrinter)
  return printer === undefined ? { kind: 'refused', reason: 'PRINTER_NOT_PHYSICAL' } : { kind: 'chosen', printer }
}
