import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { formatGuidanceCard } from '#test/support/guidance-card-format.ts'
import { parseGuidanceCard } from '#shared/domain/guidance-card-text.ts'
import { guidanceCardSchema, guidanceEnds, type GuidanceCard } from '#shared/domain/guidance-card.ts'

const good = `# メモ
番号: Q12
題: パスワードがわからない
問い合わせの言葉:
  - パスワード忘れ
  - 12
短い答え: ログイン画面から再設定していただけます。
手順:
  - ログイン画面を開いていただきます。
確かめること:
  - 通知書は要りません。
行き先: ポータルで自己手続き
進め方: ログイン
リンク:
  - 名前: ポータルサイト
    アドレス: https://shinsei.iryohokenjyoho-portalsite.jp/
メール:
  件名: 再設定について
  本文: |
    お電話をいただき、ありがとうございました。
    　手順: 画面の案内に沿ってください。

    0800-080-4583（通話無料）
出典: よくあるご質問 Q12
出典日: 2021-03-01
見直し期限: 2027-11-30
`
const problemsOf = (text: string, name = 'Q12'): string[] => {
  const read = parseGuidanceCard(name, text)
  return 'problems' in read ? read.problems : []
}
/** The good card with one thing changed. */
const changed = (from: string, to: string): string => {
  expect(good).toContain(from)
  return good.replace(from, to)
}

describe('a card in Japanese words', () => {
  it('is read into the schema, numbers as words', () => {
    expect(parseGuidanceCard('Q12', good)).toEqual({
      card: {
        name: 'Q12', title: 'パスワードがわからない', signs: ['パスワード忘れ', '12'], answer: 'ログイン画面から再設定していただけます。', steps: ['ログイン画面を開いていただきます。'],
        checks: ['通知書は要りません。'], end: 'selfService', path: 'logIn', links: [{ title: 'ポータルサイト', url: 'https://shinsei.iryohokenjyoho-portalsite.jp/' }],
        mail: { subject: '再設定について', body: 'お電話をいただき、ありがとうございました。\n　手順: 画面の案内に沿ってください。\n\n0800-080-4583（通話無料）' },
        source: 'よくあるご質問 Q12', sourceDate: '2021-03-01', reviewBy: '2027-11-30',
      },
    })
  })

  it('is the same with the line ends and the mark of another editor', () => {
    expect(parseGuidanceCard('Q12', `\ufeff${good.replaceAll('\n', '\r\n')}`)).toEqual(parseGuidanceCard('Q12', good))
  })

  it('may leave out what it does not need', () => {
    const short = good.replace(/手順:\n.*\n確かめること:\n.*\n/u, '').replace(/進め方: [\s\S]*(?=出典:)/u, '')
    expect(parseGuidanceCard('Q12', short)).toMatchObject({ card: { steps: [], checks: [], path: null, links: [], mail: null } })
    expect(problemsOf(changed('進め方: ログイン', '進め方: なし'))).toEqual([])
    expect(problemsOf(changed('進め方: ログイン', '進め方:'))).toEqual([])
  })
})

