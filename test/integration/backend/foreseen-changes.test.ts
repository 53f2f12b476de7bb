/** What a change foresaw in other records than its own goes back to what central has when central refuses it. Runs on both databases. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { emailChangeRequests, notices } from '#backend/database/record-repository.ts'
import type { EmailChangeRequestRecord, NoticeRecord } from '#shared/contract/records.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, testPassword, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { finishCall, requestedNotice, startOffice, verifiedCall, type TestOffice } from '#test/support/test-office.ts'
import { mailDeskOf } from './notices/mail-desk.ts'

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let back: TestDesktop
let operator: DeskClient
let colleague: DeskClient

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  back = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
  colleague = await back.signedIn('operator2')
}, 60_000)
afterEach(() => {
  for (const desktop of [front, back]) {
    desktop.network.isDown = false
    desktop.network.intercept = null
  }
})
afterAll(async () => {
  await front?.stop()
  await back?.stop()
  await office?.close()
})

const noticeAt = async (desktop: TestDesktop, noticeId: string): Promise<NoticeRecord | null> => await notices.get(desktop.backend.core.database.reader.manager, noticeId)
const requestAt = async (desktop: TestDesktop, requestId: string): Promise<EmailChangeRequestRecord | null> =>
  await emailChangeRequests.get(desktop.backend.core.database.reader.manager, requestId)
const syncAll = async () => {
  for (const desktop of [front, back, front]) await desktop.sync()
}
/** What is done at the back desk from now on is refused. */
const sessionEnds = async () => {
  await office.test.central.admin.resetPassword('operator2', testPassword)
  office.test.clock.advance(1000)
}
/** Signs in again, and gives up what was refused. */
const giveUp = async () => {
  colleague = await back.signedIn('operator2')
  for (const { mutationId } of await colleague.changes.list({})) await colleague.changes.discard({ mutationId, reason: 'notNeeded' })
  expect(await colleague.changes.list({})).toEqual([])
}
const isRecord = (path: string) => path.startsWith('/v1/sync/records/')

/** An open letter everybody knows; the colleague's caller joins it in a session that has ended. */
const joinedInVain = async () => {
  const facility = office.nextFacility()
  const { notice } = await requestedNotice(operator, facility)
  await syncAll()
  await sessionEnds()
  const { notice: joining } = await requestedNotice(colleague, facility)
  expect((await noticeAt(back, notice.noticeId))?.cases.map(({ noticeId }) => noticeId)).toEqual([joining.noticeId])
  return { facility, noticeId: notice.noticeId, joining: joining.noticeId }
}

