/** The letter's password and the caller's number: where they may be, and nowhere else. */
import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { auditEntity } from '#backend/database/entities/staff.ts'
import { firstBrokenAudit } from '#backend/audit/audit-repository.ts'
import { createFileLog } from '#host/ports.ts'
import { challengeCodeOn, readLetter, type ReadLetter } from '#test/support/memory-printer.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openTestDesktop, refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { dumpOf, openRaw } from '#test/support/test-database.ts'
import { finishCall, requestedNotice, startOffice, verifiedCall, type TestOffice } from '#test/support/test-office.ts'

// Room for a machine that does other work beside.

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let back: TestDesktop
let operator: DeskClient
let mailroom: DeskClient
let letters: ReadLetter[]
const numbers: string[] = []
const spoken: string[] = []
const logFolder = folder()

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  const directory = folder()
  back = await openTestDesktop({
    directory, clock: office.test.clock, centralUrl: office.test.url, more: { log: createFileLog(join(logFolder, 'desk.log'), office.test.clock) },
  })
  await back.backend.link.enrol((await office.test.central.admin.createEnrolmentCode()).code, 'back')
  await back.sync()
  operator = await front.signedIn('operator')
  mailroom = await back.signedIn('mailroom')
  const noticeIds: string[] = []
  for (let index = 0; index < 3; index += 1) {
    const facility = office.nextFacility()
    const { notice, receiptNumber } = await requestedNotice(operator, facility)
    noticeIds.push(notice.noticeId)
    numbers.push(receiptNumber!)
    spoken.push(facility.telephone!)
  }
  await front.sync()
  await back.sync()
  const { lot } = await mailroom.lots.start({ noticeIds })
  await mailroom.notices.preview({ noticeId: noticeIds[0]! })
  const code = await challengeCodeOn(back.printer.printed[0]!)
  // Trouble of every kind on the way, so that errors are logged with the password near.
  await refusalOf(mailroom.lots.confirmChallenge({ lotId: lot.lotId, code: 'x', measuredMillimetres: 100 }))
  await mailroom.lots.confirmChallenge({ lotId: lot.lotId, code, measuredMillimetres: 100 })
  letters = [await readLetter(back.printer.printed[1]!, 1), await readLetter(back.printer.printed[1]!, 2), await readLetter(back.printer.printed[1]!, 3)]
  for (const letter of letters) await mailroom.lots.seal({ lotId: lot.lotId, pieceMark: letter.pieceMark })
  await mailroom.lots.post({ lotId: lot.lotId, noticeId: noticeIds[0]!, trackingNumber: '12345678901' })
  await back.sync()
  await office.redeem('0000000000', letters[0]!.password, numbers[0]!)
  await mailroom.lots.close({ lotId: lot.lotId })
  await back.sync()
  await front.sync()
  // Whatever is shown of a letter afterwards.
  for (const noticeId of noticeIds) for (const page of [operator, mailroom]) {
    await page.notices.custody({ noticeId })
    await page.notices.preview({ noticeId })
  }
}, 90_000)
afterAll(async () => {
  await front?.stop()
  await back?.stop()
  await office?.close()
})

/** As it stands on the letter, as it is typed, as it is hashed, and inside JSON. */
const formsOf = (password: string): string[] => {
  const groups = password.match(/.{4}/gu)!
  return [password, groups.join('-'), groups.join(' '), groups.join('","'), groups.join(''), password.toLowerCase(), Buffer.from(password).toString('base64'), Buffer.from(password).toString('hex')]
}
const expectAbsent = (where: string, text: string, secrets: readonly string[]) => {
  for (const secret of secrets) expect([where, text.includes(secret)]).toEqual([where, false])
}
const allPasswordForms = () => letters.flatMap((letter) => formsOf(letter.password))
const filesBelow = (directory: string) => readdirSync(directory, { recursive: true }).map((name) => join(directory, String(name))).filter((path) => statSync(path).isFile())

