/** How much is computed for a try to redeem does not tell what is stored. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import type { MailHouse } from './support/mail-house.ts'

let compared = 0
const argon2 = await import('@node-rs/argon2')
jest.unstable_mockModule('@node-rs/argon2', () => ({
  ...argon2,
  verify: (...parameters: Parameters<typeof argon2.verify>) => {
    compared += 1
    return argon2.verify(...parameters)
  },
}))
const { openMailHouse } = await import('./support/mail-house.ts')
const { handInVerifier, postLetter, requestLetter } = await import('./support/notices.ts')

let house: MailHouse
beforeAll(async () => {
  house = await openMailHouse('23100', 20)
}, 60_000)
afterAll(() => house.close())

const work = async (attempt: () => Promise<{ status: number }>): Promise<{ status: number; compared: number }> => {
  compared = 0
  const { status } = await attempt()
  return { status, compared }
}

/** Posted, with so many callers besides the first. */
async function lettersOf(joining: number) {
  const of = house.nextFacility()
  const letters = []
  for (let caller = 0; caller <= joining; caller += 1) letters.push((await requestLetter(house.desk, house.operator, of)).letter)
  const [first] = letters
  if (first === undefined) throw new Error('There is no letter')
  expect(await handInVerifier(house.test, house.mailroom, first)).toBeNull()
  expect(await postLetter(house.mailDesk, house.mailroom, first)).toEqual(['applied', 'applied', 'applied'])
  return { first, last: letters.at(-1) ?? first }
}

describe('a try to redeem', () => {
  it('compares the password and three numbers, whatever there is and whatever is right', async () => {
    const { first: posted } = await lettersOf(0)
    const { first: shared, last } = await lettersOf(2)
    const refused = [
      () => house.redeem(posted, { facilityCode: '0110112489' }),
      () => house.redeem(posted, { facilityCode: 'x' }),
      () => house.redeem(posted, { receiptNumber: 'x' }),
      () => house.redeem(posted, { receiptNumber: '000000' }),
      () => house.redeem(posted, { password: shared.password }),
      async () => house.redeem(await house.letterIn('queued')),
      async () => house.redeem(await house.letterIn('sealed')),
      async () => house.redeem(await house.letterIn('voided')),
      () => house.redeem(shared, { receiptNumber: '000000' }),
      () => house.redeemRaw('{}'),
    ]
    for (const attempt of refused) expect(await work(attempt)).toEqual({ status: 422, compared: 4 })
    house.test.clock.advance(60_000)
    expect(await work(() => house.redeem(posted))).toEqual({ status: 200, compared: 4 })
    expect(await work(() => house.redeem(shared, { receiptNumber: last.receiptNumber }))).toEqual({ status: 200, compared: 4 })
    expect(await work(() => house.redeem(shared))).toEqual({ status: 422, compared: 4 })
  })

  it('compares every number where more callers wait', async () => {
    const { first, last } = await lettersOf(4)
    expect(await work(() => house.redeem(first, { receiptNumber: '000000' }))).toEqual({ status: 422, compared: 6 })
    expect(await work(() => house.redeem(first, { receiptNumber: last.receiptNumber }))).toEqual({ status: 200, compared: 6 })
  })
})