describe('a caller who joined an open letter in vain', () => {
  it('does not stay on it, and what was typed stays for a person to see', async () => {
    const { noticeId, joining } = await joinedInVain()
    await back.sync()
    expect(await noticeAt(back, noticeId)).toEqual(await noticeAt(front, noticeId))
    colleague = await back.signedIn('operator2')
    expect((await colleague.changes.list({})).map(({ type, code }) => [type, code])).toContainEqual(['notice.requested', 'SESSION_ENDED'])
    // Its own record is as the person left it until they decide.
    expect(await noticeAt(back, joining)).toMatchObject({ state: 'joined' })
    await giveUp()
    expect(await noticeAt(back, joining)).toBeNull()
    expect((await noticeAt(back, noticeId))?.cases).toEqual([])
  })

  it('nor where the desktop dies, the answer is lost and the disk is full before central is asked for the letter', async () => {
    const { noticeId } = await joinedInVain()
    back.network.intercept = async (path, send) => {
      if (!isRecord(path)) return await send()
      throw new TypeError('request lost')
    }
    expect(await refusalOf(back.page('operator2').system.syncNow({}))).not.toBe('answered')
    expect((await noticeAt(back, noticeId))?.cases).toHaveLength(1)
    await back.restart()
    back.network.intercept = async (path, send) => {
      const reply = await send()
      if (isRecord(path)) throw new TypeError('reply lost')
      return reply
    }
    await expect(back.sync()).rejects.toThrow()
    expect((await noticeAt(back, noticeId))?.cases).toHaveLength(1)
    back.network.intercept = async (path, send) => {
      const reply = await send()
      const { rawWriter } = back.backend.core.database
      if (isRecord(path)) rawWriter.pragma('query_only = 1')
      return reply
    }
    await expect(back.sync()).rejects.toThrow()
    back.backend.core.database.rawWriter.pragma('query_only = 0')
    back.network.intercept = null
    expect((await noticeAt(back, noticeId))?.cases).toHaveLength(1)
    await back.sync()
    expect(await noticeAt(back, noticeId)).toEqual(await noticeAt(front, noticeId))
    await giveUp()
  })

  it('nor does an answer that came late bring back what others have changed since', async () => {
    const { noticeId } = await joinedInVain()
    const supervisor = await front.signedIn('supervisor')
    back.network.intercept = async (path, send) => {
      const reply = await send()
      if (isRecord(path) && back.network.intercept !== null) {
        // The answer is on its way; meanwhile the letter ends, and this desktop hears of it.
        back.network.intercept = null
        await supervisor.notices.cancel({ noticeId, reason: '施設から連絡' })
        await front.sync()
        const page = await back.backend.link.callAsDevice('pullChanges', { query: { limit: 1000 } })
        const change = page.changes.find(({ id }) => id === noticeId)!
        await back.backend.core.database.write(async (manager) => {
          await notices.save(manager, change.body as NoticeRecord)
          await manager.query(`UPDATE setting SET value = ? WHERE name = 'cursor'`, [page.cursor])
        })
      }
      return reply
    }
    await back.sync()
    expect(await noticeAt(back, noticeId)).toMatchObject({ state: 'cancelled', cases: [] })
    expect(await noticeAt(back, noticeId)).toEqual(await noticeAt(front, noticeId))
    await giveUp()
  })

  it('nor is anything of it taken from what the same person does to the letter afterwards', async () => {
    const { noticeId } = await joinedInVain()
    await back.sync()
    colleague = await back.signedIn('operator2')
    const again = (await colleague.changes.list({})).filter(({ type }) => ['verification.recorded', 'notice.requested'].includes(type))
    for (const { mutationId } of again) expect(await colleague.changes.retry({ mutationId })).toEqual({ outcome: 'sent' })
    await syncAll()
    expect((await noticeAt(back, noticeId))?.cases).toHaveLength(1)
    expect(await noticeAt(back, noticeId)).toEqual(await noticeAt(front, noticeId))
    await giveUp()
  })

  it('joined to one that central never had either, both are gone once they are given up', async () => {
    await sessionEnds()
    const facility = office.nextFacility()
    const [first, second] = [await requestedNotice(colleague, facility), await requestedNotice(colleague, facility)]
    expect(second.notice.state).toBe('joined')
    await back.sync()
    // The first is still for a person to decide on.
    expect(await noticeAt(back, first.notice.noticeId)).not.toBeNull()
    await giveUp()
    await back.sync()
    for (const { notice } of [first, second]) expect(await noticeAt(back, notice.noticeId)).toBeNull()
  })
})

describe('a letter that came back', () => {
  it('is to be followed up again where the one requested in its place is refused', async () => {
    const facility = office.nextFacility()
    const { notice } = await requestedNotice(operator, facility)
    await syncAll()
    const mailroom = await front.signedIn('mailroom')
    await mailDeskOf(front, mailroom).post([notice.noticeId])
    await mailroom.mailroom.returnPiece({ noticeId: notice.noticeId, returnReason: 'notCollected', isOpened: false, note: '' })
    await syncAll()
    expect(await noticeAt(back, notice.noticeId)).toMatchObject({ state: 'returned', followUp: 'open' })
    await sessionEnds()
    const { notice: anew } = await requestedNotice(colleague, facility)
    expect((await noticeAt(back, anew.noticeId))?.replaces).toBe(notice.noticeId)
    expect(await noticeAt(back, notice.noticeId)).toMatchObject({ followUp: 'done' })
    await back.sync()
    expect(await noticeAt(back, notice.noticeId)).toMatchObject({ followUp: 'open' })
    await giveUp()
    expect(await noticeAt(back, notice.noticeId)).toEqual(await noticeAt(front, notice.noticeId))
  })
})

/** A request that waits for a verification a supervisor decides on; known to both desks. */
const waitsForDecision = async () => {
  const { callId, verificationId, outcome } = await verifiedCall(operator, office.bare)
  expect(outcome).toBe('supervisor')
  const request = await operator.emailChangeRequests.record({ callId, facilityCode: office.bare.facilityCode, verificationId, oldEmail: 'unusable' })
  await finishCall(operator, callId)
  await syncAll()
  expect(request.state).toBe('received')
  return { verificationId, requestId: request.requestId }
}

