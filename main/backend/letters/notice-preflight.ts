import { normalisePostalCode } from '#shared/domain/postal-code.ts'
import { isIsoDate } from '#shared/domain/wareki.ts'
import { boxesOverlap, everVisibleBox, isInside } from '#templates/letters/envelope.ts'
import type { EnvelopeProduct } from '#templates/letters/envelope.ts'
import type { NoticeTemplate, PostageClass } from '#templates/letters/password-notice/schema.ts'
import { setAddressBlock } from './address-block.ts'
import { noticeTypefaces, textWidth, undrawableCharacters } from './fonts.ts'
import { noticeFieldNames } from './notice-content.ts'
import type { NoticeContent, NoticeField, PreflightProblem } from './notice-content.ts'
import { drawNoticeContent, drawNoticeForm, fitFacilityName, postageMarkWidth, sheet } from './notice-page.ts'
import type { NoticeFormKind } from './notice-page.ts'
import type { NoticeSetting } from './notice-setting.ts'
import { blindEncoder, createPainter } from './painter.ts'
import type { PlacedBox } from './painter.ts'
import { pieceMarkSymbol } from './symbols.ts'

/** What is asked of a letter before a password for it exists. */

const drawnFields = ['facilityName', 'prefectureName', 'address', 'founder', 'noticeNumber'] as const satisfies readonly NoticeField[]

function characterProblems(content: NoticeContent): PreflightProblem[] {
  return drawnFields.flatMap((field) =>
    undrawableCharacters(content[field] ?? '', noticeTypefaces).map(({ character, codePoint }): PreflightProblem => {
      const isPrivate = /\p{Co}/u.test(character)
      const name = noticeFieldNames[field]
      return {
        kind: 'undrawableCharacter',
        field,
        character,
        codePoint,
        message: isPrivate
          ? `${name}に外字（${codePoint}）があり、印刷すると□になります。`
          : `${name}の文字「${character}」（${codePoint}）は、この通知書の書体では印刷できません。`,
        remedy: isPrivate
          ? '外字の訂正で、正しい文字に置き換えてください。'
          : '外字の訂正で、印刷できる字体に置き換えてください。',
      }
    }),
  )
}

const missing = (field: NoticeField): PreflightProblem => ({
  kind: 'missing',
  field,
  message: `${noticeFieldNames[field]}がありません。`,
  remedy: '医療機関等一覧の内容を確かめ、訂正してから、もう一度依頼してください。',
})

const invalid = (field: NoticeField, remedy: string): PreflightProblem => ({
  kind: 'invalid',
  field,
  message: `${noticeFieldNames[field]}が正しい形ではありません。`,
  remedy,
})

function formProblems(content: NoticeContent): PreflightProblem[] {
  const problems: PreflightProblem[] = []
  for (const field of ['facilityName', 'address', 'prefectureName', 'noticeNumber'] as const) {
    if (content[field].trim() === '') problems.push(missing(field))
  }
  if (content.postalCode === null || content.postalCode.trim() === '') problems.push(missing('postalCode'))
  else if (normalisePostalCode(content.postalCode) === null) problems.push(invalid('postalCode', '郵便番号を7桁の数字に訂正してください。'))
  if (!/^[0-9]{10}$/u.test(content.facilityCode)) problems.push(invalid('facilityCode', '医療機関等コードは10桁の数字です。一覧を確かめてください。'))
  for (const field of ['issuedOn', 'validUntil'] as const) {
    if (!isIsoDate(content[field])) problems.push(invalid(field, '日付を確かめてください。'))
  }
  if (isIsoDate(content.issuedOn) && isIsoDate(content.validUntil) && content.validUntil <= content.issuedOn) {
    problems.push(invalid('validUntil', '有効期限は発行日より後の日にしてください。'))
  }
  if (pieceMarkSymbol(content.pieceMark) === null) {
    problems.push(invalid('pieceMark', 'ピースマークの番号は半角英数字で、9 mm以内に印刷できる長さにしてください。'))
  }
  return problems
}

