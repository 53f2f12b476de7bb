import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { preflightTemplate } from '#backend/letters/notice-preflight.ts'
import { preflightNotice } from '#backend/letters/password-notice.ts'
import { noticeLetter, setting } from './support/notices.ts'

const problemsOf = (change: Parameters<typeof noticeLetter>[0]) => preflightNotice(noticeLetter(change), setting)

describe('preflight of a notice', () => {
  it('names a private-use character, its field and the remedy', () => {
    const [problem, ...more] = problemsOf({ facilityName: '\uE38B田医院' })
    expect(more).toEqual([])
    expect(problem).toMatchObject({ kind: 'undrawableCharacter', field: 'facilityName', character: '\uE38B', codePoint: 'U+E38B' })
    expect(problem?.message).toContain('U+E38B')
    expect(problem?.remedy).toContain('外字の訂正')
  })

  it.each([
    ['a variation no font has', '葛\u{E01EE}飾医院', 'U+845B U+E01EE'],
    ['an emoji', '医院😀', 'U+1F600'],
    ['a control character', '医院\u0007', 'U+0007'],
    ['a mark that does not compose', '医\u309A院', 'U+309A'],
    ['a lone surrogate', '医院\uD842', 'U+D842'],
    ['a zero-width joiner', '医\u200D院', 'U+200D'],
  ])('refuses %s by its code point', (_, facilityName, codePoint) => {
    expect(problemsOf({ facilityName })).toMatchObject([{ kind: 'undrawableCharacter', codePoint }])
  })

  it.each(['髙﨑𠮷邉医院', '神福塚クリニック', '葛\u{E0100}飾医院', 'ｶﾝﾀﾞ薬局', 'か\u3099ん', 'St. Luke’s Clinic No.7', '㈱たかはし薬局', '第〇Ⅲ①号'])('draws %s', (facilityName) => {
    expect(problemsOf({ facilityName })).toEqual([])
  })

  it('fits the longest published name, and the longest address', () => {
    expect(problemsOf({ facilityName: '地方独立行政法人神奈川県立病院機構附属地域医療支援総合訪問看護ステーションさくら中央サテライト南部事業所出張所', founder: null })).toEqual([])
    expect(problemsOf({ address: '横浜市都筑区茅ケ崎中央二丁目１２番３４号 横浜北部メディカルプラザ・アネックス東館第二ビルディング１２階１２０３号室', prefectureName: '神奈川県', founder: null })).toEqual([])
  })

  it('names the part that is too long and an envelope that would do', () => {
    const [problem] = problemsOf({
      facilityName: '地方独立行政法人神奈川県立病院機構附属地域医療支援総合訪問看護ステーションさくら中央サテライト南部事業所出張所',
      address: '横浜市都筑区茅ケ崎中央二丁目１２番３４号 横浜北部メディカルプラザ・アネックス東館第二ビルディング１２階１２０３号室',
      founder: '地方独立行政法人神奈川県立病院機構 理事長 山田 太郎',
    })
    expect(problem).toMatchObject({ kind: 'doesNotFit', field: 'founder' })
    expect(problem?.remedy).toContain('洋形4号')
  })

  it('says so when no envelope would do', () => {
    const [problem] = problemsOf({ address: '字'.repeat(400) })
    expect(problem).toMatchObject({ kind: 'doesNotFit', field: 'address' })
    expect(problem?.remedy).toContain('管理者')
  })

  it.each([
    ['postalCode', { postalCode: null }, 'missing'],
    ['postalCode', { postalCode: '123' }, 'invalid'],
    ['address', { address: ' ' }, 'missing'],
    ['facilityName', { facilityName: '' }, 'missing'],
    ['facilityCode', { facilityCode: '131881479' }, 'invalid'],
    ['validUntil', { validUntil: '2026-11-04' }, 'invalid'],
    ['issuedOn', { issuedOn: '2026-02-30' }, 'invalid'],
    ['pieceMark', { pieceMark: 'X'.repeat(60) }, 'invalid'],
    ['pieceMark', { pieceMark: '' }, 'invalid'],
  ] as const)('refuses a wrong %s', (field, change, kind) => {
    expect(problemsOf(change)).toEqual(expect.arrayContaining([expect.objectContaining({ field, kind })]))
  })

  it('either draws or refuses with a sentence, whatever the names hold', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(text, text, fc.option(text), (facilityName, address, founder) => {
        for (const problem of problemsOf({ facilityName, address, founder })) {
          expect(problem.message).toMatch(/。$/u)
          expect(problem.remedy).toMatch(/。$/u)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('preflight of a template', () => {
  const { template, envelope } = setting
  it('accepts the one that ships, in every envelope', () => {
    for (const product of [envelope, ...setting.otherEnvelopes]) expect(preflightTemplate(template, product)).toEqual([])
  })

  it('refuses a title that would show in the window', () => {
    const wrong = { ...template, layout: { ...template.layout, titleTop: 62 } }
    expect(preflightTemplate(wrong, envelope).map((problem) => problem.message).join()).toContain('窓')
  })

  it('refuses a step across a fold, texts over one another, and characters it cannot draw', () => {
    const acrossFold = { ...template, layout: { ...template.layout, stepTops: [103.5, 132, 155, 190, 222.9, 238.3] } }
    expect(preflightTemplate(acrossFold, envelope).map((problem) => problem.message).join()).toContain('折り目')
    const tooClose = { ...template, layout: { ...template.layout, stepTops: [103.5, 132, 155, 202.5, 210, 238.3] } }
    expect(preflightTemplate(tooClose, envelope).map((problem) => problem.message).join()).toContain('重なります')
    const undrawable = { ...template, wording: { ...template.wording, title: '通知\uE000' } }
    expect(preflightTemplate(undrawable, envelope).map((problem) => problem.message).join()).toContain('U+E000')
  })
})
