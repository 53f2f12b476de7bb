import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { firstBrokenAudit, auditHash } from '#backend/audit/audit-repository.ts'
import { migrations } from '#backend/database/migrations/index.ts'
import { openDatabase } from '#backend/database/open.ts'
import { findCases } from '#backend/database/case-index-repository.ts'
import { wordKeys } from '#backend/database/case-index.ts'
import { calls, notices } from '#backend/database/record-repository.ts'
import { readSetting } from '#backend/database/setting-repository.ts'
import type { SqliteHandle } from '#backend/database/sqlite-handle.ts'
import { takeWaitingMutations, unsettledMutation } from '#backend/sync/outbox-repository.ts'
import { recordsToFetch } from '#backend/sync/refusal-repository.ts'
import { call, facility, lot, notice, verification } from '#test/central/support/records.ts'
import { makeDatabaseAt } from '#test/support/old-database.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { dumpOf, newKey } from '#test/support/test-database.ts'

// Room for a machine that does other work beside.

const folder = temporaryFolders()
const migrationFolder = join(import.meta.dirname, '../../main/backend/database/migrations')

describe('the list of migrations', () => {
  const files = readdirSync(migrationFolder).filter((name) => name !== 'index.ts').sort()

  it('has a file for each, numbered from 0001 without a gap', () => {
    expect(files.map((name) => name.slice(0, 4))).toEqual(migrations.map((_, index) => String(index + 1).padStart(4, '0')))
    for (const file of files) expect(file).toMatch(/^\d{4}-[a-z0-9-]+\.ts$/u)
  })

  it('carries the number in the name that TypeORM reads, and the words of the file', () => {
    for (const [index, Migration] of migrations.entries()) {
      const { name } = new Migration()
      const words = files[index]!.slice(5, -3).split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
      expect(name).toBe(`${words}${String(index + 1).padStart(13, '0')}`)
    }
  })

  it('never goes back: that would lose rows', async () => {
    for (const Migration of migrations) await expect(new Migration().down()).rejects.toThrow('forward only')
  })
})

const aCall = call('operator', { notes: '見本' })
const aVerification = verification('operator', facility())
const aNotice = notice('operator', aVerification)
const aLot = lot('mailroom', aCall.callId, [aNotice.noticeId])
const entry = { position: 1, at: '2026-10-05T01:00:00.000Z', staffId: 'operator', action: 'session.signIn', subject: null, outcome: 'done' as const, previousHash: '0'.repeat(64) }