function postageProblems({ postageClass }: NoticeContent, { postageClasses }: NoticeTemplate): PreflightProblem[] {
  if (postageClasses.some((known) => known.id === postageClass)) return []
  return [{
    kind: 'invalid',
    field: 'postageClass',
    message: `選ばれた郵便種別（${postageClass}）が、使用中のひな形にありません。`,
    remedy: `この依頼を取り消し、${postageClasses.map((known) => known.name).join('・')}のどれかを選んで依頼し直してください。`,
  }]
}

/** Which part to name when the address block is too large: the first whose absence lets the rest fit. */
function largestPart(content: NoticeContent, { envelope, template }: Pick<NoticeSetting, 'envelope' | 'template'>): NoticeField {
  const without: readonly [NoticeField, NoticeContent][] = [
    ['founder', { ...content, founder: null }],
    ['address', { ...content, address: '一' }],
    ['facilityName', { ...content, facilityName: '一' }],
  ]
  const found = without.find(([, rest]) => setAddressBlock(rest, envelope, template.layout.address) !== null)
  return found?.[0] ?? 'address'
}

function fitProblems(content: NoticeContent, setting: Omit<NoticeSetting, 'templateHash'>): PreflightProblem[] {
  const { template, envelope, otherEnvelopes } = setting
  const problems: PreflightProblem[] = []
  if (setAddressBlock(content, envelope, template.layout.address) === null) {
    const field = largestPart(content, setting)
    const roomier = otherEnvelopes.find((other) => setAddressBlock(content, other, template.layout.address) !== null)
    problems.push({
      kind: 'doesNotFit',
      field,
      message: `宛名が「${envelope.name}」の窓に収まりません（${noticeFieldNames[field]}が長すぎます）。`,
      remedy:
        roomier === undefined
          ? '登録されている封筒では送れません。窓の大きい封筒を登録するよう、管理者に依頼してください。'
          : `封筒「${roomier.name}」を選ぶと収まります。`,
    })
  }
  if (fitFacilityName(template, content) === null) {
    problems.push({
      kind: 'doesNotFit',
      field: 'facilityName',
      message: '医療機関等の名称が長く、手順②の欄に収まりません。',
      remedy: '一覧の名称を確かめてください。正しければ、ひな形の変更を管理者に依頼してください。',
    })
  }
  const numberRoom = sheet.width - template.layout.margins.right - template.layout.senderColumn.left - 19
  if (textWidth(content.noticeNumber, 'gothic', 9.5) > numberRoom) {
    problems.push({ kind: 'doesNotFit', field: 'noticeNumber', message: '通知書番号が長く、欄に収まりません。', remedy: '管理者に知らせてください。' })
  }
  return problems
}

/**
 * What is wrong with a template in an envelope: characters it cannot draw, something in the window or
 * across a fold, something off the sheet. Empty = usable.
 */
export function preflightTemplate(template: NoticeTemplate, envelope: EnvelopeProduct): PreflightProblem[] {
  const known = templatesChecked.get(template)?.get(envelope)
  if (known !== undefined) return known
  const problems = templateProblems(template, envelope)
  const ofTemplate = templatesChecked.get(template) ?? new WeakMap<EnvelopeProduct, PreflightProblem[]>()
  templatesChecked.set(template, ofTemplate.set(envelope, problems))
  return problems
}

const templatesChecked = new WeakMap<NoticeTemplate, WeakMap<EnvelopeProduct, PreflightProblem[]>>()

/** A letter of which every part is there, to see the template with. */
const fullContent: NoticeContent = {
  facilityName: '一'.repeat(40),
  listKind: 'visitingNurse',
  prefectureName: '東京都',
  postalCode: '1000000',
  address: '千代田区',
  founder: null,
  facilityCode: '0000000000',
  noticeNumber: '0'.repeat(14),
  pieceMark: 'SAMPLE',
  issuedOn: '2038-12-30',
  validUntil: '2038-12-31',
  postageClass: '',
  hasSecondNumber: true,
}
const widestGroups = ['WWWW', 'WWWW', 'WWWW', 'WWWW']

