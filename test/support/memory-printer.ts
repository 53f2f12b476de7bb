/** A printer that keeps what it was handed, and what stands on it. */
import type { LetterPrinter } from '#backend/ports.ts'
import { decodeCodes, readPage } from '#test/letters/support/read-pdf.ts'

export interface PrintedDocument { readonly document: Uint8Array; readonly jobName: string; readonly sheets: number }

export interface MemoryPrinter extends LetterPrinter {
  readonly printed: PrintedDocument[]
  /** Thrown at the next print instead of taking it. */
  failNext: Error | null
}

export const createMemoryPrinter = (): MemoryPrinter => {
  const printed: PrintedDocument[] = []
  const printer: MemoryPrinter = {
    printed,
    failNext: null,
    describe: () => Promise.resolve({ name: 'memory', isLive: false }),
    print: (document, { jobName, sheets }) => {
      const failure = printer.failNext
      printer.failNext = null
      if (failure !== null) return Promise.reject(failure)
      printed.push({ document, jobName, sheets })
      return Promise.resolve()
    },
  }
  return printer
}

/** The four digits of a challenge sheet. */
export const challengeCodeOn = async ({ document }: PrintedDocument): Promise<string> => {
  const { texts } = await readPage(document, 1, 30)
  const code = texts.filter((text) => text.size > 40 && !text.isTilted).map((text) => text.text).join('').replaceAll(' ', '')
  if (!/^\d{4}$/u.test(code)) throw new Error(`No challenge code on the sheet: ${code}`)
  return code
}

export interface ReadLetter { readonly password: string; readonly pieceMark: string; readonly text: string }

/** What a person reads and a scanner scans on one letter. */
export const readLetter = async ({ document }: PrintedDocument, page = 1): Promise<ReadLetter> => {
  const { texts, allText, pixels } = await readPage(document, page, 200)
  const password = texts.filter((text) => text.size > 20 && text.baseline > 150 && !text.isTilted).map((text) => text.text).join('').replaceAll(' ', '')
  if (!/^[A-Z0-9]{16}$/u.test(password)) throw new Error('No password on the letter')
  const mark = (await decodeCodes(pixels)).find((code) => code.format === 'DataMatrix')
  if (mark === undefined) throw new Error('No piece mark on the letter')
  return { password, pieceMark: mark.text, text: allText }
}