describe('a request that went on with a verification', () => {
  it('goes back where central refuses the verification', async () => {
    const facility = office.nextFacility()
    await sessionEnds()
    const { callId } = await colleague.calls.start({})
    await colleague.calls.save({ callId, facilityCodes: [facility.facilityCode] })
    await back.sync()
    colleague = await back.signedIn('operator2')
    await colleague.calls.save({ callId, notes: '続き' })
    const { verificationId } = await colleague.verifications.begin({ callId, facilityCode: facility.facilityCode, typed: facility.facilityCode })
    const { requestId } = await colleague.emailChangeRequests.record({ callId, facilityCode: facility.facilityCode, verificationId, oldEmail: 'unusable' })
    await syncAll()
    await sessionEnds()
    await colleague.verifications.compare({ verificationId, item: 'addressNumbers', spoken: facility.address })
    await colleague.verifications.compare({ verificationId, item: 'movedRecently', spoken: 'no' })
    await colleague.verifications.compare({ verificationId, item: 'telephone', spoken: facility.telephone ?? '' })
    expect(await colleague.verifications.conclude({ verificationId })).toMatchObject({ outcome: 'passed' })
    expect(await requestAt(back, requestId)).toMatchObject({ state: 'verified', version: 2 })
    await back.sync()
    expect(await requestAt(back, requestId)).toMatchObject({ state: 'received', version: 1 })
    expect(await requestAt(back, requestId)).toEqual(await requestAt(front, requestId))
    await giveUp()
    await finishCall(colleague, callId)
    await back.sync()
  })

  it('goes back where another supervisor was quicker; what was saved on it takes the place of nobody else’s save', async () => {
    const { verificationId, requestId } = await waitsForDecision()
    const [first, second] = [await front.signedIn('supervisor'), await back.signedIn('supervisor')]
    await first.verifications.decide({ verificationId, decision: 'refused', reason: '折り返しで否認' })
    await first.cases.assign({ kind: 'emailChange', id: requestId, version: 1, assignedTo: 'supervisor', reason: '先に替えた' })
    await front.sync()
    await second.verifications.decide({ verificationId, decision: 'approved', reason: '承認した' })
    const foreseen = (await requestAt(back, requestId))!
    expect(foreseen).toMatchObject({ state: 'verified', version: 2 })
    // The very version the other's save has got.
    await second.cases.assign({ kind: 'emailChange', id: requestId, version: 2, assignedTo: 'operator2', reason: '後から替えた' })
    await syncAll()
    const atFront = (await requestAt(front, requestId))!
    expect(atFront).toMatchObject({ assignedTo: 'supervisor', state: 'received', version: 2 })
    const refused = await second.changes.list({})
    expect(refused.map(({ type, code }) => [type, code])).toEqual([['verification.decided', 'ILLEGAL_TRANSITION'], ['emailChangeRequest.saved', 'VERSION_CONFLICT']])
    expect(JSON.stringify(refused[1]!.text)).toContain('後から替えた')
    expect(await requestAt(back, requestId)).toEqual(atFront)
    for (const { mutationId } of refused) await second.changes.discard({ mutationId, reason: 'notNeeded' })
    expect(await requestAt(back, requestId)).toEqual(atFront)
    await second.session.signOut({})
  })

  it('goes on being saved where central takes the verification', async () => {
    const { verificationId, requestId } = await waitsForDecision()
    const supervisor = await back.signedIn('supervisor')
    await supervisor.verifications.decide({ verificationId, decision: 'approved', reason: '承認した' })
    await supervisor.cases.assign({ kind: 'emailChange', id: requestId, version: 2, assignedTo: 'operator2', reason: '担当' })
    await syncAll()
    expect(await supervisor.changes.list({})).toEqual([])
    expect(await requestAt(front, requestId)).toMatchObject({ state: 'verified', assignedTo: 'operator2', version: 3 })
    expect(await requestAt(back, requestId)).toEqual(await requestAt(front, requestId))
    await supervisor.session.signOut({})
  })
})

describe('a desktop that is enrolled anew', () => {
  it('takes back what it foresaw in what it had not handed in', async () => {
    const facility = office.nextFacility()
    const { notice } = await requestedNotice(operator, facility)
    await syncAll()
    colleague = await back.signedIn('operator2')
    await requestedNotice(colleague, facility)
    expect((await noticeAt(back, notice.noticeId))?.cases).toHaveLength(1)
    await back.backend.link.enrol((await office.test.central.admin.createEnrolmentCode()).code, 'desk')
    await back.sync()
    expect(await noticeAt(back, notice.noticeId)).toEqual(await noticeAt(front, notice.noticeId))
    expect((await noticeAt(back, notice.noticeId))?.cases).toEqual([])
    await giveUp()
  })
})
