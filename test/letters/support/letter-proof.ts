import { fullAddress } from '#backend/letters/notice-content.ts'
import type { NoticeLetter } from '#backend/letters/password-notice.ts'
import { characterReading } from '#shared/domain/notice-password.ts'
import { alwaysVisibleBox, boxesOverlap, everVisibleBox, isInside, windowOverSheet } from '#templates/letters/envelope.ts'
import type { Box } from '#templates/letters/envelope.ts'
import { setting } from './notices.ts'
import { glyphDifference, placedGlyphs } from './outlines.ts'
import { crop, darkPixels, decodeCodes, whitened } from './read-pdf.ts'
import type { PlacedText } from './placed-text.ts'
import type { Outlined, ReadPage } from './read-pdf.ts'

/** What is wrong with a finished letter, found in its PDF and its pixels; no knowledge of how it was drawn. */

const { envelope, template } = setting

/** At 150 dots an inch the same glyph differs by at most 0.012, the most alike of different ones (未 末) by 0.065. */
export const glyphTolerance = 0.03
export const proofDotsPerInch = 150

const plain = (text: string): string => text.normalize('NFC').replace(/\s/gu, '')
/** What the title's optical alignment may stand out of the margin (mm). */
const opticalAlignment = 0.6

function placeFaults(texts: readonly PlacedText[]): string[] {
  const { margins } = template.layout
  const sheet = { left: margins.left - opticalAlignment, right: 210 - margins.right + 0.05, top: 8, bottom: 292 }
  return texts.flatMap((text, index) => [
    ...(isInside(text, sheet) ? [] : [`outside the margins: ${text.text}`]),
    ...(envelope.folds.some((fold) => text.top < fold && text.bottom > fold) ? [`across a fold: ${text.text}`] : []),
    ...texts.slice(index + 1).flatMap((other) => {
      // Less a little: a run in a second typeface begins where the first ends.
      const inner = { left: text.left + 0.25, right: text.right - 0.25, top: text.top + 0.1, bottom: text.bottom - 0.1 }
      return boxesOverlap(inner, other) ? [`over one another: ${text.text} / ${other.text}`] : []
    }),
  ])
}

function addressOf(letter: NoticeLetter): string {
  const founder = letter.founder?.trim() ?? ''
  const postalCode = letter.postalCode ?? ''
  return [`〒${postalCode.slice(0, 3)}-${postalCode.slice(3)}`, fullAddress(letter), letter.facilityName, '御中', ...(founder === '' ? [] : ['開設者', founder, '様'])].join('')
}

/** Lines of the window: texts on one baseline, joined. */
function linesOf(texts: readonly PlacedText[]): string[] {
  const lines = new Map<string, string>()
  for (const text of texts) lines.set(text.baseline.toFixed(2), `${lines.get(text.baseline.toFixed(2)) ?? ''}${text.text}`)
  return [...lines.values()]
}

const lineStartForbidden = /^[、。，．）」』ぁぃぅぇぉっゃゅょァィゥェォッャュョー々・]/u
const numbers = /[0-9０-９]+(?:[-－−‐][0-9０-９]+)+/gu

async function windowFaults({ texts, pixels }: ReadPage, letter: NoticeLetter): Promise<string[]> {
  const always = alwaysVisibleBox(envelope)
  const ever = everVisibleBox(envelope)
  const inWindow = texts.filter((text) => boxesOverlap(text, ever))
  const lines = linesOf(inWindow)
  const faults: string[] = []
  if (plain(lines.join('')) !== plain(addressOf(letter))) faults.push(`the window says ${lines.join(' | ')}`)
  faults.push(...inWindow.filter((text) => !isInside(text, always)).map((text) => `not at every shift in the window: ${text.text}`))
  faults.push(...lines.filter((line) => lineStartForbidden.test(line)).map((line) => `begins with what may not begin a line: ${line}`))
  for (const [number] of addressOf(letter).matchAll(numbers)) if (!lines.some((line) => line.includes(number))) faults.push(`a number in two lines: ${number}`)
  // Ink, not only text: outside the always-visible box the window shows bare paper.
  const inside: Box = { left: always.left - ever.left, right: always.right - ever.left, top: always.top - ever.top, bottom: always.bottom - ever.top }
  if (darkPixels(whitened(crop(pixels, ever), [inside]), 250) > 0) faults.push('ink in the window beside the address')
  for (const right of [-envelope.play.left, 0, envelope.play.right]) {
    for (const down of [-envelope.play.up, 0, envelope.play.down]) if (!isInside(always, windowOverSheet(envelope, { right, down }))) faults.push('a shift hides a part of the address')
  }
  return faults
}

/** Glyphs whose pixels are not those of the font's outlines. */
export function glyphFaults(page: Pick<ReadPage, 'pixels'>, outlined: Outlined): string[] {
  return outlined.texts.flatMap((text) =>
    placedGlyphs(text).filter((glyph) => glyphDifference(page.pixels, outlined.pixels, glyph) > glyphTolerance).map((glyph) => `not drawn as ${glyph.character} in: ${text.text}`),
  )
}

function passwordFaults(texts: readonly PlacedText[], letter: NoticeLetter): string[] {
  const large = texts.filter((text) => text.size > 20 && text.baseline > 160 && text.baseline < 195)
  const faults: string[] = []
  if (large.map((text) => text.text).join('') !== letter.password.groups.join('')) faults.push('another password')
  if (new Set(large.map((text) => text.baseline.toFixed(2))).size !== 1) faults.push('the password is on more than one line')
  for (const character of large) {
    const middle = (character.left + character.right) / 2
    const reading = texts.find((text) => Math.abs((text.left + text.right) / 2 - middle) < 0.3 && text.top > character.baseline && text.top < character.baseline + 6)
    if (reading?.text !== characterReading(character.text)) faults.push('a character without its reading')
  }
  return faults
}

/**
 * @param page read at `proofDotsPerInch`
 * @param comparesGlyphsOf the texts whose glyphs are compared; all of them when absent
 */
export async function letterFaults(page: ReadPage, letter: NoticeLetter, comparesGlyphsOf: (text: PlacedText) => boolean = () => true): Promise<string[]> {
  const read = plain(page.allText)
  const said = [letter.facilityCode, letter.noticeNumber, plain(letter.facilityName), '0800-080-4583', template.portal.url]
  // Looked for where they must be: through the window in its middle position, and beside the first step.
  const places = [windowOverSheet(envelope, { right: 0, down: 0 }), { left: 210 - template.layout.margins.right - template.layout.qrSize - 5, right: 195, top: 99, bottom: 132 }]
  const codes = (await Promise.all(places.map(async (place) => await decodeCodes(crop(page.pixels, place))))).flat().map((code) => code.text)
  return [
    ...placeFaults(page.texts),
    ...(await windowFaults(page, letter)),
    ...glyphFaults(page, page.outline({ of: comparesGlyphsOf })),
    ...passwordFaults(page.texts, letter),
    ...said.filter((text) => !read.includes(text)).map((text) => `nowhere said: ${text}`),
    ...(codes.join() === [letter.pieceMark, template.portal.url].join() ? [] : [`codes: ${codes.join()}`]),
  ]
}