describe('a broken card', () => {
  it.each([
    ['a full-width colon', '題: パ', '題：パ', '3行目：「題」の次の「：」が全角です'],
    ['no space after the colon', '題: パ', '題:パ', '3行目：「題:」の後ろに半角の空白を1つ入れてください'],
    ['no colon', '手順:', '手順', '8行目：「手順」の後ろに「:」がありません'],
    ['a tab', '  - パスワード忘れ', '\t- パスワード忘れ', '5行目：タブは使えません'],
    ['a full-width space', '  - パスワード忘れ', '　- パスワード忘れ', '5行目：行の頭に全角の空白があります'],
    ['a full-width colon inside', '  件名: 再', '  件名：再', '18行目：「件名」の次の「：」が全角です'],
    ['a full-width colon in a link', '    アドレス: h', '    アドレス：h', '16行目：「アドレス」の次の「：」が全角です'],
    ['an unknown key', '短い答え:', '短いこたえ:', '7行目：案内に「短いこたえ」という項目はありません。もしかして「短い答え」ですか。'],
    ['a missing key', '出典日: 2021-03-01\n', '', '1行目：案内に「出典日」がありません'],
    ['a key twice', '行き先:', '題: もう一度\n行き先:', '12行目：同じ項目が2回あります'],
    ['another end', '行き先: ポータルで自己手続き', '行き先: 自己手続き', '12行目：「行き先」に「自己手続き」は使えません。'],
    ['another path', '進め方: ログイン', '進め方: ログイソ', '13行目：「進め方」に「ログイソ」は使えません。もしかして「ログイン」ですか。'],
    ['a name every object has', '行き先: ポータルで自己手続き', '行き先: constructor', '12行目：「行き先」に「constructor」は使えません'],
    ['a date in another form', '2021-03-01', '2021/3/1', '25行目：「出典日」は 2021-03-01 の形の、実際にある日付にしてください（もしかして 2021-03-01）'],
    ['a date of an era', '2021-03-01', '令和3年3月1日', '（もしかして 2021-03-01）'],
    ['a day that does not exist', '2027-11-30', '2027-11-31', '26行目：「見直し期限」は'],
    ['a review before the source', '2027-11-30', '2020-11-30', '26行目：「見直し期限」が「出典日」より前です'],
    ['another number', '番号: Q12', '番号: Q13', '2行目：「番号」が「Q13」です。この案内の番号「Q12」にしてください'],
    ['text instead of a list', '手順:\n  - ログイン画面を開いていただきます。', '手順:\n  ・ログイン画面を開いていただきます。', '9行目：「手順」は、次の行から「- 」（半角のハイフンと空白）で始めて並べてください'],
    ['a full-width hyphen', '  - 12', '  － 12', '6行目：行の頭の「－」は並びの印になりません'],
    ['no space after the hyphen', '  - 12', '  -12', '6行目：「-」の後ろに半角の空白を1つ入れてください'],
    ['a line that goes on', '題: パスワードがわからない', '題: パスワードが\n  わからない', '4行目：「題」の続きとして読まれます'],
    ['a part of the mail at the beginning of its line', '  件名: 再', '件名: 再', '18行目：「件名」の前に半角の空白を入れてください'],
    ['an empty value', '題: パスワードがわからない', '題:', '3行目：「題」が空です'],
    ['an empty list', '  - パスワード忘れ\n  - 12\n', '', '4行目：「問い合わせの言葉」を1つ以上書いてください'],
    ['an empty item', '  - 12', '  -', '6行目：「問い合わせの言葉」'],
    ['the same words twice', '  - 12', '  - パスワード忘れ', '6行目：「パスワード忘れ」が2回あります'],
    ['a colon in the text', '  - 通知書は要りません。', '  - 注意: 通知書は要りません。', '11行目：「確かめること」の文の中に「: 」があります'],
    ['a colon in one line', '題: パスワードがわからない', '題: 注意: パスワード', '3行目：1行に「: 」が2つあります'],
    ['a sign that would cut the text', '題: パスワードがわからない', '題: パスワード #1', '3行目：「#」から後ろは読まれません'],
    ['an alias', '題: パスワードがわからない', '題: *印', '3行目：「*」で始まる文は、全体を " " で囲んでください'],
    ['an anchor', '題: パスワードがわからない', '題: &印 パスワード', '3行目：「&」で始まる文は'],
    ['a tag', '題: パスワードがわからない', '題: !!js/function パスワード', '3行目：'],
    ['another document', '行き先:', '---\n行き先:', '12行目：「---」で始まる行は使えません'],
    ['an open quote', '題: パスワード', '題: "パスワード', '行目：'],
    ['indentation that does not fit', '  本文: |', '    本文: |', '行目：'],
    ['text that is too long', '題: ', `題: ${'あ'.repeat(80)}`, '3行目：「題」が長すぎます。80文字以内にしてください（今は91文字）'],
    ['a link without https', 'https://shinsei', 'http://shinsei', '16行目：「アドレス」は https:// で始まるアドレスにしてください'],
    ['a link to another host', 'https://shinsei.iryohokenjyoho-portalsite.jp/\n', 'https://shinsei.iryohokenjyoho-portalsite.jp.example.com/\n', '16行目：「https://shinsei.iryohokenjyoho-portalsite.jp.example.com/」は案内できるアドレスではありません'],
    ['a link with a name in it', 'https://shinsei.', 'https://shinsei.iryohokenjyoho-portalsite.jp@', '16行目：'],
    ['a link in the text', '通知書は要りません。', '詳しくは www.example.com を見ていただきます。', '11行目：「www.example.com」は案内できるアドレスではありません'],
    ['somebody’s address', '0800-080-4583（通話無料）', 'tanaka@example.jp へ', '23行目：メールアドレスは書けません'],
    ['somebody’s telephone', '0800-080-4583（通話無料）', '090-1234-5678 へ', '23行目：携帯電話の番号は書けません'],
    ['a facility', '通知書は要りません。', '１３１０１１００９８のときは要りません。', '11行目：医療機関等コードと思われる10桁の数字は書けません'],
    ['a password of a notice', '通知書は要りません。', 'ABCD-EFGH-JKMN-PQRT と入れます。', '11行目：パスワードや番号と思われる文字は書けません'],
    ['a password that is told', '通知書は要りません。', '初めのパスワードは「Start2021」です。', '11行目：パスワードや番号と思われる文字は書けません'],
    ['a character nobody sees', '通知書は要りません。', '通知書\ue38bは要りません。', '11行目：表示できない文字（外字など）があります'],
  ])('names the line of %s', (_what, from, to, sentence) => {
    const problems = problemsOf(changed(from, to))
    expect(problems.join('\n')).toContain(sentence)
    for (const problem of problems) expect(problem).toMatch(/^\d+行目：/u)
  })

  it('names every place at once, in order', () => {
    const problems = problemsOf(changed('行き先: ポータルで自己手続き', '行き先: 郵送').replace('2021-03-01', '昨日').replace('題:', '見出し:'))
    expect(problems.map((problem) => /^\d+/u.exec(problem)?.[0])).toEqual(['1', '3', '12', '25'])
  })

  it.each([
    ['nothing', ''], ['a list', '- a\n- b'], ['a word', 'パスワード'], ['brackets without end', '['.repeat(19_000)], ['maps without end', '{a: '.repeat(4_000)], ['too much', `題: ${'あ'.repeat(20_001)}`],
    ['aliases of aliases', 'a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]'],
  ])('is refused when it is %s', (_what, text) => expect(problemsOf(text)[0]).toMatch(/^\d+行目：/u))

  it('never throws and always says something a person can act on', () => {
    fc.assert(fc.property(fc.nat(good.length - 1), fc.nat(6), fc.constantFrom('', ':', '：', '　', '"', '[', '{', '&a ', '*a', '- ', '\n', '#', '|', '>', '? ', '%', '@'), (at, length, replacement) => {
      const read = parseGuidanceCard('Q12', good.slice(0, at) + replacement + good.slice(at + length))
      if ('problems' in read) {
        expect(read.problems.length).toBeGreaterThan(0)
        for (const problem of read.problems) expect(problem).toMatch(/^\d+行目：.*(?:ください|です|ません|います)/u)
      } else expect(guidanceCardSchema.parse(read.card)).toEqual(read.card)
    }), { numRuns: 300 })
  })
})