/** A row in every table of migration 0001, as version 0.1.0 wrote them. */
const fillFirstSchema = (handle: SqliteHandle) => {
  const insert = (table: string, row: Record<string, unknown>) =>
    handle.prepare(`INSERT INTO "${table}" (${Object.keys(row).map((name) => `"${name}"`).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`).run(...Object.values(row))
  const body = (value: unknown) => JSON.stringify(value)
  insert('call', { id: aCall.callId, version: 1, body: body(aCall), operatorId: aCall.operatorId, startedAt: aCall.startedAt, endedAt: null })
  insert('verification', { id: aVerification.verificationId, version: 1, body: body(aVerification), callId: aVerification.callId, facilityCode: aVerification.facilityCode, outcome: 'passed', performedAt: aVerification.performedAt })
  insert('notice', { id: aNotice.noticeId, version: 1, body: body(aNotice), facilityCode: aNotice.facilityCode, state: 'queued', requestedAt: aNotice.requestedAt, lotId: null, pieceId: null })
  insert('lot', { id: aLot.lotId, version: 1, body: body(aLot), state: aLot.state, startedAt: aLot.startedAt })
  insert('email_change_request', { id: 'e', version: 1, body: '{}', facilityCode: '2619900042', state: 'received', requestedAt: aCall.startedAt })
  insert('provisional_code_request', { id: 'p', version: 1, body: '{}', state: 'received', requestedAt: aCall.startedAt })
  insert('outbox', {
    sequence: 1, mutationId: '01a20878-0000-7000-8000-000000000001', type: 'call.saved', schemaVersion: 1, staffId: 'operator', sessionId: aCall.callId, occurredAt: aCall.startedAt,
    payload: body(aCall), state: 'waiting', code: null, entity: 'call', entityId: aCall.callId,
  })
  insert('held_change', { entity: 'call', id: aCall.callId, version: 2, body: body(aCall) })
  insert('setting', { name: 'deviceToken', value: 'token' })
  insert('setting', { name: 'facilityListVersion', value: '7' })
  insert('setting', { name: 'facilityListIsSample', value: '0' })
  insert('staff', { staffId: 'operator', displayName: '名前', role: 'operator', isActive: 1, offlineVerifier: 'verifier', lastOnlineAt: aCall.startedAt, lastSessionId: aCall.callId })
  insert('audit_entry', { ...entry, hash: auditHash(entry), isSent: 0 })
  insert('portal_account', { facilityCode: '2619900042', state: 'registered', version: 1 })
  insert('lot_piece', { lotId: aLot.lotId, noticeId: aNotice.noticeId, sheetNumber: 1, pieceId: 'PIECE', refusal: null })
  insert('lot_secret', { lotId: aLot.lotId, challengeCode: '1234', sessionId: aCall.callId, attempts: 0 })
  const row = {
    facility_code: '2619900042', name: '京都大学医学部附属病院', postal_code: '6068507', address: '京都市左京区', telephone: null, founder: null, manager: null, designated_on: null,
    type: 'hospital', status: 'active', list_kind: 'medical', prefecture_number: '26', is_sample: 0, list_version: 1, name_key: '京都大学医学部付属病院', address_key: '京都市左京区', telephone_key: '',
  }
  insert('facility', { rowid: 1, ...row })
  insert('facility_incoming', { facility_code: '2619900042', record: '{}' })
  insert('facility_search', { rowid: 1, name: 'x', address: 'x', telephone: '', code: 'x' })
}

describe('cases of a database of migration 0003', () => {
  it('are findable with this version, also where older rows lack what records have now; a damaged row stops nothing', async () => {
    const file = join(folder(), 'desk.db')
    const key = newKey()
    const older = Object.fromEntries(Object.entries(aCall).filter(([name]) => !['parked', 'paperSlip', 'outcome', 'guidedCards', 'paths'].includes(name)))
    await makeDatabaseAt(file, key, 3, (handle) => {
      const insertCall = handle.prepare('INSERT INTO "call" (id, version, body, "operatorId", "startedAt", "endedAt") VALUES (?, 1, ?, ?, ?, null)')
      // More than one batch.
      for (let number = 0; number < 1100; number += 1) {
        const callId = `01a20878-0000-7000-8000-${String(number).padStart(12, '0')}`
        insertCall.run(callId, JSON.stringify({ ...older, callId, notes: `見本 ${number}番`, callerName: '髙橋' }), aCall.operatorId, aCall.startedAt)
      }
      insertCall.run('damaged', '{}', aCall.operatorId, aCall.startedAt)
      handle.prepare('INSERT INTO notice (id, version, body, "facilityCode", state, "requestedAt") VALUES (?, 1, ?, ?, ?, ?)')
        .run(aNotice.noticeId, JSON.stringify(aNotice), aNotice.facilityCode, aNotice.state, aNotice.requestedAt)
    })
    const database = await openDatabase({ file, key })
    const find = (word: string, limit = 2000) => findCases(database.rawReader, { groups: [], words: [{ keys: wordKeys(word), exact: [] }], instead: [], from: null, until: null, limit })
    expect(find('高橋')).toHaveLength(1100)
    expect(find('1099番')).toEqual([{ kind: 'call', id: '01a20878-0000-7000-8000-000000001099' }])
    expect(find(aNotice.noticeNumber)).toEqual([{ kind: 'notice', id: aNotice.noticeId }])
    await database.close()
  })
})

