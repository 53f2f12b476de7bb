/** A database as an older version of central left it, with rows, opened by this one. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { DataSource } from 'typeorm'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'
import { migrate } from '#central/database/migrate.ts'
import { migrations } from '#central/database/migrations/index.ts'
import { facilitiesTouched } from '#central/facility-lists/facility-repository.ts'
import { coverageInUse } from '#central/facility-lists/list-in-use-repository.ts'
import { changeBodies } from '#shared/contract/central/sync.ts'
import { facilityRecord } from '#shared/contract/records.ts'
import { emptyDatabase } from './support/test-central.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function emptyDataSource(): Promise<DataSource> {
  const { options, drop } = await emptyDatabase()
  undo.push(drop)
  const place = options.kind === 'postgres' ? { url: options.url } : await startEmbeddedPostgres(null).then(({ host, port, stop }) => {
    undo.push(stop)
    return { host, port, username: 'postgres', password: 'postgres', database: 'postgres', poolSize: 1 }
  })
  const dataSource = await new DataSource({ type: 'postgres', installExtensions: false, ...place }).initialize()
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
})