describe('a card written out', () => {
  const phrase = (longest: number) => fc.string({ unit: fc.constantFrom(...'あア漢字メール12:# -「」*&!|>@"\'[]{},?'), minLength: 1, maxLength: longest }).map((text) => `語${text}`.trim()).filter((text) => parseable(text))
  /** What a card may say at all. */
  const parseable = (text: string) => !/@|\d{8}/u.test(text)
  const date = fc.constantFrom('2021-03-01', '2022-03-31', '2027-11-30')
  const cards: fc.Arbitrary<GuidanceCard> = fc.record({
    name: fc.constantFrom('Q1', 'N10', 'A19'), title: phrase(40), signs: fc.uniqueArray(phrase(30), { minLength: 1, maxLength: 5 }), answer: phrase(100), steps: fc.array(phrase(50), { maxLength: 3 }),
    checks: fc.array(phrase(50), { maxLength: 3 }), end: fc.constantFrom(...guidanceEnds), path: fc.constantFrom('logIn', 'newFacility', null),
    links: fc.array(fc.record({ title: phrase(20), url: fc.constant('https://www.mhlw.go.jp/a?b=1#c') }), { maxLength: 2 }),
    mail: fc.option(fc.record({ subject: phrase(40), body: fc.array(phrase(40), { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n')) })),
    source: phrase(40), sourceDate: date, reviewBy: date,
  }).filter(({ sourceDate, reviewBy }) => sourceDate <= reviewBy)

  it('is read back as it was', () => {
    fc.assert(fc.property(cards, (card) => expect(parseGuidanceCard(card.name, formatGuidanceCard(card))).toEqual({ card })), { numRuns: 100 })
  })
})