describe('what was refused in a database of migration 0004', () => {
  it('is kept: nobody knows what it was made on, and a call that goes takes its place among the facilities with it', async () => {
    const file = join(folder(), 'desk.db')
    const key = newKey()
    const mutationId = '01a20878-0000-7000-8000-000000000004'
    await makeDatabaseAt(file, key, 4, (handle) => {
      handle.prepare('INSERT INTO "call" (id, version, body, "operatorId", "startedAt", "endedAt") VALUES (?, 1, ?, ?, ?, null)')
        .run(aCall.callId, JSON.stringify({ ...aCall, facilityCodes: ['2619900042'] }), aCall.operatorId, aCall.startedAt)
      handle.prepare('INSERT INTO outbox (sequence, "mutationId", type, "schemaVersion", "staffId", "sessionId", "occurredAt", payload, state, code, entity, "entityId", "isTried") VALUES (1, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, 1)')
        .run(mutationId, 'call.saved', 'operator', aCall.callId, aCall.startedAt, JSON.stringify(aCall), 'rejected', 'SESSION_ENDED', 'call', aCall.callId)
    })
    const database = await openDatabase({ file, key })
    const { manager } = database.reader
    expect(await unsettledMutation(manager, mutationId)).toMatchObject({ code: 'SESSION_ENDED', base: null, payload: aCall })
    const ofFacility = () => database.rawReader.prepare('SELECT "callId" FROM call_facility').pluck().all()
    expect(ofFacility()).toEqual([aCall.callId])
    await database.write(async (writer) => await calls.remove(writer, aCall.callId))
    expect(ofFacility()).toEqual([])
    await database.close()
  })
})

describe('what was refused or on its way in a database of migration 0005', () => {
  it('has the letters and requests it foresaw something in fetched once, and nothing else', async () => {
    const file = join(folder(), 'desk.db')
    const key = newKey()
    const [joined, replaced, request, another] = ['1', '2', '3', '4'].map((digit) => `01a20878-0000-7000-8000-00000000000${digit}`) as [string, string, string, string]
    await makeDatabaseAt(file, key, 5, (handle) => {
      const insert = handle.prepare('INSERT INTO outbox (sequence, "mutationId", type, "schemaVersion", "staffId", "sessionId", "occurredAt", payload, state, entity, "entityId", "isTried") VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 1)')
      const add = (sequence: number, type: string, state: string, entityId: string, payload: object) =>
        insert.run(sequence, `m${sequence}`, type, 'operator', aCall.callId, aCall.startedAt, JSON.stringify(payload), state, type.split('.')[0], entityId)
      add(1, 'notice.requested', 'rejected', 'n1', { notice: { ...aNotice, joinedTo: joined } })
      add(2, 'notice.requested', 'waiting', 'n2', { notice: { ...aNotice, replaces: replaced } })
      add(3, 'notice.requested', 'rejected', 'n3', { notice: aNotice })
      add(4, 'verification.decided', 'rejected', aVerification.verificationId, {})
      for (const [id, verificationId] of [[request, aVerification.verificationId], [another, null]]) {
        handle.prepare('INSERT INTO email_change_request (id, version, body, "facilityCode", state, "requestedAt") VALUES (?, 1, ?, ?, ?, ?)').run(id, JSON.stringify({ verificationId }), '2619900042', 'verified', aCall.startedAt)
      }
    })
    const database = await openDatabase({ file, key })
    expect(await recordsToFetch(database.reader.manager)).toEqual([
      { entity: 'emailChangeRequest', id: request }, { entity: 'notice', id: joined }, { entity: 'notice', id: replaced },
    ])
    expect(await unsettledMutation(database.reader.manager, 'm1')).toMatchObject({ foreseen: null })
    await database.close()
  })
})

