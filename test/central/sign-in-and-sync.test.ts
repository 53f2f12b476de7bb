import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { auditHash, firstAuditHash } from '#central/audit/audit-repository.ts'
import { replayDeferred } from '#central/mutations/apply-mutation.ts'
import { CentralProblem } from '#shared/contract/central/problem.ts'
import { syncSchemaVersion } from '#shared/contract/central/sync.ts'
import type { AuditEntry } from '#shared/contract/records.ts'
import { addPerson, enrolDesktop, testPassword, type Desktop, type SignedIn } from './support/desktop.ts'
import { call, lot, verification, facility } from './support/records.ts'
import { clientOf, startTestCentral, type TestCentral } from './support/test-central.ts'

let test: TestCentral
let desk: Desktop
let operator: SignedIn
beforeAll(async () => {
  test = await startTestCentral({ minimumClientVersion: '0.1.0' })
  await addPerson(test, 'operator', 'operator')
  await addPerson(test, 'mailroom', 'mailroom')
  desk = await enrolDesktop(test)
  operator = await desk.signIn('operator')
}, 60_000)
afterAll(() => test.close())

/** Code of the problem a call ends with. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'no problem'
  } catch (error) {
    return error instanceof CentralProblem ? error.code : String(error)
  }
}

describe('enrolment', () => {
  it('takes a code once, written in any way, within a day', async () => {
    const enrol = (enrolmentCode: string) => test.client.call('enrolDevice', { body: { enrolmentCode, deviceName: 'x' } })
    const { code } = await test.central.admin.createEnrolmentCode()
    const device = await enrol(code.toUpperCase().replaceAll('-', ' '))
    expect(device.deviceNumber).toBeGreaterThan(1)
    expect(await codeOf(enrol(code))).toBe('FORBIDDEN')
    const late = await test.central.admin.createEnrolmentCode()
    const other = await test.central.admin.createEnrolmentCode()
    expect((await Promise.all([codeOf(enrol(other.code)), codeOf(enrol(other.code))])).sort()).toEqual(['FORBIDDEN', 'no problem'])
    test.clock.advance(24 * 3_600_000 + 1)
    expect(await codeOf(enrol(late.code))).toBe('FORBIDDEN')
    operator = await desk.signIn('operator')
  })

  it('shuts a revoked desktop and its sessions out', async () => {
    const lost = await enrolDesktop(test)
    const session = await lost.signIn('operator')
    const { deviceNumber } = (await test.central.admin.listDevices()).find((device) => device.deviceId === lost.deviceId) ?? { deviceNumber: 0 }
    await test.central.admin.revokeDevice(deviceNumber)
    expect(await codeOf(lost.pull())).toBe('DEVICE_REVOKED')
    expect(await codeOf(lost.signIn('operator'))).toBe('DEVICE_REVOKED')
    expect(await codeOf(lost.push(lost.envelope(session, 'call.saved', call('operator'))))).toBe('DEVICE_REVOKED')
    expect(await codeOf(clientOf(test.url, session.session.accessToken).call('signOut', {}))).toBe('DEVICE_REVOKED')
  })
})

describe('signing in', () => {
  const raw = async (staffId: string, password: string) => {
    const response = await fetch(`${test.url}/v1/sessions`, {
      method: 'POST', headers: { authorization: `Bearer ${desk.deviceToken}`, 'content-type': 'application/json' }, body: JSON.stringify({ staffId, password }),
    })
    return { status: response.status, text: await response.text() }
  }

  it('does not tell whether an ID exists or a person was disabled', async () => {
    await addPerson(test, 'former', 'operator')
    await test.central.admin.disableStaff('former')
    const answers = [await raw('operator', 'wrong'), await raw('nobody', 'wrong'), await raw('former', testPassword), await raw('山田', 'x')]
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.status).toBe(401)
  })

  it('slows down more and more, for unknown IDs too, and never for good', async () => {
    await addPerson(test, 'slow', 'operator')
    for (const staffId of ['slow', 'unknown']) {
      for (let attempt = 0; attempt < 4; attempt++) expect((await raw(staffId, 'wrong')).status).toBe(401)
      expect(await raw(staffId, testPassword)).toMatchObject({ status: 429, text: expect.stringContaining('"retryAfter":2') })
    }
    test.clock.advance(2_000)
    expect((await raw('slow', testPassword)).status).toBe(200)
  })

  it('gives an access token that ends, renewed by refresh tokens that work once', async () => {
    const first = (await desk.signIn('operator')).session
    const refresh = (refreshToken: string) => clientOf(test.url, desk.deviceToken).call('refreshSession', { body: { refreshToken } })
    const second = await refresh(first.refreshToken)
    expect(second.sessionId).toBe(first.sessionId)
    expect(await codeOf(clientOf(test.url, first.accessToken).call('signOut', {}))).toBe('UNAUTHENTICATED')
    // Its answer was lost: it works again while what was given out for it is unused, and that is given up.
    const again = await refresh(first.refreshToken)
    expect(await codeOf(clientOf(test.url, second.accessToken).call('signOut', {}))).toBe('UNAUTHENTICATED')
    const next = await refresh(again.refreshToken)
    // One that comes after that has been copied: the session ends for both.
    expect(await codeOf(refresh(first.refreshToken))).toBe('UNAUTHENTICATED')
    expect(await codeOf(refresh(next.refreshToken))).toBe('UNAUTHENTICATED')
    expect(await codeOf(clientOf(test.url, next.accessToken).call('signOut', {}))).toBe('UNAUTHENTICATED')
    const third = (await desk.signIn('operator')).session
    const elsewhere = await enrolDesktop(test)
    expect(await codeOf(clientOf(test.url, elsewhere.deviceToken).call('refreshSession', { body: { refreshToken: third.refreshToken } }))).toBe('UNAUTHENTICATED')
    test.clock.advance(15 * 60_000)
    expect(await codeOf(clientOf(test.url, third.accessToken).call('signOut', {}))).toBe('UNAUTHENTICATED')
    operator = await desk.signIn('operator')
  })

  it('ends the session when a token comes that was given up for another', async () => {
    const first = (await desk.signIn('operator')).session
    const refresh = (refreshToken: string) => clientOf(test.url, desk.deviceToken).call('refreshSession', { body: { refreshToken } })
    const lost = await refresh(first.refreshToken)
    const again = await refresh(first.refreshToken)
    expect(await codeOf(refresh(lost.refreshToken))).toBe('UNAUTHENTICATED')
    expect(await codeOf(refresh(again.refreshToken))).toBe('UNAUTHENTICATED')
    operator = await desk.signIn('operator')
  })

  it('ends with a new password', async () => {
    await addPerson(test, 'forgetful', 'operator')
    const { session } = await desk.signIn('forgetful')
    const { password } = await test.central.admin.resetPassword('forgetful')
    expect(await codeOf(clientOf(test.url, session.accessToken).call('signOut', {}))).toBe('UNAUTHENTICATED')
    expect(await codeOf(desk.signIn('forgetful'))).toBe('SIGN_IN_FAILED')
    expect((await desk.signIn('forgetful', password)).session.staff).toMatchObject({ staffId: 'forgetful', role: 'operator' })
  })
})

describe('push', () => {
  it('has each effect exactly once, whatever is repeated and however many at once', async () => {
    const other = await enrolDesktop(test)
    const who = await other.signIn('operator')
    const [first, second] = [call('operator'), call('operator')]
    const mutations = [other.envelope(who, 'call.saved', first), other.envelope(who, 'call.saved', second), other.envelope(who, 'call.saved', { ...first, notes: '追記', version: 1 })]
    const outcomes = await Promise.all([other.push(...mutations), other.push(...mutations), other.push(...mutations)])
    for (const index of [0, 1, 2]) expect(outcomes.map((list) => list[index]?.outcome).sort()).toEqual(['applied', 'duplicate', 'duplicate'])
    const { changes } = await other.pull()
    expect(changes.find((change) => change.id === first.callId)).toMatchObject({ version: 2, body: { notes: '追記' } })
    expect(changes.find((change) => change.id === second.callId)).toMatchObject({ version: 1 })
  })

  it('answers a rejection again, and detects a sequence used again with other content', async () => {
    const other = await enrolDesktop(test)
    const who = await other.signIn('operator')
    const refused = other.envelope(who, 'call.saved', { ...call('operator'), version: 7 })
    const rejected = [expect.objectContaining({ outcome: 'rejected', code: 'VERSION_CONFLICT' })]
    expect(await other.push(refused)).toEqual(rejected)
    expect(await other.push(refused)).toEqual(rejected)
    const reused = [expect.objectContaining({ outcome: 'rejected', code: 'SEQUENCE_REUSED' })]
    expect(await other.push({ ...refused, payload: { ...call('operator') } })).toEqual(reused)
    expect(await other.push({ ...refused, mutationId: randomUUID() })).toEqual(reused)
    expect(await other.push({ ...refused, sequence: 2 })).toEqual(reused)
  })

  it('goes on after a rejection; keeps what it does not know; refuses payloads that do not fit', async () => {
    const saved = call('operator')
    const outcomes = await desk.push(
      desk.envelope(operator, 'call.saved', { notes: 5 }),
      desk.envelope(operator, 'call.saved', { ...call('operator'), notes: 'NUL \u0000' }),
      desk.envelope(operator, 'call.saved', { ...call('operator'), notes: 'half \ud842' }),
      desk.envelope(operator, 'weather.reported', { temperature: 20 }),
      desk.envelope(operator, 'call.saved', saved),
    )
    expect(outcomes.map((outcome) => outcome.code ?? outcome.outcome)).toEqual(['INVALID_PAYLOAD', 'INVALID_PAYLOAD', 'INVALID_PAYLOAD', 'deferred', 'applied'])
    const rows: unknown[] = await test.central.database.reader.query(`select envelope->'payload' as payload from mutation_log where outcome = 'deferred'`)
    expect(rows).toEqual([{ payload: { temperature: 20 } }])
  })

  it('applies what was parked once its type is known, once', async () => {
    const [good, bad] = [call('operator'), { notes: 5 }]
    await desk.push(desk.envelope(operator, 'future.good', good), desk.envelope(operator, 'future.bad', bad))
    const { database } = test.central
    expect(await replayDeferred(database, test.clock)).toBe(0)
    // What an update of central does: from now on these are known.
    await database.reader.query(`update mutation_log set type = 'call.saved' where type like 'future.%'`)
    expect(await replayDeferred(database, test.clock)).toBe(2)
    expect(await replayDeferred(database, test.clock)).toBe(0)
    expect((await desk.pull()).changes.find((change) => change.id === good.callId)).toMatchObject({ version: 1 })
    const kept: unknown[] = await database.reader.query(`select envelope->'payload' as payload from mutation_log where outcome = 'rejected' and envelope->>'type' = 'future.bad'`)
    expect(kept).toEqual([{ payload: bad }])
  })

  it('parks a newer form of a type it knows, whole, until it knows the form', async () => {
    const saved = { ...call('operator'), wordsOfALaterVersion: '消えてはならない' }
    const newer = { ...desk.envelope(operator, 'call.saved', saved), schemaVersion: syncSchemaVersion + 1 }
    expect(await desk.push(newer)).toEqual([expect.objectContaining({ outcome: 'deferred', code: null })])
    const { database } = test.central
    expect(await replayDeferred(database, test.clock)).toBe(0)
    const kept = async (): Promise<unknown[]> => await database.reader.query('select outcome, envelope->\'payload\'->>\'wordsOfALaterVersion\' as words from mutation_log where mutation_id = $1', [newer.mutationId])
    expect(await kept()).toEqual([{ outcome: 'deferred', words: '消えてはならない' }])
    // What an update of central does: from now on the form is known.
    await database.reader.query('update mutation_log set envelope = jsonb_set(envelope, \'{schemaVersion}\', $2::jsonb) where mutation_id = $1', [newer.mutationId, String(syncSchemaVersion)])
    expect(await replayDeferred(database, test.clock)).toBe(1)
    expect((await desk.pull()).changes.find((change) => change.id === saved.callId)).toMatchObject({ version: 1 })
  })

  it('is bound to the person named: role, session, device, time', async () => {
    const mailroom = await desk.signIn('mailroom')
    expect(await desk.send(mailroom, 'call.saved', call('mailroom'))).toBe('FORBIDDEN')
    expect(await desk.send(operator, 'lot.saved', lot('operator', desk.deviceId, [randomUUID()]))).toBe('FORBIDDEN')
    expect(await desk.send(operator, 'verification.decided', { verificationId: randomUUID(), decision: 'approved', reason: 'x' })).toBe('FORBIDDEN')
    expect(await desk.send({ ...operator, staffId: 'mailroom' }, 'lot.saved', lot('mailroom', desk.deviceId, [randomUUID()]))).toBe('SESSION_ENDED')
    expect(await desk.send({ ...operator, session: { ...operator.session, sessionId: randomUUID() } }, 'call.saved', call('operator'))).toBe('SESSION_ENDED')
    const other = await enrolDesktop(test)
    expect(await other.send(operator, 'call.saved', call('operator'))).toBe('SESSION_ENDED')
    // In another's name.
    expect(await desk.send(operator, 'call.saved', call('mailroom'))).toBe('FORBIDDEN')
    expect(await desk.send(operator, 'verification.recorded', verification('mailroom', facility()))).toBe('FORBIDDEN')
  })

  it('takes what a person did offline after signing out, for the hours a desktop allows it', async () => {
    await addPerson(test, 'offline', 'operator')
    const person = await desk.signIn('offline')
    await test.client.call('signOut', { token: person.session.accessToken })
    test.clock.advance(83 * 3_600_000)
    const inTime = desk.envelope(person, 'call.saved', call('offline'))
    test.clock.advance(2 * 3_600_000)
    const tooLate = desk.envelope(person, 'call.saved', call('offline'))
    expect((await desk.push(inTime, tooLate)).map((outcome) => outcome.code)).toEqual([null, 'SESSION_ENDED'])
  })

  it('takes what was done before a person was disabled, and nothing done after', async () => {
    await addPerson(test, 'leaving', 'operator')
    const leaving = await desk.signIn('leaving')
    const before = desk.envelope(leaving, 'call.saved', call('leaving'))
    test.clock.advance(1000)
    await test.central.admin.disableStaff('leaving')
    test.clock.advance(1000)
    const after = desk.envelope(leaving, 'call.saved', call('leaving'))
    expect((await desk.push(before, after)).map((outcome) => outcome.code)).toEqual([null, 'SESSION_ENDED'])
  })

  it('overwrites nothing: a stale save is refused, a desktop\'s own run of saves is not', async () => {
    const other = await enrolDesktop(test)
    const there = await other.signIn('operator')
    const saved = call('operator')
    // Twice offline, both made on version 0.
    expect(await desk.send(operator, 'call.saved', saved)).toBe('applied')
    expect(await desk.send(operator, 'call.saved', { ...saved, notes: 'zwei' })).toBe('applied')
    expect(await other.send(there, 'call.saved', { ...saved, notes: 'stale' })).toBe('VERSION_CONFLICT')
    expect(await other.send(there, 'call.saved', { ...saved, version: 2, notes: 'fresh' })).toBe('applied')
    expect(await desk.send(operator, 'call.saved', { ...saved, version: 2, notes: 'late' })).toBe('VERSION_CONFLICT')
    expect((await other.pull()).changes.find((change) => change.id === saved.callId)?.body['notes']).toBe('fresh')
  })

  it('takes nothing from a desktop that is too old', async () => {
    const client = clientOf(test.url, desk.deviceToken)
    const mutations = [desk.envelope(operator, 'call.saved', call('operator'))]
    expect(await codeOf(client.call('pushMutations', { body: { clientVersion: '0.0.9', mutations } }))).toBe('CLIENT_TOO_OLD')
    expect((await client.call('pushMutations', { body: { clientVersion: '0.1.0', mutations } })).outcomes[0]?.outcome).toBe('applied')
  })
})

describe('audit', () => {
  function chain(length: number, start = 1, previous = firstAuditHash): AuditEntry[] {
    let previousHash = previous
    return Array.from({ length }, (_, index) => {
      const entry = { position: start + index, at: '2026-10-05T01:00:00.000Z', staffId: 'operator', action: 'facility.revealed', subject: '0110112489', outcome: 'done' as const, previousHash }
      const hash = auditHash(entry)
      previousHash = hash
      return { ...entry, hash }
    })
  }

  it('goes on exactly where it ended; a break is refused, raised and later named', async () => {
    const other = await enrolDesktop(test)
    const who = await other.signIn('operator')
    const entries = chain(4)
    const [one, two, three, four] = entries
    expect(await other.send(who, 'audit.recorded', { entries: [one, two] })).toBe('applied')
    expect(await other.send(who, 'audit.recorded', { entries: [four] })).toBe('AUDIT_CHAIN_BROKEN')
    expect(await other.send(who, 'audit.recorded', { entries: [two, three] })).toBe('AUDIT_CHAIN_BROKEN')
    expect(await other.send(who, 'audit.recorded', { entries: [{ ...three, action: 'nothing' }] })).toBe('AUDIT_CHAIN_BROKEN')
    expect(await other.send(who, 'audit.recorded', { entries: [three] })).toBe('applied')
    expect((await test.central.admin.listAlerts()).filter((alert) => alert.kind === 'auditChainBroken' && alert.deviceId === other.deviceId)).toHaveLength(1)
    const report = async () => (await test.central.admin.verifyAudit()).filter((item) => item.entries > 0)
    expect(await report()).toEqual([expect.objectContaining({ entries: 3, firstBroken: null })])
    await test.central.database.reader.query(`update audit_entry set action = 'x' where device_id = $1 and position = 2`, [other.deviceId])
    expect(await report()).toEqual([expect.objectContaining({ firstBroken: 2 })])
    await test.central.database.reader.query('delete from audit_entry where device_id = $1 and position > 1', [other.deviceId])
    expect(await report()).toEqual([expect.objectContaining({ entries: 1, firstBroken: 2 })])
  })
})

describe('pull', () => {
  it('gives the current state first, then what changed, in pages', async () => {
    const client = clientOf(test.url, desk.deviceToken)
    const ids = new Set<string>()
    let cursor: string | undefined
    for (let hasMore = true; hasMore;) {
      const page = await client.call('pullChanges', { query: { cursor, limit: 2 } })
      for (const change of page.changes) ids.add(`${change.entity} ${change.id}`)
      ;({ cursor, hasMore } = page)
    }
    const all = await desk.pull()
    expect(ids).toEqual(new Set(all.changes.map((change) => `${change.entity} ${change.id}`)))
    const saved = call('operator')
    await desk.send(operator, 'call.saved', saved)
    expect((await client.call('pullChanges', { query: { cursor } })).changes.map((change) => change.id)).toEqual([saved.callId])
  })

  it('asks for a resync when the cursor is of another database or unreadable', async () => {
    const { cursor } = await desk.pull()
    const [, xid] = Buffer.from(cursor, 'base64url').toString().split(' ')
    const forged = (text: string) => Buffer.from(text).toString('base64url')
    expect(await codeOf(desk.pull(forged(`${randomUUID()} ${xid ?? ''}`)))).toBe('RESYNC_REQUIRED')
    expect(await codeOf(desk.pull('x'))).toBe('RESYNC_REQUIRED')
    expect(await codeOf(desk.pull(forged(`${Buffer.from(cursor, 'base64url').toString().slice(0, 36)} 999999999999`)))).toBe('RESYNC_REQUIRED')
  })
})