function textsOverlap(boxes: readonly PlacedBox[]): boolean {
  const texts = boxes.filter((box) => box.isText)
  return texts.some((box, index) => texts.slice(index + 1).some((other) => boxesOverlap(box, other)))
}

function templateProblems(template: NoticeTemplate, envelope: EnvelopeProduct): PreflightProblem[] {
  const problem = (message: string, remedy: string): PreflightProblem => ({ kind: 'template', field: 'template', message, remedy })
  const texts = [...Object.values(template.wording).flatMap((text) => (typeof text === 'string' ? [text] : text.flatMap((step) => [step.heading, step.text])))]
  texts.push(...template.postageClasses.flatMap((known) => known.marks), template.sender.organisation, template.sender.office, template.helpline.note)
  const undrawable = texts.flatMap((text) => text.split('\n')).flatMap((line) => undrawableCharacters(line, noticeTypefaces))
  if (undrawable.length > 0) {
    return undrawable.map(({ character, codePoint }) =>
      problem(`ひな形の文字「${character}」（${codePoint}）は印刷できません。`, '別の文字に置き換えてください。'),
    )
  }
  // Classes of postage differ by their row of marks only, which ends at the right margin: the widest covers the others.
  const widthOfMarks = ({ marks }: PostageClass): number => marks.reduce((width, mark) => width + postageMarkWidth(mark), 0)
  const widest = template.postageClasses.toSorted((one, other) => widthOfMarks(other) - widthOfMarks(one))[0]
  const sentences = new Map<string, string>()
  for (const hasSecondNumber of [true, false]) {
    if (widest === undefined) continue
    for (const [message, remedy] of layoutProblems(template, envelope, { postageClass: widest, hasSecondNumber })) sentences.set(message, remedy)
  }
  return [...sentences].map(([message, remedy]) => problem(message, remedy))
}

/** Pairs of a sentence and its remedy. */
function layoutProblems(template: NoticeTemplate, envelope: EnvelopeProduct, kind: NoticeFormKind): [string, string][] {
  const painter = createPainter(blindEncoder)
  drawNoticeForm(painter, template, envelope, kind)
  drawNoticeContent(painter, template, fullContent, widestGroups)
  const problems: [string, string][] = []
  if (textsOverlap(painter.boxes)) problems.push(['文字どうしが重なります。', '文を短くするか、手順の位置を離してください。'])
  const marks = painter.boxes.filter((box) => box.right - box.left > 0 && box.bottom - box.top > 0)
  if (marks.some((box) => boxesOverlap(box, everVisibleBox(envelope)))) {
    problems.push(['宛名の窓から、宛名のほかの文字や線が見えてしまいます。', '表題と差出人の位置を、窓から離してください。'])
  }
  const printable = { left: 4, top: 4, right: sheet.width - 4, bottom: sheet.height - 4 }
  if (!marks.every((box) => isInside(box, printable))) problems.push(['用紙からはみ出す文字や線があります。', '文を短くするか、位置を変えてください。'])
  // Fold marks lie on the folds: they are the only thing within 10 mm of the sheet's edges.
  const inner = marks.filter((box) => box.right > 10 && box.left < sheet.width - 10)
  for (const fold of envelope.folds) {
    if (inner.some((box) => box.top < fold && box.bottom > fold)) problems.push([`上から${fold} mmの折り目に文字がかかります。`, '文を短くするか、手順の位置を変えてください。'])
  }
  return problems
}

/** @returns empty when the letter can be drawn with this setting, else every problem found */
export function preflight(content: NoticeContent, setting: Omit<NoticeSetting, 'templateHash'>): PreflightProblem[] {
  const early = [...formProblems(content), ...characterProblems(content), ...postageProblems(content, setting.template)]
  // Widths are known only of texts that can be drawn.
  return early.length > 0 ? early : [...fitProblems(content, setting), ...preflightTemplate(setting.template, setting.envelope)]
}