describe('a database of migration 0001', () => {
  it('with a row in every table opens with this version and keeps them all', async () => {
    const file = join(folder(), 'desk.db')
    const key = newKey()
    let before: Record<string, unknown[]> = {}
    await makeDatabaseAt(file, key, 1, (handle) => {
      fillFirstSchema(handle)
      before = dumpOf(handle)
    })
    expect(Object.entries(before).filter(([table, rows]) => rows.length === 0 && !table.startsWith('facility_search'))).toEqual([])

    const database = await openDatabase({ file, key })
    try {
      const after = dumpOf(database.rawReader)
      // The list is fetched into a file of its own: what it was is noted, so that it comes at the next contact.
      const moved = (name: string) => name === 'facility' || name.startsWith('facility_')
      expect(Object.keys(after).filter(moved)).toEqual([])
      expect(await readSetting(database.reader.manager, 'facilityListKnown')).toBe('{"version":7,"isSample":false}')
      for (const [table, rows] of Object.entries(before).filter(([name]) => name !== 'migrations' && !moved(name))) {
        for (const row of rows.filter((one) => !(one as { name?: string }).name?.startsWith('facilityList'))) expect([table, after[table]]).toEqual([table, expect.arrayContaining([expect.objectContaining(row as object)])])
      }
      expect(database.rawReader.prepare('SELECT count(*) FROM migrations').pluck().get()).toBe(migrations.length)
      const { manager } = database.reader
      expect(await calls.get(manager, aCall.callId)).toEqual(aCall)
      expect(await notices.get(manager, aNotice.noticeId)).toEqual(aNotice)
      expect(await takeWaitingMutations(manager, 10, 1_000_000)).toHaveLength(1)
      expect(await readSetting(manager, 'deviceToken')).toBe('token')
      expect(await firstBrokenAudit(manager)).toBeNull()
    } finally {
      await database.close()
    }
  })

  it('whose newer list was on its way fetches that one', async () => {
    const file = join(folder(), 'desk.db')
    const key = newKey()
    await makeDatabaseAt(file, key, 1, (handle) => {
      fillFirstSchema(handle)
      handle.prepare('INSERT INTO setting (name, value) VALUES (?, ?)').run('facilityListFetch', '{"version":9,"isSample":true,"afterCode":"0110112489"}')
    })
    const database = await openDatabase({ file, key })
    expect(await readSetting(database.reader.manager, 'facilityListKnown')).toBe('{"version":9,"isSample":true}')
    await database.close()
  })

  it('is migrated once: a second start changes nothing', async () => {
    const file = join(folder(), 'desk.db')
    const key = newKey()
    await makeDatabaseAt(file, key, 1, fillFirstSchema)
    await (await openDatabase({ file, key })).close()
    const second = await openDatabase({ file, key })
    expect(second.rawReader.prepare('SELECT count(*) FROM migrations').pluck().get()).toBe(migrations.length)
    await second.close()
  })

  it('knows which calls were about a facility, those from before too, and only as they are now', async () => {
    const file = join(folder(), 'desk.db')
    const key = newKey()
    const old = { ...aCall, facilityCodes: ['2619900042', '1318814790'] }
    await makeDatabaseAt(file, key, 3, (handle) => {
      handle.prepare('INSERT INTO call (id, version, body, "operatorId", "startedAt") VALUES (?, 1, ?, ?, ?)').run(old.callId, JSON.stringify(old), old.operatorId, old.startedAt)
    })
    const database = await openDatabase({ file, key })
    const linked = () => database.rawReader.prepare('SELECT "facilityCode", "callId" FROM call_facility ORDER BY 1, 2').raw().all()
    expect(linked()).toEqual([['1318814790', old.callId], ['2619900042', old.callId]])
    const another = call('operator', { facilityCodes: ['1318814790'] })
    await database.write(async (manager) => {
      await calls.save(manager, { ...old, facilityCodes: ['2619900042'] })
      await calls.save(manager, another)
    })
    expect(linked()).toEqual([['1318814790', another.callId], ['2619900042', old.callId]])
    await database.close()
  })

  it('has the indices its questions need', async () => {
    const database = await openDatabase({ file: join(folder(), 'desk.db'), key: newKey() })
    const plan = (sql: string) => database.rawReader.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((row) => (row as { detail: string }).detail).join(' ')
    expect(plan(`SELECT * FROM notice WHERE state = 'queued' ORDER BY requestedAt`)).toContain('notice_by_state_requestedAt')
    expect(plan(`SELECT * FROM notice WHERE pieceId = 'x'`)).toContain('notice_by_pieceId')
    expect(plan(`SELECT * FROM outbox WHERE entity = 'call' AND entityId = 'x' AND state = 'waiting'`)).toContain('outbox_by_record')
    await database.close()
  })
})