/** Everything of a database file in clear: its rows, and every page of it, those given free included. */
const clearContent = (desktop: TestDesktop): string => {
  const copy = join(folder(), 'copy.db')
  for (const ending of ['', '-wal']) copyFileSync(join(desktop.directory, `desk.db${ending}`), `${copy}${ending}`)
  const raw = openRaw(copy, desktop.databaseKey)
  const rows = JSON.stringify(dumpOf(raw))
  raw.pragma('journal_mode = DELETE')
  raw.pragma(`rekey = ''`)
  raw.close()
  const bytes = readFileSync(copy)
  if (!bytes.subarray(0, 15).equals(Buffer.from('SQLite format 3'))) throw new Error('The copy is not in clear: nothing would be found in it')
  return `${rows}\n${bytes.toString('utf8')}`
}
const centralContent = async (): Promise<string> => {
  const { reader } = office.test.central.database
  const tables: { name: string }[] = await reader.query(`select table_name as name from information_schema.tables where table_schema = 'public'`)
  const parts = await Promise.all(tables.map(async ({ name }) => JSON.stringify(await reader.query(`select * from "${name}"`))))
  return parts.join('\n')
}
/** Six digits by themselves, not a part of a longer number, an id or a hash. */
const holdsNumber = (text: string, number: string) => new RegExp(`(?<![0-9A-Za-z_.:+/=$-])${number}(?![0-9A-Za-z_.:+/=$-])`, 'u').test(text)

it('looks where something would be found: what may be there is', async () => {
  expect(clearContent(back)).toContain(letters[0]!.pieceMark)
  expect(await centralContent()).toContain(letters[0]!.pieceMark)
  expect(back.network.requests.map((request) => request.body).join()).toContain(letters[0]!.pieceMark)
})

describe('the password of a letter', () => {
  it('was really printed, and is another on every letter', () => {
    expect(new Set(letters.map((letter) => letter.password)).size).toBe(3)
  })

  it('is in no file of the desktop, neither as it lies there nor decrypted', () => {
    for (const desktop of [front, back]) {
      for (const file of [...filesBelow(desktop.directory), ...filesBelow(logFolder)]) expectAbsent(file, readFileSync(file).toString('latin1'), allPasswordForms())
      expectAbsent('database', clearContent(desktop), allPasswordForms())
    }
  })

  it('was sent to no page', () => {
    for (const answer of [...front.answers, ...back.answers]) expectAbsent(answer.split(' ')[0]!, answer, allPasswordForms())
    expect(back.answers.length).toBeGreaterThan(8)
  })

  it('was sent to central only as its verifier, and is not in its database', async () => {
    const handedIn = back.network.requests.find((request) => request.path.endsWith('/verifiers'))
    expect(handedIn?.body).toContain('$argon2id$')
    for (const request of [...front.network.requests, ...back.network.requests]) expectAbsent(request.path, `${request.path}${request.body}${request.reply}`, allPasswordForms())
    expectAbsent('central', await centralContent(), allPasswordForms())
  })

  it('is not on the preview', async () => {
    const preview = back.answers.find((answer) => answer.startsWith('notices.preview'))!
    expect(preview).toContain('%PDF')
    expectAbsent('preview', preview, allPasswordForms())
  })
})

describe('the number read to the caller', () => {
  it('was answered once each, and never again', () => {
    for (const number of numbers) {
      const answers = [...front.answers, ...back.answers].filter((answer) => holdsNumber(answer, number))
      expect(answers.map((answer) => answer.split(' ')[0])).toEqual(['notices.request'])
    }
  })

  it('is kept nowhere: not on the desktop, not on the way, not in central', async () => {
    const central = await centralContent()
    for (const number of numbers) {
      for (const desktop of [front, back]) {
        expect(holdsNumber(clearContent(desktop), number)).toBe(false)
        expect(desktop.network.requests.filter((request) => holdsNumber(`${request.body}${request.reply}`, number)).map((request) => request.path)).toEqual([])
        expect(desktop.log.filter((line) => holdsNumber(line.text, number))).toEqual([])
      }
      expect(holdsNumber(central, number)).toBe(false)
    }
  })

  it('is never seen by the mailroom', () => {
    for (const number of numbers) expect(back.answers.filter((answer) => holdsNumber(answer, number))).toEqual([])
  })
})

