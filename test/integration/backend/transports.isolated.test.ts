/** One contract, one suite, every transport. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { calls } from '#backend/database/record-repository.ts'
import { staffEntity } from '#backend/database/entities/staff.ts'
import { makeVerifier } from '#backend/staff/password-verifier.ts'
import type { SystemEvent } from '#shared/contract/desktop/contract.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openTestDesktop, refusalOf, testPassword, type TestDesktop } from '#test/support/test-desktop.ts'
import { transports, type Connection } from '#test/support/transports.ts'
import { asRecord, takeIn } from '#test/support/facility-list.ts'
import { finishCall } from '#test/support/test-office.ts'
import { generateSampleList } from '#trial/sample-list.ts'

// Room for a machine that does other work beside.

const folder = temporaryFolders()
const now = Date.parse('2026-10-05T01:00:00.000Z')
const facilities = generateSampleList({ seed: 5, count: 400 }).map(asRecord)
const csv = [
  '医療機関等コード,名称,郵便番号,住所,電話番号',
  '1310110098,三井記念病院,101-8643,東京都千代田区神田和泉町1番地,03-3862-9111',
].join('\r\n')

describe.each(transports)('over %s', (_name, connect) => {
  let desktop: TestDesktop
  let connection: Connection

  beforeAll(async () => {
    // No central: everything here works with the network down, signed in against the local verifier.
    desktop = await openTestDesktop({ directory: folder(), clock: { now: () => now }, centralUrl: null })
    const { write } = desktop.backend.core.database
    const offlineVerifier = await makeVerifier(testPassword)
    await write(async (manager) => {
      for (const role of ['operator', 'administrator'] as const) {
        await manager.insert(staffEntity, {
          staffId: role, displayName: `名前 ${role}`, role, isActive: true, offlineVerifier, lastOnlineAt: new Date(now - 1000).toISOString(),
          lastSessionId: '01a20878-0000-7000-8000-000000000001',
        })
      }
    })
    await takeIn(desktop.backend.core.facilityList, facilities)
    connection = await connect(desktop.backend.dispatch)
  })
  afterAll(async () => {
    await connection?.close()
    await desktop?.stop()
  })
  const signIn = async (staffId: string) => await connection.client.session.signIn({ staffId, password: testPassword })

  it('refuses with kind and reason, the same everywhere', async () => {
    const { client } = connection
    expect(await refusalOf(client.calls.start({}))).toBe('NOT_SIGNED_IN')
    expect(await refusalOf(client.session.signIn({ staffId: 'operator', password: 'wrong' }))).toBe('SIGN_IN_FAILED OFFLINE')
    await signIn('operator')
    expect(await refusalOf(client.lots.queue({}))).toBe('FORBIDDEN')
    expect(await refusalOf(client.facilities.get({ facilityCode: '0000000000' }))).toBe('NOT_FOUND FACILITY')
    expect(await refusalOf(client.system.syncNow({}))).toBe('OFFLINE NOT_ENROLLED')
    expect(await refusalOf(client.facilities.get({ facilityCode: 'x' }))).toMatch(/^(?:BAD_REQUEST|INVALID_INPUT)/u)
    expect(await refusalOf(client.facilities.find({ query: 'x'.repeat(201) }))).toMatch(/^(?:BAD_REQUEST|INVALID_INPUT)/u)
  })

  it('answers what was asked, Japanese and null included', async () => {
    const { client } = connection
    const call = await client.calls.start({})
    const saved = await client.calls.save({ callId: call.callId, callerName: '𠮷邉 花子', notes: '一行目\n二行目' })
    expect(saved).toMatchObject({ callerName: '𠮷邉 花子', notes: '一行目\n二行目', endedAt: null, question: null })
    expect(await client.calls.open({})).toEqual({ active: saved, parked: [] })
    const finished = await finishCall(client, call.callId)
    expect(finished.endedAt).toBe(new Date(now).toISOString())
    expect(await client.calls.open({})).toEqual({ active: null, parked: [] })
    const { results, hasMore } = await client.facilities.find({ query: '病院', limit: 3 })
    expect(results).toHaveLength(3)
    expect(hasMore).toBe(true)
    expect(Object.keys(results[0]!).sort()).toEqual(['facilityCode', 'formerCode', 'isSample', 'listKind', 'matchedBy', 'name', 'prefectureName', 'prefectureNumber', 'status', 'successor', 'town', 'type'])
    expect((await client.facilities.checkCode({ code: '131-8814-791' })).suggestions.map((one) => one.facilityCode)).toContain('1318814790')
  })

  it('hands a file in and a document out', async () => {
    const { client } = connection
    const { callId } = await client.calls.start({})
    const [request] = await client.provisionalCodeRequests.record({
      callId,
      need: { isDesignated: false, isWantedAtOpening: true },
      form: {
        facilityType: { undecided: true }, facilityName: { value: '見本診療所' }, facilityAddress: { undecided: true }, opening: { undecided: true },
        founder: { kind: 'individual', name: '見本 太郎' }, qualifications: ['physician'], otherQualification: null, facilityTelephone: { undecided: true },
        contactTelephone: '03-0000-0000', secondContactTelephone: null,
      },
    })
    const { fileName, document } = await client.provisionalCodeRequests.form({ requestId: request!.requestId })
    expect(fileName).toContain(request!.requestNumber)
    expect(document).toBeInstanceOf(Blob)
    const bytes = Buffer.from(await document.arrayBuffer())
    expect([bytes.subarray(0, 5).toString(), bytes.subarray(-6).toString().trim()]).toEqual(['%PDF-', '%%EOF'])
    await finishCall(client, callId)
    await client.session.signOut({})

    await signIn('administrator')
    const { fileId } = await client.facilityLists.stage({ name: '一覧.csv', content: new Blob([csv], { type: 'text/csv' }) })
    const events = await client.system.watch({})
    const started = await client.facilityLists.start({ fileIds: [fileId], prefectureNumber: '13', listKind: 'medical', dryRun: true })
    expect(started.state).toBe('running')
    let ended: Extract<SystemEvent, { kind: 'job' }>['job'] | null = null
    for await (const event of events) {
      if (event.kind !== 'job' || event.job.state === 'running') continue
      ended = event.job
      break
    }
    expect(ended).toMatchObject({ jobId: started.jobId, state: 'done', message: null, report: { records: 1, refusedCount: 0, added: 1, version: null } })
    expect(await refusalOf(client.facilityLists.start({ fileIds: [fileId] }))).toBe('NOT_FOUND STAGED_FILE')
    await client.session.signOut({})
  })

  it('streams what happens, first the status, and ends cleanly when the page goes away', async () => {
    const { client } = connection
    await signIn('operator')
    const abort = new AbortController()
    const events = await client.system.watch({}, { signal: abort.signal })
    const iterator = events[Symbol.asyncIterator]()
    expect(await iterator.next()).toMatchObject({ done: false, value: { kind: 'status', status: { central: 'notEnrolled', clientVersion: '0.1.0' } } })
    const { callId } = await client.calls.start({})
    const seen: SystemEvent[] = []
    while (!seen.some((event) => event.kind === 'changed' && event.topics.includes('calls'))) {
      const next = await iterator.next()
      if (next.done) throw new Error('The stream ended by itself')
      seen.push(next.value)
    }
    await iterator.return?.()
    expect((await iterator.next().catch(() => ({ done: true }))).done).toBe(true)
    await finishCall(client, callId)
    abort.abort()
    // Nothing of the stream is left behind: the backend goes on, and so do other calls.
    expect((await client.session.signOut({})).staff).toBeNull()
  })

  it('never sends what the contract does not name', async () => {
    const { client } = connection
    await signIn('operator')
    const { callId } = await client.calls.start({})
    const { database } = desktop.backend.core
    const stored = await calls.get(database.reader.manager, callId)
    expect(await client.calls.open({})).toEqual({ active: stored, parked: [] })
    const view = await client.verifications.begin({ callId, facilityCode: facilities[0]!.facilityCode, typed: facilities[0]!.facilityCode })
    expect(JSON.stringify(view)).not.toContain(facilities[0]!.address)
    await finishCall(client, callId)
    await client.session.signOut({})
  })
})
