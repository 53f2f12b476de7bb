/** Chain of custody of a letter, as far as the audit trails of the desktops prove it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { auditHash, firstAuditHash } from '#central/audit/audit-repository.ts'
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { AuditEntry } from '#shared/contract/records.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { clientOfPerson, problemOf, useList } from './support/lists.ts'
import { handInVerifier, requestLetter, type Letter } from './support/notices.ts'
import { facility, lot } from './support/records.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'

interface Place {
  readonly desk: Desktop
  readonly who: SignedIn
  /** Goes on with this desktop's audit trail, at the time of central's clock; `by` where it was another person. */
  readonly record: (...actions: [action: string, subject: string | null, by?: string][]) => Promise<string>
}

let test: TestCentral
let calls: Place
let mail: Place
let office: Place
let codes: string[]
const number = new Map<string, number>()

function trail(desk: Desktop, who: SignedIn): Place['record'] {
  let end = { position: 0, hash: firstAuditHash }
  return (...actions) => {
    const entries = actions.map(([action, subject, by]): AuditEntry => {
      const entry = {
        position: end.position + 1, at: new Date(test.clock.now()).toISOString(), staffId: by ?? who.staffId, action, subject, outcome: 'done' as const, previousHash: end.hash,
      }
      const recorded = { ...entry, hash: auditHash(entry) }
      end = recorded
      return recorded
    })
    return desk.send(who, 'audit.recorded', { entries })
  }
}

async function place(staffId: string): Promise<Place> {
  const desk = await enrolDesktop(test, staffId)
  const who = await desk.signIn(staffId)
  return { desk, who, record: trail(desk, who) }
}

beforeAll(async () => {
  test = await startTestCentral()
  for (const role of ['operator', 'mailroom', 'supervisor', 'administrator'] as const) await addPerson(test, role, role)
  ;[calls, mail, office] = [await place('operator'), await place('mailroom'), await place('administrator')]
  codes = ['2619900042', '2719900249', '3319800011', '4019819897']
  await useList(test, office.who, codes.map((code) => facility(code)))
  await test.central.admin.importAccounts(codes.map((facilityCode) => ({ facilityCode, state: 'registered' })))
  for (const device of await test.central.admin.listDevices()) number.set(device.deviceId, device.deviceNumber)
}, 60_000)
afterAll(() => test.close())

const numberOf = (at: Place): number => number.get(at.desk.deviceId) ?? 0
const custody = (of: Letter, who: SignedIn = calls.who): Promise<CentralReply<'noticeCustody'>> =>
  clientOfPerson(test, who).call('noticeCustody', { parameters: { noticeId: of.notice.noticeId } })
const letterNumber = (index: number): string => `N1-1005-${String(index).padStart(3, '0')}`
const later = () => test.clock.advance(1000)

/** A letter that went out, each step with its entry, things of others between. */
async function sentLetter(index: number): Promise<Letter> {
  const noticeNumber = letterNumber(index)
  const { letter, answer } = await requestLetter(calls.desk, calls.who, facility(codes[index]), { noticeNumber })
  expect(answer).toBe('applied')
  await calls.record(['calls.start', randomUUID()], ['notice.requested', noticeNumber])
  later()
  const letterLot = lot('mailroom', mail.desk.deviceId, [letter.notice.noticeId], { lotNumber: `L2-1005-0${index}` })
  await mail.desk.send(mail.who, 'lot.saved', letterLot)
  await mail.record(['lots.start', letterLot.lotNumber])
  later()
  expect(await handInVerifier(test, mail.who, letter, { lotId: letterLot.lotId })).toBeNull()
  const step = { noticeId: letter.notice.noticeId, pieceId: letter.pieceId }
  for (const [type, more] of [['notice.printed', {}], ['notice.sealed', {}], ['notice.posted', { trackingNumber: '12345678901', postedOn: '2026-10-05' }]] as const) {
    later()
    expect(await mail.desk.send(mail.who, type, { ...step, ...more })).toBe('applied')
    await mail.record([type, letterNumber(9)], [type, noticeNumber])
    // It did not happen there.
    await calls.record([type, noticeNumber, 'mailroom'])
  }
  return letter
}

const outline = ({ steps }: CentralReply<'noticeCustody'>) => steps.map(({ event, deviceNumber, audit }) => [event.to, deviceNumber, audit === null ? null : audit.position])

