import type { EnvelopeProduct } from '#templates/letters/envelope.ts'
import { boxesOverlap, everVisibleBox } from '#templates/letters/envelope.ts'
import type { NoticeTemplate } from '#templates/letters/password-notice/schema.ts'
import { drawAddressBlock, setAddressBlock } from './address-block.ts'
import { noticeTypefaces, warmFonts } from './fonts.ts'
import { breathe, createLetterDocument } from './letter-document.ts'
import type { LetterDocument } from './letter-document.ts'
import type { NoticeContent, NoticeLetter, PreflightProblem } from './notice-content.ts'
import { drawNoticeContent, drawNoticeForm } from './notice-page.ts'
import { preflight, preflightTemplate } from './notice-preflight.ts'
import { readNoticeSetting } from './notice-setting.ts'
import type { NoticeSetting } from './notice-setting.ts'
import type { Painter } from './painter.ts'
import { drawSampleMark } from './sample-mark.ts'
import { qrMatrix } from './symbols.ts'

export type { NoticeContent, NoticeLetter, PreflightProblem } from './notice-content.ts'

/**
 * The password notice (パスワード等通知書, domain: the notice). `preflightNotice` is asked before a password
 * exists; `drawNotices` makes one document of many letters, one page a letter, in memory only.
 */

export interface DrawNoticesOptions {
  /** `sample` for every preview: the password is a dummy and 見本 stands across the page, whatever the letter holds. */
  readonly mode: 'live' | 'sample'
  readonly template: NoticeTemplate
  readonly envelope: EnvelopeProduct
  /** The only time in the document: equal input gives equal bytes. */
  readonly createdAt: Date
}

/** Letters that must not be drawn. Says which letter (from 0) and why; its message names no facility. */
export class NoticeNotDrawableError extends Error {
  readonly letterIndex: number
  readonly problems: readonly PreflightProblem[]
  constructor(letterIndex: number, problems: readonly PreflightProblem[]) {
    super(`Letter ${letterIndex + 1} cannot be drawn: ${problems.map((problem) => `${problem.kind} ${problem.field}`).join(', ')}`)
    this.name = 'NoticeNotDrawableError'
    this.letterIndex = letterIndex
    this.problems = problems
  }
}

let sourceSetting: NoticeSetting | undefined

/**
 * Whether a letter can be drawn, asked before a password for it exists.
 * @param setting template and envelope; those of the source tree when absent
 * @returns empty when drawable, else each problem with its sentence and remedy
 */
export function preflightNotice(input: NoticeContent, setting?: Omit<NoticeSetting, 'templateHash'>): PreflightProblem[] {
  return preflight(input, setting ?? (sourceSetting ??= readNoticeSetting()))
}

// Its checks do not hold, so it redeems nothing; its piece mark is no piece.
const samplePassword = { groups: ['XXXX', 'XXXX', 'XXXX', 'XXXX'] } as const
const samplePieceMark = 'SAMPLE'

interface NoticeForms {
  /** The form of a letter's kind, drawn when the first letter of that kind comes. */
  formOf(letter: NoticeLetter): string
  sample(): string
}

function createForms(document: LetterDocument, { template, envelope }: DrawNoticesOptions): NoticeForms {
  const names = new Map<string, string>()
  const drawnOnce = (key: string, draw: (painter: Painter) => void): string => {
    const known = names.get(key)
    if (known !== undefined) return known
    const painter = document.newPainter()
    draw(painter)
    const name = document.addForm(painter)
    names.set(key, name)
    return name
  }
  return {
    formOf: ({ postageClass: id, hasSecondNumber }) =>
      drawnOnce(`${id} ${hasSecondNumber}`, (painter) => {
        const postageClass = template.postageClasses.find((known) => known.id === id)
        if (postageClass === undefined) throw new RangeError('The postage class was not checked before drawing')
        drawNoticeForm(painter, template, envelope, { postageClass, hasSecondNumber })
      }),
    sample: () => drawnOnce('sample', drawSampleMark),
  }
}

function drawPage(document: LetterDocument, forms: NoticeForms, letter: NoticeLetter, options: DrawNoticesOptions): void {
  const { template, envelope } = options
  const painter = document.newPainter()
  const used = letter.isSample ? [forms.sample(), forms.formOf(letter)] : [forms.formOf(letter)]
  for (const name of used) painter.place(name)
  const block = setAddressBlock(letter, envelope, template.layout.address)
  if (block === null) throw new RangeError('The address was not checked before drawing')
  drawAddressBlock(painter, block)
  drawNoticeContent(painter, template, letter, letter.password.groups)
  const ever = everVisibleBox(envelope)
  if (painter.boxes.some((box) => box.part === 'letter' && boxesOverlap(box, ever))) {
    throw new RangeError('Something besides the address would show in the window')
  }
  document.addPage(painter, used)
}

/**
 * Draws letters into one PDF, one page each, in the order given. Yields between pages.
 * @throws NoticeNotDrawableError before anything is drawn, for the first letter that preflight refuses
 */
export async function drawNotices(letters: readonly NoticeLetter[], options: DrawNoticesOptions): Promise<Uint8Array> {
  if (letters.length === 0) throw new RangeError('A document of no letters')
  const drawn = options.mode === 'live' ? letters : letters.map((letter) => ({ ...letter, password: samplePassword, pieceMark: samplePieceMark, isSample: true }))
  await warmFonts(noticeTypefaces)
  const setting = { template: options.template, envelope: options.envelope, otherEnvelopes: [] }
  // Done once and kept, each in a turn of its own: together they would hold the event loop for too long.
  qrMatrix(options.template.portal.url)
  await breathe()
  preflightTemplate(options.template, options.envelope)
  await breathe()
  for (const [index, letter] of drawn.entries()) {
    const problems = preflight(letter, setting)
    if (problems.length > 0) throw new NoticeNotDrawableError(index, problems)
    await breathe()
  }
  const document = createLetterDocument({ title: 'パスワード等通知書', createdAt: options.createdAt })
  const forms = createForms(document, options)
  for (const letter of drawn) {
    drawPage(document, forms, letter, options)
    await breathe()
  }
  return document.finish()
}
