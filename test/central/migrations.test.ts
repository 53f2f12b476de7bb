/** A database as an older version of central left it, with rows, opened by this one. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { DataSource } from 'typeorm'
import { firstAuditHash } from '#central/audit/audit-repository.ts'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'
import { entities } from '#central/database/entities/index.ts'
import { migrate } from '#central/database/migrate.ts'
import { migrations } from '#central/database/migrations/index.ts'
import { findDevice } from '#central/devices/device-repository.ts'
import { facilitiesTouched } from '#central/facility-lists/facility-repository.ts'
import { coverageInUse } from '#central/facility-lists/list-in-use-repository.ts'
import { findNotice, noticeRecordOf } from '#central/notices/notice-repository.ts'
import { receiptsOf } from '#central/notices/receipt-repository.ts'
import { changeBodies } from '#shared/contract/central/sync.ts'
import { facilityRecord, noticeRecord } from '#shared/contract/records.ts'
import { facility, snapshotOf } from './support/records.ts'
import { emptyDatabase } from './support/test-central.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function emptyDataSource(): Promise<DataSource> {
  const { options, drop } = await emptyDatabase()
  undo.push(drop)
  const place = options.kind === 'postgres' ? { url: options.url } : await startEmbeddedPostgres(null, options.image).then(({ host, port, stop }) => {
    undo.push(stop)
    return { host, port, username: 'postgres', password: 'postgres', database: 'postgres', poolSize: 1 }
  })
  const dataSource = await new DataSource({ type: 'postgres', installExtensions: false, entities, ...place }).initialize()
  undo.push(() => dataSource.destroy())
  return dataSource
}

/** What `migrate` of the version with these migrations left. */
async function migrateUpTo(dataSource: DataSource, newest: number): Promise<void> {
  await dataSource.query('create table central_migration (number integer primary key, name text not null, applied_at timestamptz not null default now())')
  for (const migration of migrations.filter(({ number }) => number <= newest)) {
    for (const statement of migration.statements) await dataSource.query(statement)
    await dataSource.query('insert into central_migration (number, name) values ($1, $2)', [migration.number, migration.name])
  }
}

const firstReal = '00000000-0000-4000-8000-000000000001'
const secondReal = '00000000-0000-4000-8000-000000000002'
const staged = '00000000-0000-4000-8000-000000000003'

/** The sample of a trial, then two lists of real ones, a third that is just being staged. */
async function fillFirstVersion(dataSource: DataSource): Promise<void> {
  const medical = { prefectureNumber: '26', listKind: 'medical' }
  const lists: [string, string, boolean, object[], number | null][] = [
    ['00000000-0000-4000-8000-000000000000', 'superseded', true, [{ prefectureNumber: '13', listKind: 'dental', asOf: null }], 1],
    [firstReal, 'superseded', false, [{ ...medical, asOf: '2026-09-01' }, { prefectureNumber: '27', listKind: 'pharmacy', asOf: null }], 2],
    [secondReal, 'active', false, [{ ...medical, asOf: '2026-10-01' }], 3],
    [staged, 'staged', false, [{ ...medical, asOf: '2026-11-01' }], null],
  ]
  await dataSource.query(`insert into central_database (epoch, system_identifier, list_version) values ('${firstReal}', 'x', 3)`)
  for (const [id, state, isSample, coverage, version] of lists) {
    await dataSource.query(
      `insert into facility_list (list_id, state, is_sample, coverage, version, started_by, started_at, activated_at)
       values ($1, $2, $3, $4::jsonb, $5, 'administrator', $6, $7)`,
      [id, state, isSample, JSON.stringify(coverage), version, '2026-10-05T01:00:00Z', version === null ? null : `2026-10-0${version}T01:02:03.456Z`],
    )
  }
  const columns = 'facility_code, name, postal_code, address, telephone, founder, manager, designated_on, type, status, list_kind, prefecture_number'
  const values = `'2619900042', '\uE38B病院', '6068507', '京都市１', null, '国立大学法人', null, null, 'hospital', 'active', 'medical', '26'`
  await dataSource.query(`insert into facility (${columns}, is_sample, list_version) values (${values}, false, 3)`)
  await dataSource.query(`insert into staged_facility (${columns}, list_id, part) values (${values}, '${staged}', 0)`)
  await dataSource.query(`insert into feed (entity, id, xid, position, version, body) values ('facilityList', 'facilityList', 1, 1, 3, '{"version": 3, "isSample": false}')`)
}