describe('what a caller says', () => {
  it('is compared and forgotten', async () => {
    const said = '０９０－４９１７－３３８２'
    const { callId } = await operator.calls.start({})
    const facility = office.nextFacility()
    const { verificationId } = await operator.verifications.begin({ callId, facilityCode: facility.facilityCode, typed: facility.facilityCode })
    await operator.verifications.compare({ verificationId, item: 'telephone', spoken: said })
    await operator.verifications.compare({ verificationId, item: 'founder', spoken: '述べた開設者名' })
    await front.sync()
    for (const needle of [said, '4917', '述べた開設者名']) {
      expectAbsent('database', clearContent(front), [needle])
      expectAbsent('answers', front.answers.join('\n'), [needle])
      expectAbsent('log', front.log.map((line) => line.text).join('\n'), [needle])
      expectAbsent('sent', front.network.requests.map((request) => request.body).join('\n'), [needle])
    }
    await finishCall(operator, callId)
  })

  it('is tried at most twice an item', async () => {
    const { callId } = await operator.calls.start({})
    const facility = office.nextFacility()
    const { verificationId } = await operator.verifications.begin({ callId, facilityCode: facility.facilityCode, typed: facility.facilityCode })
    for (const wrong of ['03-1111-1111', '03-2222-2222']) await operator.verifications.compare({ verificationId, item: 'telephone', spoken: wrong })
    expect(await refusalOf(operator.verifications.compare({ verificationId, item: 'telephone', spoken: facility.telephone! }))).toBe('REFUSED NO_ATTEMPTS_LEFT')
    expect(await refusalOf(operator.notices.request({ callId, verificationId, reason: 'emailUnknown' }))).toBe('REFUSED verificationPending')
    await finishCall(operator, callId)
  })
})

describe('records of others', () => {
  it('are not worked on: call and verification belong to the operator who has them', async () => {
    const other = await front.signedIn('operator2')
    const facility = office.nextFacility()
    const { callId, verificationId } = await verifiedCall(operator, facility)
    expect(await refusalOf(other.calls.save({ callId, notes: 'x' }))).toBe('FORBIDDEN CALL_OF_ANOTHER')
    expect(await refusalOf(other.calls.finish({ callId }))).toBe('FORBIDDEN CALL_OF_ANOTHER')
    expect(await refusalOf(other.verifications.conclude({ verificationId }))).toBe('FORBIDDEN VERIFICATION_OF_ANOTHER')
    expect(await refusalOf(other.notices.request({ callId, verificationId, reason: 'emailUnknown' }))).toBe('FORBIDDEN CALL_OF_ANOTHER')
    expect((await other.calls.list({})).map((call) => call.callId)).not.toContain(callId)
    const refused = (await front.backend.core.database.reader.manager.find(auditEntity)).filter((entry) => entry.staffId === 'operator2' && entry.outcome === 'refused')
    expect(refused.map((entry) => entry.action)).toEqual(['calls.save', 'calls.finish', 'verifications.conclude', 'notices.request'])
    await finishCall(operator, callId)
    expect(await refusalOf(operator.notices.request({ callId, verificationId, reason: 'emailUnknown' }))).toBe('CONFLICT CALL_FINISHED')
  })
})

describe('the audit trail', () => {
  it('is whole, and the same in central', async () => {
    for (const desktop of [front, back]) expect(await firstBrokenAudit(desktop.backend.core.database.reader.manager)).toBeNull()
    const chains = await office.test.central.admin.verifyAudit()
    expect(chains.map((chain) => chain.firstBroken)).toEqual([null, null])
    expect(Math.min(...chains.map((chain) => chain.entries))).toBeGreaterThan(5)
  })

  it('names ids and codes, nobody and nothing that was said', async () => {
    const entries = await front.backend.core.database.reader.manager.find(auditEntity)
    const text = JSON.stringify(entries)
    for (const facility of office.facilities.slice(0, 40)) expectAbsent('audit', text, [facility.name, facility.address])
    expectAbsent('audit', text, spoken)
  })

  it('cannot be rewritten through the database, and shows where somebody got around that', async () => {
    const { rawWriter, reader } = front.backend.core.database
    expect(() => rawWriter.exec(`UPDATE audit_entry SET "staffId" = 'somebody' WHERE position = 3`)).toThrow('never changed')
    expect(() => rawWriter.exec('DELETE FROM audit_entry WHERE position = 3')).toThrow('never deleted')
    rawWriter.exec('DROP TRIGGER audit_entry_is_not_rewritten')
    const staffId = rawWriter.prepare('SELECT "staffId" FROM audit_entry WHERE position = 3').pluck().get()
    rawWriter.exec(`UPDATE audit_entry SET "staffId" = 'somebody' WHERE position = 3`)
    expect(await firstBrokenAudit(reader.manager)).toBe(3)
    rawWriter.prepare('UPDATE audit_entry SET "staffId" = ? WHERE position = 3').run(staffId)
    expect(await firstBrokenAudit(reader.manager)).toBeNull()
    rawWriter.exec('DROP TRIGGER audit_entry_is_append_only; DELETE FROM audit_entry WHERE position = 5')
    expect(await firstBrokenAudit(reader.manager)).toBe(5)
  })
})