describe('the chain of custody', () => {
  it('names each step, its desktop and the entry that proves it', async () => {
    const letter = await sentLetter(0)
    const answer = await custody(letter)
    const [callDesk, mailDesk] = [numberOf(calls), numberOf(mail)]
    expect(outline(answer)).toEqual([
      ['queued', callDesk, 2], ['issuing', mailDesk, 1], ['printed', mailDesk, 3], ['sealed', mailDesk, 5], ['posted', mailDesk, 7],
    ])
    expect(answer.chains).toEqual([{ deviceNumber: callDesk, entries: 5, firstBroken: null }, { deviceNumber: mailDesk, entries: 7, firstBroken: null }])
    const [stored]: { hash: string }[] = await test.central.database.reader.query('select hash from audit_entry where device_id = $1 and position = 5', [mail.desk.deviceId])
    expect(answer.steps[3]?.audit).toEqual({ deviceNumber: mailDesk, position: 5, hash: stored?.hash })
  })

  it('leaves out what no entry of that desktop and person proves, and gives an entry to one step only', async () => {
    const { letter } = await requestLetter(calls.desk, calls.who, facility(codes[1]), { noticeNumber: letterNumber(1) })
    // Recorded by another desktop, of another piece, or of another person.
    await mail.record(['notice.requested', letterNumber(1)])
    await calls.record(['notice.requested', letterNumber(8)], ['notice.requested', letterNumber(1), 'supervisor'])
    expect(outline(await custody(letter))).toEqual([['queued', numberOf(calls), null]])
    await calls.record(['notice.requested', letterNumber(1)])
    expect((await custody(letter)).steps[0]?.audit).toMatchObject({ deviceNumber: numberOf(calls) })
    expect(await calls.desk.send(calls.who, 'notice.cancelled', { noticeId: letter.notice.noticeId, reason: '取り消し' })).toBe('applied')
    expect((await custody(letter)).steps.map(({ audit }) => audit !== null)).toEqual([true, false])
  })

  it('shows the joining of other callers with the entries of their desktop', async () => {
    const other = await place('supervisor')
    number.set(other.desk.deviceId, 4)
    const { letter } = await requestLetter(calls.desk, calls.who, facility(codes[2]), { noticeNumber: letterNumber(2) })
    await calls.record(['notice.requested', letterNumber(2)])
    later()
    for (const noticeNumber of ['N4-1005-001', 'N4-1005-002']) {
      expect((await requestLetter(other.desk, other.who, facility(codes[2]), { noticeNumber })).answer).toBe('applied')
      await other.record(['notice.requested', noticeNumber])
    }
    const answer = await custody(letter)
    expect(outline(answer)).toEqual([['queued', numberOf(calls), expect.any(Number)], ['callerJoined', 4, 1], ['callerJoined', 4, 2]])
    expect(answer.chains.map(({ deviceNumber }) => deviceNumber)).toEqual([numberOf(calls), 4])
  })

  it('is for everybody who is signed in, and for pieces there are', async () => {
    const letter = await sentLetter(3)
    for (const { who } of [calls, mail, office]) expect((await custody(letter, who)).steps).toHaveLength(5)
    const unknown = clientOfPerson(test, calls.who).call('noticeCustody', { parameters: { noticeId: randomUUID() } })
    expect(await problemOf(unknown)).toBe('NOT_FOUND')
  })
})

// Last: nothing of these trails is whole afterwards.
describe('a trail that was tampered with', () => {
  const change = (statement: string, ...values: unknown[]) => test.central.database.reader.query(statement, [mail.desk.deviceId, ...values])
  const brokenOf = async (of: Letter) => {
    const answer = await custody(of)
    return { broken: answer.chains.map(({ firstBroken }) => firstBroken), proved: answer.steps.map(({ audit }) => audit !== null) }
  }
  let letter: Letter
  beforeAll(async () => {
    letter = { notice: { noticeId: '' } } as Letter
    const [row]: { notice_id: string }[] = await test.central.database.reader.query('select notice_id from notice where notice_number = $1', [letterNumber(0)])
    letter = { notice: { noticeId: row?.notice_id ?? '' } } as Letter
    expect(await brokenOf(letter)).toEqual({ broken: [null, null], proved: [true, true, true, true, true] })
  })

  it.each([
    ['another person', `staff_id = 'somebody'`],
    ['another time', `at = '2026-10-05T00:00:00.000Z'`],
    ['another piece', `subject = 'N1-1005-009'`],
    ['an outcome', `outcome = 'refused'`],
  ])('shows where: %s', async (_name, assignment) => {
    const [before]: Record<string, string>[] = await change('select staff_id, at, subject, outcome from audit_entry where device_id = $1 and position = 5')
    await change(`update audit_entry set ${assignment} where device_id = $1 and position = 5`)
    expect(await brokenOf(letter)).toEqual({ broken: [null, 5], proved: [true, true, true, false, false] })
    await change('update audit_entry set staff_id = $2, at = $3, subject = $4, outcome = $5 where device_id = $1 and position = 5',
      before?.['staff_id'], before?.['at'], before?.['subject'], before?.['outcome'])
    expect((await brokenOf(letter)).broken).toEqual([null, null])
  })

  it('shows although every hash was made anew', async () => {
    const rows: AuditEntry[] = (await change(
      `select position::int, at, staff_id as "staffId", action, subject, outcome, previous_hash as "previousHash", hash from audit_entry where device_id = $1 order by position`,
    )) as AuditEntry[]
    let previousHash = firstAuditHash
    for (const { hash: _hash, ...row } of rows) {
      const forged = { ...row, previousHash, staffId: row.position === 3 ? 'somebody' : row.staffId }
      previousHash = auditHash(forged)
      await change('update audit_entry set staff_id = $2, previous_hash = $3, hash = $4 where device_id = $1 and position = $5',
        forged.staffId, forged.previousHash, previousHash, row.position)
    }
    expect((await brokenOf(letter)).broken).toEqual([null, rows.length])
    for (const row of rows) {
      await change('update audit_entry set staff_id = $2, previous_hash = $3, hash = $4 where device_id = $1 and position = $5', row.staffId, row.previousHash, row.hash, row.position)
    }
    expect((await brokenOf(letter)).broken).toEqual([null, null])
  })

  it('shows where its end is missing', async () => {
    await change('delete from audit_entry where device_id = $1 and position > 6')
    expect(await brokenOf(letter)).toEqual({ broken: [null, 7], proved: [true, true, true, true, false] })
  })
})
