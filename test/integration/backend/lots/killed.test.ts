/**
 * A mailroom desk killed without warning at every step of a lot. Whatever the moment: a password redeems only where central holds
 * its letter for posted, nothing is posted that cannot be redeemed, no facility has two live letters, nobody has to clear anything up.
 * `npm run test:thorough` kills at every single crossing; `npm test` at the five that matter most: what central has answered is not on
 * disk yet, it is on disk and not printed, it is printed and nobody knows, central does not know what is sealed, or it does and the desk
 * does not know that.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { lotSecret } from '#backend/lots/lot-repository.ts'
import { notices, lots } from '#backend/database/record-repository.ts'
import { unprintableCharacters } from '#shared/domain/gaiji-correction.ts'
import { isLiveNotice } from '#shared/domain/notice.ts'
import { readPage } from '#test/letters/support/read-pdf.ts'
import { newKey } from '#test/support/test-database.ts'
import { isThorough } from '#test/support/thorough.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openTestDesktop, testPassword, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { requestedNotice, startOffice, type TestOffice } from '#test/support/test-office.ts'
import type { SampleFacility } from '#trial/sample-list.ts'

const folder = temporaryFolders()
const root = join(import.meta.dirname, '../../../..')

let office: TestOffice
let front: TestDesktop
let operator: DeskClient
const directory = folder()
const key = newKey()
const keyFile = join(folder(), 'key')

const openMailroom = async (): Promise<TestDesktop> =>
  await openTestDesktop({ directory, clock: office.test.clock, centralUrl: office.test.url, more: { databaseKey: key } })

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
  writeFileSync(keyFile, key)
  const back = await openMailroom()
  await back.backend.link.enrol((await office.test.central.admin.createEnrolmentCode()).code, 'back')
  await back.sync()
  await back.stop()
}, 60_000)
afterAll(async () => {
  await front?.stop()
  await office?.close()
})

interface Asked { readonly facility: SampleFacility; readonly noticeId: string; readonly receiptNumber: string }
/** The sample holds 外字 too: of such a facility no letter can be made. */
const nextToWriteTo = (): SampleFacility => {
  for (let facility = office.nextFacility(); ; facility = office.nextFacility()) {
    if (unprintableCharacters(`${facility.name}${facility.address}${facility.founder ?? ''}`).length === 0) return facility
  }
}
const askForLetters = async (): Promise<Asked[]> => {
  const asked: Asked[] = []
  for (let index = 0; index < 2; index += 1) {
    const facility = nextToWriteTo()
    const { notice, receiptNumber } = await requestedNotice(operator, facility)
    asked.push({ facility, noticeId: notice.noticeId, receiptNumber: receiptNumber! })
  }
  await front.sync()
  return asked
}

/** @returns the crossings it came to; `isDone` where it was not killed */
const workUntilKilled = async (paper: string, killAt: number): Promise<{ crossings: string[]; isDone: boolean }> => {
  const child = spawn(
    process.execPath,
    ['--no-warnings', join(root, 'test/support/lot-until-killed.ts'), directory, keyFile, office.test.url, String(office.test.clock.now()), paper, String(killAt)],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { told += text })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  expect([code, signal]).toEqual(told.includes('done') ? [0, null] : [null, 'SIGKILL'])
  const lines = told.trim().split('\n')
  return { crossings: lines.filter((line) => line !== 'done').map((line) => line.replace(/^\d+ /u, '').replace(/[0-9a-f-]{36}/u, 'LOT')), isDone: lines.includes('done') }
}

interface Paper { readonly code: string; readonly password: string }
/** What lies in the printer's tray: the passwords of letters, by facility code. */
const lettersOn = async (paper: string): Promise<Paper[]> => {
  const letters: Paper[] = []
  for (const name of readdirSync(paper).sort().slice(1)) {
    const document = new Uint8Array(readFileSync(join(paper, name)))
    for (let page = 1; page <= 2; page += 1) {
      const { texts, allText } = await readPage(document, page, 20)
      const password = texts.filter((text) => text.size > 20 && text.baseline > 150 && !text.isTilted).map((text) => text.text).join('').replaceAll(' ', '')
      expect(password).toMatch(/^[A-Z0-9]{16}$/u)
      letters.push({ code: allText.replaceAll(/[\s-]/gu, ''), password })
    }
  }
  return letters
}

const centralStateOf = async (noticeId: string): Promise<string> => {
  const rows: { state: string }[] = await office.test.central.database.reader.query('select state from notice where notice_id = $1', [noticeId])
  return rows[0]!.state
}

