/** Comparing e-mail addresses: right answers, limits that hold, and nothing of an address anywhere. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CentralProblem } from '#shared/contract/central/problem.ts'
import { changeBodies } from '#shared/contract/central/sync.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { clientOfPerson, problemOf, useList } from './support/lists.ts'
import { facility } from './support/records.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'
import { useRule } from './support/verification-rule.ts'

const [withMail, other, without] = ['2619900001', '2619900002', '2619900003'] as const
const unused = ['2619900004', '2619900005', '2619900006'] as const

let test: TestCentral
let desk: Desktop
let operator: SignedIn
const logged: string[] = []
beforeAll(async () => {
  const keep = (...parts: unknown[]) => void logged.push(JSON.stringify(parts, (_key, value: unknown) => (value instanceof Error ? `${value.message} ${value.stack ?? ''}` : value)))
  test = await startTestCentral({ log: { info: keep, error: keep } as never })
  for (const [staffId, role] of [['operator', 'operator'], ['operator2', 'operator'], ['mailroom', 'mailroom'], ['administrator', 'administrator']] as const) await addPerson(test, staffId, role)
  desk = await enrolDesktop(test)
  operator = await desk.signIn('operator')
  await useList(test, await desk.signIn('administrator'), [withMail, other, without, ...unused].map((code) => facility(code)))
  await test.central.admin.importAccounts([
    { facilityCode: withMail, state: 'registered', registeredMail: 'Secret.Box@Clinic.example.jp' },
    { facilityCode: other, state: 'registered', registeredMail: 'other@clinic.example.jp' },
    { facilityCode: without, state: 'unregistered' },
  ])
}, 60_000)
afterAll(() => test.close())

const ask = async (facilityCode: string, email: string, purpose: 'registered' | 'wanted' = 'registered', who = operator) =>
  (await clientOfPerson(test, who).call('compareMail', { parameters: { facilityCode }, body: { email, purpose } })).result

describe('a question about an address', () => {
  it('is answered, however the address is written', async () => {
    await useRule(test, { mailQuestionsPerFacilityAndDay: 50 })
    expect(await ask(withMail, ' secret.box@CLINIC.example.jp ')).toBe('match')
    expect(await ask(withMail, 'ｓｅｃｒｅｔ.box＠clinic.example.jp')).toBe('match')
    expect(await ask(withMail, 'other@clinic.example.jp')).toBe('mismatch')
    expect(await ask(without, 'other@clinic.example.jp')).toBe('notHeld')
    expect(await ask(withMail, 'secret.box@clinic.example.jp', 'wanted')).toBe('registeredHere')
    expect(await ask(withMail, 'other@clinic.example.jp', 'wanted')).toBe('usedElsewhere')
    expect(await ask(withMail, 'new@clinic.example.jp', 'wanted')).toBe('free')
    expect(await problemOf(ask(withMail, 'no address'))).toBe('INVALID_REQUEST')
    expect(await problemOf(ask('2619900099', 'other@clinic.example.jp'))).toBe('NOT_FOUND')
    expect(await problemOf(ask(withMail, 'other@clinic.example.jp', 'registered', await desk.signIn('mailroom')))).toBe('FORBIDDEN')
  })

  it('follows what is imported later; left out = as it was, null = none', async () => {
    await test.central.admin.importAccounts([{ facilityCode: other, state: 'registered' }])
    expect(await ask(other, 'other@clinic.example.jp')).toBe('match')
    expect(await test.central.admin.importAccounts([{ facilityCode: other, state: 'registered', registeredMail: null }])).toMatchObject({ added: 0, changed: 1, unchanged: 0 })
    expect(await ask(other, 'other@clinic.example.jp')).toBe('notHeld')
    await expect(test.central.admin.importAccounts([{ facilityCode: other, state: 'registered', registeredMail: 'broken-secret' }])).rejects.toThrow(/^(?!.*broken-secret).*2619900002/u)
  })

  it('is limited by facility and by person a day, and a supervisor is called', async () => {
    await useRule(test, { mailQuestionsPerFacilityAndDay: 2, mailQuestionsPerOperatorAndDay: 5 })
    const person = await desk.signIn('operator2')
    const from = (code: string) => problemOf(ask(code, 'guess@clinic.example.jp', 'registered', person))
    expect([await from(unused[0]), await from(unused[0]), await from(unused[0])]).toEqual(['no problem', 'no problem', 'TOO_MANY_REQUESTS'])
    expect([await from(unused[1]), await from(unused[1]), await from(unused[2])]).toEqual(['no problem', 'no problem', 'TOO_MANY_REQUESTS'])
    const limited = await ask(unused[0], 'guess@clinic.example.jp', 'registered', person).catch((error: unknown) => error)
    // 10 in the morning in Japan: until midnight.
    expect(limited).toBeInstanceOf(CentralProblem)
    expect((limited as CentralProblem).retryAfter).toBe(14 * 3600)
    const alerts = (await desk.pull()).changes.flatMap(({ entity, body }) => (entity === 'securityAlert' ? [changeBodies.securityAlert.parse(body).kind] : []))
    expect(alerts).toEqual(['mailQuestionLimit'])
    test.clock.advance(14 * 3_600_000)
    operator = await desk.signIn('operator')
    expect(await problemOf(ask(unused[0], 'guess@clinic.example.jp'))).toBe('no problem')
    const asked: { operation: string; details: object }[] = await test.central.database.reader.query(`select operation, details from facility_operation where operation = 'compareMail' and staff_id = 'operator2'`)
    expect(asked.map(({ details }) => details)).toEqual([false, false, true, false, false, true, true].map((isLimited) => ({ purpose: 'registered', isLimited })))
  })

  it('leaves the address nowhere: not in the feed, the log, or the database', async () => {
    const everything = await test.central.database.transaction(async (transaction) => {
      const tables: { table_name: string }[] = await transaction.query(`select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`)
      const rows = []
      for (const { table_name: table } of tables) rows.push(await transaction.query(`select * from "${table}"`) as unknown)
      return JSON.stringify(rows)
    })
    expect(everything).toContain(withMail)
    for (const text of [everything, JSON.stringify(await desk.pull()), logged.join('\n')]) expect(text).not.toMatch(/secret|clinic\.example|guess@/iu)
    expect(logged.length).toBeGreaterThan(0)
  })
})
