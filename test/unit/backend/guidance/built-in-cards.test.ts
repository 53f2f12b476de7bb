/** The cards that come with the program: right ends as domain §1 has them, sources, and when they are to be reviewed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { readBuiltInCards } from '#backend/guidance/built-in-cards.ts'
import { parseGuidanceCard } from '#shared/domain/guidance-card-text.ts'
import { cardWords, endWords, pathWords } from '#shared/domain/guidance-card-words.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'

const folder = temporaryFolders()
const texts = readBuiltInCards()
const read = texts.map(({ name, text }) => ({ name, read: parseGuidanceCard(name, text) }))
const cards = new Map(read.flatMap(({ name, read: result }) => ('card' in result ? [[name, result.card] as const] : [])))
const names = [...Array.from({ length: 18 }, (_, index) => `Q${index + 1}`), ...Array.from({ length: 10 }, (_, index) => `N${index + 1}`)]
const cardOf = (name: string) => cards.get(name)!

describe('the built-in cards', () => {
  it('are Q1 to Q18 and the calls after a notice, and every one passes', () => {
    expect(texts.map(({ name }) => name)).toEqual(names)
    expect(read.flatMap(({ name, read: result }) => ('problems' in result ? [[name, result.problems]] : []))).toEqual([])
  })

  it('end where each question must end', () => {
    expect(Object.fromEntries(names.map((name) => [name, cardOf(name).end]))).toEqual({
      Q1: 'guidance', Q2: 'guidance', Q3: 'guidance', Q4: 'guidance', Q5: 'guidance', Q6: 'guidance', Q7: 'guidance', Q8: 'registration', Q9: 'registration', Q10: 'selfService',
      Q11: 'notice', Q12: 'selfService', Q13: 'selfService', Q14: 'provisionalCode', Q15: 'registration', Q16: 'provisionalCode', Q17: 'guidance', Q18: 'guidance',
      N1: 'guidance', N2: 'guidance', N3: 'guidance', N4: 'notice', N5: 'notice', N6: 'supervisor', N7: 'supervisor', N8: 'referral', N9: 'guidance', N10: 'selfService',
    })
    for (const name of ['Q8', 'Q9', 'Q10', 'Q11', 'Q12', 'Q13', 'N10']) expect(cardOf(name).path).toBe('logIn')
    for (const name of ['Q14', 'Q15', 'Q16', 'Q17']) expect(cardOf(name).path).toBe('newFacility')
  })

  it('say what must be said first', () => {
    expect(cardOf('Q1').answer).toMatch(/^令和5年4月1日から、.*原則として義務/u)
    for (const name of ['Q3', 'Q4']) expect(cardOf(name).answer).toContain('かかりません')
    for (const name of ['Q8', 'Q9']) expect(JSON.stringify(cardOf(name))).toContain('「shinsei.iryohokenjyoho-portalsite.jp」からのメール')
    expect(cardOf('Q8').answer).toContain('1文字ずつ')
    expect(cardOf('Q16').answer).toContain('連絡のつく')
    expect(cardOf('N6').answer).toContain('使えないように')
  })

  it('name their source, and are reviewed where facts may have changed since', () => {
    const old = names.filter((name) => cardOf(name).reviewBy === '2022-03-31')
    expect(old).toEqual(['Q1', 'Q3', 'Q4', 'Q6', 'Q7', 'Q8', 'Q9', 'Q14', 'Q15', 'Q16', 'Q17', 'Q18'])
    for (const [name, card] of cards) {
      if (!old.includes(name)) expect(card.reviewBy).toBe('2027-11-30')
      if (name.startsWith('Q')) expect(card).toMatchObject({ source: expect.stringContaining('医療機関等向けポータルサイト「よくあるご質問」') as unknown, sourceDate: expect.stringMatching(/^202[01]-/u) as unknown })
    }
  })

  it('give many words callers use, and a mail where one helps', () => {
    for (const card of cards.values()) expect(card.signs.length).toBeGreaterThanOrEqual(6)
    for (const name of ['Q8', 'Q9', 'Q10', 'Q12', 'Q13', 'Q14', 'Q15', 'Q16', 'N2']) expect(cardOf(name).mail?.body).toContain('0800-080-4583')
  })

  it('are read from the folder of a packaged host, and missed there', () => {
    expect(() => readBuiltInCards(folder())).toThrow('ENOENT')
  })
})

describe('the manual for staff', () => {
  const manual = readFileSync(join(import.meta.dirname, '../../../../docs/manual/guidance.md'), 'utf8')

  it('has an example that passes', () => {
    const example = /```yaml\n([\s\S]*?)```/u.exec(manual)?.[1] ?? ''
    expect(parseGuidanceCard('A1', example)).toMatchObject({ card: { name: 'A1', mail: { subject: '受付時間について' } } })
  })

  it('names every item and every choice', () => {
    for (const word of [...Object.keys(cardWords), ...Object.keys(endWords), ...Object.keys(pathWords)]) expect(manual).toContain(word)
  })
})