/** The clerk starts the desk again and goes on with what there is. */
const goOn = async (back: TestDesktop): Promise<void> => {
  const mailroom = await back.signedIn('mailroom')
  await back.sync()
  const { reader } = back.backend.core.database
  for (const lot of await lots.list(reader.manager, {})) {
    if (lot.state === 'closed' || lot.state === 'abandoned') continue
    if (lot.state === 'destroying') {
      // Nobody knows what the printer has put out: it is looked for, and destroyed before a second person.
      expect(lot.isPaperUncertain).toBe(true)
      await mailroom.lots.destroy({ lotId: lot.lotId, countedSheets: lot.sheets.length, witness: { staffId: 'mailroom2', password: testPassword } })
      continue
    }
    expect(lot.state).toBe('printed')
    for (const noticeId of lot.sheets) {
      const notice = (await notices.get(reader.manager, noticeId))!
      if (notice.state === 'printed') expect(await mailroom.lots.seal({ lotId: lot.lotId, pieceMark: notice.pieceId! })).toMatchObject({ isGood: true })
      if ((await notices.get(reader.manager, noticeId))!.state === 'sealed') {
        expect(await mailroom.lots.post({ lotId: lot.lotId, noticeId, trackingNumber: `9${String(reached += 1).padStart(9, '0')}0` })).toMatchObject({ isGood: true })
      }
    }
    await mailroom.lots.close({ lotId: lot.lotId })
    expect(await lotSecret(reader.manager, lot.lotId)).not.toBeNull()
  }
  await back.sync()
}
let reached = 0

/** Both sides, after the desk was killed and before anybody does anything: then after it has gone on. */
const checkBothSides = async (asked: readonly Asked[], paper: string, where: string): Promise<void> => {
  const letters = readdirSync(paper).length > 1 ? await lettersOn(paper) : []
  const passwordOf = (one: Asked) => letters.find((letter) => letter.code.includes(one.facility.facilityCode))?.password ?? null
  const tryAll = async () => {
    for (const one of asked) {
      const password = passwordOf(one)
      const state = await centralStateOf(one.noticeId)
      if (password === null) {
        expect([where, state]).not.toEqual([where, 'posted'])
        continue
      }
      const answer = await office.redeem(one.facility.facilityCode, password, one.receiptNumber)
      expect([where, state, answer === 'redeemed']).toEqual([where, state, state === 'posted'])
    }
  }
  await tryAll()
  const back = await openMailroom()
  try {
    await goOn(back)
    await tryAll()
    await back.sync()
    await front.sync()
    for (const one of asked) {
      const state = await centralStateOf(one.noticeId)
      const here = (await notices.get(back.backend.core.database.reader.manager, one.noticeId))!.state
      const there = (await notices.get(front.backend.core.database.reader.manager, one.noticeId))!.state
      expect([where, here, there]).toEqual([where, state, state])
      expect([where, state]).not.toEqual([where, 'issuing'])
      // Nothing printed is left lying about as live, and what never was printed waits for its lot again or has ended.
      expect([where, isLiveNotice(state as 'queued')]).toEqual([where, false])
    }
    const twice: unknown[] = await office.test.central.database.reader.query(
      `select facility_code from notice where state in ('issuing', 'printed', 'sealed', 'posted') group by facility_code having count(*) > 1`)
    expect(twice).toEqual([])
    expect((await back.page('mailroom').system.status({})).needsPerson).toBe(0)
    // Out of the way of the next round.
    for (const one of asked) if ((await centralStateOf(one.noticeId)) === 'queued') await operator.notices.cancel({ noticeId: one.noticeId, reason: 'test' })
    await front.sync()
  } finally {
    await back.stop()
  }
  office.test.clock.advance(60_000)
}

describe('a mailroom desk killed in the middle of a lot', () => {
  it('leaves no password that redeems before it was posted, nothing posted that does not, nothing to clear up', async () => {
    const whole = join(folder(), 'paper')
    mkdirSync(whole)
    const first = await askForLetters()
    const { crossings, isDone } = await workUntilKilled(whole, 0)
    expect(isDone).toBe(true)
    await checkBothSides(first, whole, 'not killed')

    const all = crossings.map((name, index) => ({ name, index }))
    const lastPrint = crossings.lastIndexOf('after printing')
    const important = [crossings.indexOf('after /v1/lots/LOT/verifiers'), lastPrint - 2, lastPrint, crossings.lastIndexOf('before /v1/sync/mutations'), crossings.indexOf('after /v1/sync/mutations')]
    expect(new Set(important).size).toBe(5)
    expect(important).not.toContain(-1)
    const chosen = isThorough ? all : all.filter(({ index }) => important.includes(index))
    for (const { name, index } of chosen) {
      const paper = join(folder(), 'paper')
      mkdirSync(paper)
      const asked = await askForLetters()
      await workUntilKilled(paper, index + 1)
      await checkBothSides(asked, paper, `${index + 1} ${name}`)
    }
  }, 1_200_000)
})