/** A posted letter of the version before. */
async function fillSecondVersion(dataSource: DataSource): Promise<{ noticeId: string; state: string; trackingNumber: string }> {
  const [device, noticeId] = [firstReal, secondReal]
  await dataSource.query(
    `insert into device (device_id, device_number, name, token_hash, enrolled_at) values ($1, 1, 'desk', 'x', now())`, [device],
  )
  await dataSource.query(
    `insert into notice (notice_id, version, notice_number, facility_code, facility, reason, state, call_id, verification_id, requested_by, requested_at, approved_by,
       lot_id, piece_id, valid_until, tracking_number, posted_on, receipt_verifier, password_verifier)
     values ($1, 5, 'N1-1005-001', '2619900042', $2::jsonb, 'emailUnknown', 'posted', $1, $1, 'operator', '2026-10-05T01:00:00.000Z', null,
       $1, 'piece', '2026-11-04', '12345678901', '2026-10-05', '$argon2id$receipt', '$argon2id$password')`,
    [noticeId, JSON.stringify(snapshotOf(facility()))],
  )
  return { noticeId, state: 'posted', trackingNumber: '12345678901' }
}

describe('the migrations of central', () => {
  it('are a file each, numbered without a gap', () => {
    const files = readdirSync(join(import.meta.dirname, '../../central/database/migrations')).filter((name) => /^\d/u.test(name)).sort()
    expect(files).toEqual(migrations.map(({ number, name }) => `${String(number).padStart(4, '0')}-${name}.ts`))
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1))
  })

  it('0002 keeps the list, finds out what it covers, and hands that out to desktops that know the version', async () => {
    const dataSource = await emptyDataSource()
    await migrateUpTo(dataSource, 1)
    await fillFirstVersion(dataSource)
    expect(await migrate(dataSource)).toBe(migrations.length - 1)
    expect(await migrate(dataSource)).toBe(0)

    const [row, ...more] = await facilitiesTouched(dataSource.manager, 0, '', 10)
    expect(more).toEqual([])
    expect(facilityRecord.parse(row)).toEqual({
      facilityCode: '2619900042', name: '\uE38B病院', postalCode: '6068507', address: '京都市１', telephone: null, founder: '国立大学法人', manager: null, designatedOn: null,
      type: 'hospital', status: 'active', listKind: 'medical', prefectureNumber: '26', isSample: false, listVersion: 3, reading: null, readingSource: null,
      publishedForms: {}, addressChange: null, succession: null, predecessorCodes: [], formerNames: [], formerFounders: [],
    })
    // Of the sample, which a real list has replaced, nothing is covered.
    const coverage = [
      { prefectureNumber: '26', listKind: 'medical', asOf: '2026-10-01', importedAt: '2026-10-03T01:02:03.456Z' },
      { prefectureNumber: '27', listKind: 'pharmacy', asOf: null, importedAt: '2026-10-02T01:02:03.456Z' },
    ]
    expect(await coverageInUse(dataSource.manager)).toEqual(coverage)
    const [change]: { xid: string; body: unknown }[] = await dataSource.query(`select xid::text, body from feed where entity = 'facilityList'`)
    expect(changeBodies.facilityList.parse(change?.body)).toEqual({ version: 3, isSample: false, coverage })
    expect(Number(change?.xid)).toBeGreaterThan(1)
    expect(await dataSource.query('select state from facility_list where list_id = $1', [staged])).toEqual([{ state: 'discarded' }])
    expect(await dataSource.query('select 1 from staged_facility')).toEqual([])
  })

  it('0004 keeps the alerts, one of each kind that waits, and tells them to the desktops', async () => {
    const dataSource = await emptyDataSource()
    await migrateUpTo(dataSource, 3)
    const deviceId = '00000000-0000-4000-8000-00000000000a'
    await dataSource.query(`insert into device (device_id, device_number, name, token_hash, enrolled_at) values ('${deviceId}', 7, 'desk', 'x', now())`)
    const alerts = [['1', '2026-10-05T01:00:00.5Z'], ['2', '2026-10-05T02:00:00Z'], ['3', '2026-10-05T02:00:00Z']] as const
    for (const [last, raisedAt] of alerts) {
      await dataSource.query(
        'insert into security_alert (alert_id, kind, raised_at, device_id, details) values ($1, $2, $3, $4, $5::jsonb)',
        [firstReal.replace(/1$/u, last), last === '3' ? 'passwordUsedBeforePosting' : 'auditChainBroken', raisedAt, last === '3' ? null : deviceId, '{"sequence": 5}'],
      )
    }
    expect(await migrate(dataSource)).toBe(migrations.length - 3)
    const changes: { id: string; body: unknown }[] = await dataSource.query(`select id, body from feed where entity = 'securityAlert' order by id`)
    const waiting = { version: 1, noticeId: null, noticeNumber: null, resolvedBy: null, resolvedAt: null, resolution: null }
    expect(changes.map(({ body }) => changeBodies.securityAlert.parse(body))).toEqual([
      { ...waiting, alertId: firstReal, kind: 'auditChainBroken', raisedAt: '2026-10-05T01:00:00.500Z', deviceNumber: 7 },
      { ...waiting, alertId: staged, kind: 'passwordUsedBeforePosting', raisedAt: '2026-10-05T02:00:00.000Z', deviceNumber: null },
    ])
    expect(changes.map(({ id }) => id)).toEqual([firstReal, staged])
  })

  it('0006 lets every chain begin where it began', async () => {
    const dataSource = await emptyDataSource()
    await migrateUpTo(dataSource, 5)
    await dataSource.query(`insert into device (device_id, device_number, name, token_hash, enrolled_at, audit_position, audit_hash) values ('${firstReal}', 7, 'desk', 'x', now(), 12, 'h')`)
    expect(await migrate(dataSource)).toBe(migrations.length - 5)
    expect(await findDevice(dataSource.manager, firstReal)).toMatchObject({ auditPosition: 12, auditHash: 'h', auditStartPosition: 0, auditStartHash: firstAuditHash })
  })

  it('0008 takes rows of devices there are alone, and never lets a device go', async () => {
    const dataSource = await emptyDataSource()
    await migrateUpTo(dataSource, 7)
    await dataSource.query(`insert into device (device_id, device_number, name, token_hash, enrolled_at) values ('${firstReal}', 7, 'desk', 'x', now())`)
    expect(await migrate(dataSource)).toBe(migrations.length - 7)
    const record = (table: string, id: string, device: string) => dataSource.query(`insert into ${table} values ('${id}', 1, '{}', '${device}', '${device}', 0, null)`)
    const logged = (device: string, sequence: number) => dataSource.query(
      `insert into mutation_log (device_id, sequence, mutation_id, type, content_hash, outcome, received_at) values ('${device}', ${sequence}, gen_random_uuid(), 'x', 'x', 'applied', now())`)
    const audited = (device: string) => dataSource.query(
      `insert into audit_entry (device_id, position, at, action, outcome, previous_hash, hash) values ('${device}', 1, 'x', 'x', 'done', 'x', 'x')`)
    for (const table of ['call', 'verification', 'lot', 'email_change_request', 'provisional_code_request', 'posting_slip', 'callback', 'deputy']) {
      await record(table, firstReal, firstReal)
      await expect(record(table, secondReal, secondReal)).rejects.toMatchObject({ code: '23503' })
      await expect(dataSource.query(`update ${table} set last_device_id = '${secondReal}'`)).rejects.toMatchObject({ code: '23503' })
    }
    await expect(record('mail_day', secondReal, secondReal)).rejects.toMatchObject({ code: '23503' })
    // Made by central itself.
    await dataSource.query(`insert into callback values ('${secondReal}', 1, '{}', null, null, 0, null)`)
    await logged(firstReal, 1)
    await audited(firstReal)
    await expect(logged(secondReal, 1)).rejects.toMatchObject({ code: '23503' })
    await expect(audited(secondReal)).rejects.toMatchObject({ code: '23503' })
    // One among many that are right.
    await expect(dataSource.query(
      `insert into mutation_log (device_id, sequence, mutation_id, type, content_hash, outcome, received_at)
       select device::uuid, 2, gen_random_uuid(), 'x', 'x', 'applied', now() from unnest(array['${firstReal}', '${secondReal}']) as device`)).rejects.toMatchObject({ code: '23503' })
    for (const removal of ['delete from device', 'truncate device cascade', 'update device set device_id = gen_random_uuid()']) {
      await expect(dataSource.query(removal)).rejects.toMatchObject({ code: '23001' })
    }
    await dataSource.query('update device set revoked_at = now()')
  })

  it('0007 keeps the accounts, and who changed the list from which desktop', async () => {
    const dataSource = await emptyDataSource()
    await migrateUpTo(dataSource, 6)
    await dataSource.query(`insert into device (device_id, device_number, name, token_hash, enrolled_at) values ('${firstReal}', 7, 'desk', 'x', now())`)
    await dataSource.query(`insert into portal_account (facility_code, state, version, mail_hash) values ('2619900042', 'registered', 2, 'h')`)
    const operation = (device: string | null) => dataSource.query('insert into facility_operation (operation, subject, staff_id, device_id, at, details) values (\'x\', \'y\', \'ad01\', $1, now(), \'{}\')', [device])
    await operation(firstReal)
    await expect(operation(null)).rejects.toThrow('device_id')
    expect(await migrate(dataSource)).toBe(migrations.length - 6)
    expect(await dataSource.query('select facility_code, state, version, mail_hash, registered_on from portal_account')).toEqual([
      { facility_code: '2619900042', state: 'registered', version: 2, mail_hash: 'h', registered_on: null },
    ])
    await operation(null)
    expect(await dataSource.query('select staff_id, device_id from facility_operation order by position')).toEqual([{ staff_id: 'ad01', device_id: firstReal }, { staff_id: 'ad01', device_id: null }])
  })

  it('0003 keeps every notice, with the number told to its caller, as one that needs it', async () => {
    const dataSource = await emptyDataSource()
    await migrateUpTo(dataSource, 2)
    const row = await fillSecondVersion(dataSource)
    expect(await migrate(dataSource)).toBe(migrations.length - 2)
    const kept = await findNotice(dataSource.manager, row.noticeId)
    if (kept === null) throw new Error('The notice is gone')
    expect(kept.needsSecondNumber).toBe(true)
    expect(noticeRecord.parse(noticeRecordOf(kept, []))).toMatchObject({
      ...row, postageClass: 'simplifiedRegistered', cases: [], joinedTo: null, replaces: null, template: null, returned: null, destroyed: null, followUp: null,
    })
    expect(await receiptsOf(dataSource.manager, row.noticeId)).toEqual(['$argon2id$receipt'])
    // A piece on one slip only, a day closed once a desk, joined only to something.
    const insertSlip = (id: string) => dataSource.query('insert into posting_slip values ($1, 1, \'{}\', $2, $2, 0, null)', [id, firstReal])
    await insertSlip(firstReal)
    await insertSlip(secondReal)
    const list = (slip: string) => dataSource.query('insert into posting_slip_piece values ($1, $2)', [row.noticeId, slip])
    await list(firstReal)
    await expect(list(secondReal)).rejects.toThrow('posting_slip_piece_pkey')
    const closeDay = (id: string) => dataSource.query(`insert into mail_day values ($1, 1, '{"date": "2026-10-05"}', $2, $2, 0, null)`, [id, firstReal])
    await closeDay(firstReal)
    await expect(closeDay(secondReal)).rejects.toThrow('mail_day_once')
    await expect(dataSource.query(`update notice set state = 'joined'`)).rejects.toThrow('check constraint')
  })
})
