/** What a person reads from the printed sheets: the code of the challenge sheet, the password, the marks. */
import { decodeCodes, pageCount, readPage } from '#test/letters/support/read-pdf.ts'
import { passwordAlphabet } from '#shared/domain/notice-password.ts'

/** The four large digits of the challenge sheet. */
export const readChallengeCode = async (document: Uint8Array): Promise<string> => {
  const { texts } = await readPage(document)
  const largest = texts.toSorted((left, right) => right.size - left.size)
  const size = largest.find((text) => /\d/u.test(text.text))?.size ?? 0
  return largest.filter((text) => text.size === size).toSorted((left, right) => left.left - right.left).map((text) => text.text).join('').replace(/\D/gu, '')
}

export interface ReadLetter {
  readonly pages: number
  readonly text: string
  /** The sixteen characters of the password, as printed. */
  readonly password: string
  readonly pieceMark: string
  readonly portalUrl: string
  readonly isSample: boolean
}

/** Reads the first page, codes from its pixels. */
export const readLetter = async (document: Uint8Array): Promise<ReadLetter> => {
  const { texts, allText, pixels } = await readPage(document, 1, 220)
  const codes = await decodeCodes(pixels)
  const single = new RegExp(`^[${passwordAlphabet}]{1,4}$`, 'u')
  const candidates = texts.filter((text) => single.test(text.text) && text.size >= 16)
  const size = Math.max(...candidates.map((text) => text.size))
  const password = candidates.filter((text) => text.size === size).toSorted((left, right) => left.left - right.left).map((text) => text.text).join('')
  return {
    pages: await pageCount(document), text: allText, password,
    pieceMark: codes.find((code) => code.format === 'DataMatrix')?.text ?? '', portalUrl: codes.find((code) => code.format === 'QRCode')?.text ?? '',
    // The mark stands across the page; the word alone may be part of a name.
    isSample: /見.*本/su.test(texts.filter((text) => text.isTilted).map((text) => text.text).join('')),
  }
}
