/** What only several sessions can show. Run by `node scripts/with-postgres.ts`; PGlite has one session. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createCentral } from '#central/create-central.ts'
import { migrations } from '#central/database/migrations/index.ts'
import { openDatabase } from '#central/database/open-database.ts'
import { publish } from '#central/sync/feed-repository.ts'
import { hashPassword } from '#central/credentials/password-hash.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { activateList, stageList, touchedSince, useList } from './support/lists.ts'
import { composeLetter, handInVerifier } from './support/notices.ts'
import { facility } from './support/records.ts'
import { clientOf, emptyDatabase, isRealPostgres, startTestCentral, type TestCentral } from './support/test-central.ts'

const onPostgres = isRealPostgres ? describe : describe.skip

onPostgres('several sessions of a real PostgreSQL', () => {
  let test: TestCentral
  let desk: Desktop
  let operator: SignedIn
  beforeAll(async () => {
    test = await startTestCentral()
    for (const [staffId, role] of [['operator', 'operator'], ['administrator', 'administrator']] as const) await addPerson(test, staffId, role)
    desk = await enrolDesktop(test)
    operator = await desk.signIn('operator')
  }, 60_000)
  afterAll(() => test.close())

  it('a transaction that commits late is not skipped by the feed', async () => {
    const { database } = test.central
    const account = (code: string) => ({ facilityCode: code, state: 'registered' as const })
    let cursor = (await desk.pull()).cursor
    const seen: string[] = []
    const look = async () => {
      const page = await desk.pull(cursor)
      cursor = page.cursor
      seen.push(...page.changes.map((change) => change.id))
    }
    let commitLate = (): void => undefined
    const gate = new Promise<void>((resolve) => {
      commitLate = resolve
    })
    let wrote = (): void => undefined
    const written = new Promise<void>((resolve) => {
      wrote = resolve
    })
    const late = database.transaction(async (transaction) => {
      await publish(transaction, 'portalAccount', '0000000001', 1, account('0000000001'))
      wrote()
      await gate
    })
    await written
    // Begun later, committed earlier: its transaction number is higher.
    await database.transaction((transaction) => publish(transaction, 'portalAccount', '0000000002', 1, account('0000000002')))
    await look()
    expect(seen).toEqual([])
    commitLate()
    await late
    await look()
    expect(seen).toEqual(['0000000001', '0000000002'])
  })

  it('transactions that overlap in every way reach desktops of two processes, each in its newest state', async () => {
    const second = await createCentral({ database: test.databaseOptions, overdueInterval: 0 })
    try {
      const processes = [test.url, (await second.listen()).url].map((url) => ({ client: clientOf(url, desk.deviceToken), cursor: undefined as string | undefined, seen: new Map<string, number>() }))
      const look = async () => {
        for (const one of processes) {
          // Small pages: what is kept in memory and what is not are both asked for.
          for (let hasMore = true; hasMore;) {
            const page = await one.client.call('pullChanges', { query: { ...(one.cursor !== undefined && { cursor: one.cursor }), limit: 3 } })
            for (const change of page.changes) {
              expect(change.version).toBeGreaterThan(one.seen.get(change.id) ?? 0)
              one.seen.set(change.id, change.version)
            }
            one.cursor = page.cursor
            hasMore = page.hasMore
          }
        }
      }
      await look()
      // Five at a time: each writes a record of its own and, where it is the only one that holds it, the one they share.
      const wanted = new Map<string, number>()
      for (let round = 1; round <= 8; round++) {
        const open: { readonly commit: () => void; readonly ended: Promise<void> }[] = []
        for (let index = 0; index < 5; index++) {
          const [written, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
          const ended = (index % 2 === 0 ? test.central : second).database.transaction(async (transaction) => {
            const ids = [`90000000${round}${index}`, ...(index === round % 5 ? ['8000000000'] : [])]
            for (const facilityCode of ids) {
              await publish(transaction, 'portalAccount', facilityCode, round, { facilityCode, state: 'registered' })
              wanted.set(facilityCode, round)
            }
            written.resolve()
            await gate.promise
          })
          await written.promise
          open.push({ commit: gate.resolve, ended })
        }
        // In an order of commits that is another one every round, with looks in between.
        for (let step = 0; open.length > 0; step++) {
          const [one] = open.splice((round * 3 + step) % open.length, 1)
          one?.commit()
          await one?.ended
          await look()
        }
      }
      for (const { seen } of processes) for (const [id, version] of wanted) expect([id, seen.get(id)]).toEqual([id, version])
    } finally {
      await second.close()
    }
  }, 60_000)

  /** One after the other: four tries of one person at the same moment count as guessing until one proves right. */
  async function fiveDesks(): Promise<{ other: Desktop; who: SignedIn }[]> {
    const desks: { other: Desktop; who: SignedIn }[] = []
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const other = await enrolDesktop(test, name)
      desks.push({ other, who: await other.signIn('operator') })
    }
    return desks
  }

  it('requests for one facility at once give one open notice, which the others join', async () => {
    const [of, started] = [facility(), facility('2619900143')]
    await useList(test, await desk.signIn('administrator'), [of, started])
    await test.central.admin.importAccounts([of, started].map(({ facilityCode }) => ({ facilityCode, state: 'registered' })))
    const desks = await fiveDesks()
    const letters = await Promise.all(desks.map(({ other, who }) => composeLetter(other, who, of)))
    const receipts = await Promise.all(letters.map((letter) => hashPassword(letter.receiptNumber)))
    const outcomes = await Promise.all(desks.map(({ other, who }, index) =>
      other.send(who, 'notice.requested', { notice: letters[index]?.notice, receiptVerifier: receipts[index] })))
    expect(outcomes).toEqual(desks.map(() => 'applied'))
    const { reader } = test.central.database
    const rows: { notice_id: string; state: string; joined_to: string | null; cases: { noticeId: string }[] }[] =
      await reader.query('select notice_id, state, joined_to, cases from notice where facility_code = $1', [of.facilityCode])
    expect(rows.map((row) => row.state).sort()).toEqual(['joined', 'joined', 'joined', 'joined', 'queued'])
    const [survivor] = rows.filter((row) => row.state === 'queued')
    const joined = rows.filter((row) => row.state === 'joined')
    expect(joined.map((row) => row.joined_to)).toEqual(joined.map(() => survivor?.notice_id))
    expect(survivor?.cases.map((joining) => joining.noticeId).sort()).toEqual(joined.map((row) => row.notice_id).sort())
    expect(await reader.query('select count(*)::integer as count from notice_receipt where notice_id = $1', [survivor?.notice_id])).toEqual([{ count: 5 }])
  })

  it('a caller who joins while the lot starts waits either for that letter or for a new one', async () => {
    await addPerson(test, 'mailroom', 'mailroom')
    const mailroom = await desk.signIn('mailroom')
    const { reader } = test.central.database
    for (let round = 0; round < 4; round += 1) {
      const of = facility('2619900143')
      const first = await composeLetter(desk, operator, of)
      expect(await desk.send(operator, 'notice.requested', { notice: first.notice, receiptVerifier: await hashPassword(first.receiptNumber) })).toBe('applied')
      const later = await composeLetter(desk, operator, of)
      const receiptVerifier = await hashPassword(later.receiptNumber)
      const passwordVerifier = await hashPassword('x')
      const [accepted, requested] = await Promise.all([
        handInVerifier(test, mailroom, first, { passwordVerifier }), desk.send(operator, 'notice.requested', { notice: later.notice, receiptVerifier }),
      ])
      expect([accepted, requested]).toEqual([null, 'applied'])
      const [row]: { state: string; joined_to: string | null; replaces: string | null }[] =
        await reader.query('select state, joined_to, replaces from notice where notice_id = $1', [later.notice.noticeId])
      const { noticeId } = first.notice
      expect([{ state: 'joined', joined_to: noticeId, replaces: null }, { state: 'queued', joined_to: null, replaces: noticeId }]).toContainEqual(row)
      const supervise = row?.state === 'queued' ? later : null
      if (supervise !== null) expect(await desk.send(operator, 'notice.cancelled', { noticeId: supervise.notice.noticeId, reason: '終了' })).toBe('applied')
    }
  })

  it('changes of the list at once come one after the other, each with a version of its own', async () => {
    const administrator = await desk.signIn('administrator')
    const codes = Array.from({ length: 6 }, (_, index) => `471990000${index}`)
    const listId = await stageList(test, administrator, codes.map((code) => facility(code, { prefectureNumber: '47' })))
    const [first, ...others] = await Promise.all(Array.from({ length: 3 }, () => activateList(test, administrator, listId, codes.length)))
    if (first === undefined) throw new Error('There is no answer')
    expect(first.added).toBe(codes.length)
    expect(others).toEqual([first, first])
    const client = clientOf(test.url, administrator.session.accessToken)
    const versions = await Promise.all(codes.map(async (facilityCode) => (await client.call('setReading', { parameters: { facilityCode }, body: { reading: 'ヨミ' } })).version))
    expect(versions.sort((left, right) => left - right)).toEqual(codes.map((_, index) => first.version + 1 + index))
    expect((await touchedSince(test, desk, first.version)).codes).toEqual(codes)
  })

  it('the same refresh token at once leaves tokens that work with one only', async () => {
    const { refreshToken } = (await desk.signIn('operator')).session
    const client = clientOf(test.url, desk.deviceToken)
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => client.call('refreshSession', { body: { refreshToken } })))
    const replies = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const working = await Promise.all(replies.map(async ({ accessToken }) => (await fetch(`${test.url}/v1/facilities/0000000000/reading`, {
      method: 'POST', headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' }, body: '{}',
    })).status !== 401))
    expect(working.filter(Boolean)).toHaveLength(1)
  })

  it('processes that start at once migrate once', async () => {
    const empty = await emptyDatabase()
    const databases = await Promise.all(Array.from({ length: 3 }, () => openDatabase(empty.options)))
    try {
      const rows: unknown[] = await databases[0]?.reader.query('select number from central_migration') ?? []
      expect(rows).toHaveLength(migrations.length)
      expect(await databases[1]?.reader.query('select count(*)::integer as count from central_database')).toEqual([{ count: 1 }])
    } finally {
      await Promise.all(databases.map((database) => database.close()))
      await empty.drop()
    }
  })

  it('two processes behind one database act as one', async () => {
    const url = String((await test.central.database.reader.query('select current_database() as name'))[0].name)
    const base = new URL(process.env['TEST_DATABASE_URL'] ?? '')
    base.pathname = `/${url}`
    const second = await createCentral({ database: { kind: 'postgres', url: base.href }, clock: test.clock, overdueInterval: 0 })
    try {
      const at = await second.listen()
      const mutation = desk.envelope(operator, 'call.saved', { ...(await import('./support/records.ts')).call('operator'), callId: randomUUID() })
      const body = { clientVersion: '0.1.0', mutations: [mutation] }
      const replies = await Promise.all([test.url, at.url, test.url, at.url].map((server) => clientOf(server, desk.deviceToken).call('pushMutations', { body })))
      expect(replies.map((reply) => reply.outcomes[0]?.outcome).sort()).toEqual(['applied', 'duplicate', 'duplicate', 'duplicate'])
    } finally {
      await second.close()
    }
  })
})

