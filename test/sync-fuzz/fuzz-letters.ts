/** The portal side: what people who hold a printed letter type, and what must come of it. */
import { readPage } from '#test/letters/support/read-pdf.ts'
import type { PrintedLetters } from './fuzz-model.ts'
import type { FuzzOffice } from './fuzz-office.ts'

/** Passwords on the letters, in the order of their sheets. */
const passwordsOn = async (letters: PrintedLetters): Promise<readonly string[]> => {
  if (letters.passwords !== null) return letters.passwords
  const passwords: string[] = []
  for (let page = 1; page <= letters.document.sheets; page += 1) {
    const { texts } = await readPage(letters.document.document, page, 20)
    passwords.push(texts.filter((text) => text.size > 20 && text.baseline > 150 && !text.isTilted).map((text) => text.text).join('').replaceAll(' ', ''))
  }
  letters.passwords = passwords
  return passwords
}

interface HeldLetter { readonly noticeId: string; readonly facilityCode: string; readonly state: string; readonly validUntil: string; readonly password: string }

/** Every letter that was ever printed, as central sees its notice. Central must be open. */
const lettersAtCentral = async (office: FuzzOffice): Promise<HeldLetter[]> => {
  const held: HeldLetter[] = []
  for (const letters of office.model.letters) {
    const [lot] = await office.central.query<{ sheets: string[] }>(`select body -> 'sheets' as sheets from lot where body ->> 'lotNumber' = $1`, [letters.lotNumber])
    if (lot === undefined || lot.sheets.length === 0) continue
    const passwords = await passwordsOn(letters)
    for (const [index, noticeId] of lot.sheets.entries()) {
      const [notice] = await office.central.query<{ facility_code: string; state: string; valid_until: string }>('select facility_code, state, valid_until from notice where notice_id = $1 and lot_id is not null', [noticeId])
      const password = passwords[index]
      if (notice !== undefined && password !== undefined) held.push({ noticeId, facilityCode: notice.facility_code, state: notice.state, validUntil: notice.valid_until, password })
    }
  }
  return held
}

const waited = 16 * 60_000

/**
 * Somebody redeems a letter.
 * @throws where a letter that was not posted, or was redeemed before, is taken; or one that is good is refused
 */
export const redeemOne = async (office: FuzzOffice): Promise<string | null> => {
  if (office.central.url === null) return null
  const letters = await lettersAtCentral(office)
  if (letters.length === 0) return null
  // Letters of an early lot are tried over and over, those of the last one most.
  const posted = letters.filter(({ state }) => state === 'posted')
  const letter = office.random.pick(posted.length > 0 && office.random.chance(0.7) ? posted : letters)
  const receiptNumber = office.model.receiptNumbers.get(letter.noticeId)
  const isRight = office.random.chance(0.7)
  const lastTry = office.model.lastTry.get(letter.facilityCode) ?? -Infinity
  const hasWaited = office.now() - lastTry > waited
  office.model.lastTry.set(letter.facilityCode, office.now())
  const wrong = letter.password.startsWith('A') ? `C${letter.password.slice(1)}` : `A${letter.password.slice(1)}`
  const answer = await office.redeem(letter.facilityCode, isRight ? letter.password : wrong, receiptNumber ?? '000000')
  if (answer === 'redeemed') {
    if (!isRight || receiptNumber === undefined) throw new Error(`Redeemed with a wrong ${isRight ? 'number' : 'password'}: ${letter.noticeId}`)
    if (letter.state !== 'posted') throw new Error(`Redeemed although ${letter.state}: ${letter.noticeId}`)
    if (office.model.redeemed.has(letter.noticeId)) throw new Error(`Redeemed twice: ${letter.noticeId}`)
    office.model.redeemed.add(letter.noticeId)
  } else if (isRight && hasWaited && receiptNumber !== undefined && letter.state === 'posted' && letter.validUntil >= new Date(office.now() + 9 * 3_600_000).toISOString().slice(0, 10)) {
    throw new Error(`A posted letter was refused (${answer}): ${letter.noticeId}`)
  }
  return `${letter.state} ${isRight ? 'right' : 'wrong'} ${answer}`
}
