/**
 * Two channels (domain §4): the operator never sees the letter's password, the mailroom never sees the number told on the telephone.
 * Whatever one of them puts together from everything their desk was ever shown or has stored, it redeems nothing; together it does.
 * The growing delay is waited out, so that each refusal is one of content.
 */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { composePassword } from '#shared/domain/notice-password.ts'
import { challengeCodeOn, readLetter, type ReadLetter } from '#test/support/memory-printer.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { dumpOf, openRaw } from '#test/support/test-database.ts'
import type { TestDesktop } from '#test/support/test-desktop.ts'
import { isThorough } from '#test/support/thorough.ts'
import { requestedNotice, startOffice, type TestOffice } from '#test/support/test-office.ts'

interface Posted { readonly facilityCode: string; readonly receiptNumber: string; readonly letter: ReadLetter }

const folder = temporaryFolders()
/** Each takes a few Argon2 comparisons. */
const tries = isThorough ? 200 : 12
let office: TestOffice
let front: TestDesktop
let back: TestDesktop
let posted: Posted[]

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  back = await office.openDesktop(folder())
  const operator = await front.signedIn('operator')
  const mailroom = await back.signedIn('mailroom')
  const asked = []
  for (let index = 0; index < 2; index += 1) {
    const facility = office.nextFacility()
    asked.push({ facility, ...(await requestedNotice(operator, facility)) })
  }
  await front.sync()
  await back.sync()
  const { lot } = await mailroom.lots.start({ noticeIds: asked.map(({ notice }) => notice.noticeId) })
  await mailroom.lots.confirmChallenge({ lotId: lot.lotId, code: await challengeCodeOn(back.printer.printed[0]!), measuredMillimetres: 100 })
  posted = []
  for (const [index, { facility, notice, receiptNumber }] of asked.entries()) {
    const letter = await readLetter(back.printer.printed[1]!, index + 1)
    await mailroom.lots.seal({ lotId: lot.lotId, pieceMark: letter.pieceMark })
    await mailroom.lots.post({ lotId: lot.lotId, noticeId: notice.noticeId, trackingNumber: `1234567890${index}` })
    posted.push({ facilityCode: facility.facilityCode, receiptNumber: receiptNumber!, letter })
  }
  await back.sync()
  await front.sync()
}, 90_000)
afterAll(async () => {
  await front?.stop()
  await back?.stop()
  await office?.close()
})

/** Every word and number that stands in the desk's database or was ever answered to its pages. */
const wordsOf = (desktop: TestDesktop, more = ''): string[] => {
  const copy = join(folder(), 'copy.db')
  for (const ending of ['', '-wal']) copyFileSync(join(desktop.directory, `desk.db${ending}`), `${copy}${ending}`)
  const raw = openRaw(copy, desktop.databaseKey)
  const rows = JSON.stringify(dumpOf(raw))
  raw.close()
  const text = `${rows}\n${desktop.answers.map((answer) => answer.slice(0, 20_000)).join('\n')}\n${more}`
  const words = text.match(/[0-9A-Za-z][0-9A-Za-z-]{3,39}/gu) ?? []
  // Long numbers and words are cut too: what somebody might try to read out of them.
  return [...new Set(words.flatMap((word) => [word, word.slice(0, 6), word.slice(-6), word.slice(0, 16)]))]
}
const random = (seed: number) => (bound: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed % bound
}
const wellFormedPassword = fc.nat(2_000_000_000).map((seed) => composePassword(random(seed)).plain)
const sixDigits = fc.nat(999_999).map((number) => String(number).padStart(6, '0'))

/** Waits long enough for the growing delay, then tries. */
const tryRedeeming = async (facilityCode: string, password: string, receiptNumber: string): Promise<string> => {
  office.test.clock.advance(16 * 60_000)
  return await office.redeem(facilityCode, password, receiptNumber)
}

describe('one channel alone', () => {
  it('the operator, who knows the number and everything the desk holds, but not the password', async () => {
    const { facilityCode, receiptNumber, letter } = posted[0]!
    const words = wordsOf(front)
    expect(words).toContain(facilityCode)
    expect(words).not.toContain(letter.password)
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...words), wellFormedPassword, fc.constant(letter.pieceMark)), async (password) => {
        expect(await tryRedeeming(facilityCode, password, receiptNumber)).toBe('REDEMPTION_REFUSED')
      }),
      { numRuns: tries },
    )
  })

  it('the mailroom, which holds the letter and everything the desk holds, but not the number', async () => {
    const { facilityCode, receiptNumber, letter } = posted[0]!
    const words = wordsOf(back, letter.text)
    expect(words.join(' ')).toContain(facilityCode)
    expect(words).not.toContain(receiptNumber)
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...words), sixDigits, fc.constant('')), async (number) => {
        fc.pre(number !== receiptNumber)
        expect(await tryRedeeming(facilityCode, letter.password, number)).toBe('REDEMPTION_REFUSED')
      }),
      { numRuns: tries },
    )
  })

  it('nor do the two halves of different letters', async () => {
    const [first, second] = [posted[0]!, posted[1]!]
    expect(await tryRedeeming(first.facilityCode, first.letter.password, second.receiptNumber)).toBe('REDEMPTION_REFUSED')
    expect(await tryRedeeming(first.facilityCode, second.letter.password, first.receiptNumber)).toBe('REDEMPTION_REFUSED')
    expect(await tryRedeeming(second.facilityCode, first.letter.password, first.receiptNumber)).toBe('REDEMPTION_REFUSED')
  })
})

describe('both channels', () => {
  it('redeem each letter once, after all that', async () => {
    for (const { facilityCode, receiptNumber, letter } of posted) {
      expect(await tryRedeeming(facilityCode, letter.password, receiptNumber)).toBe('redeemed')
      expect(await tryRedeeming(facilityCode, letter.password, receiptNumber)).toBe('REDEMPTION_REFUSED')
    }
  })
})
