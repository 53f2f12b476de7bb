import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { finishCall, startOffice, verifiedCall, type TestOffice } from '#test/support/test-office.ts'

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let operator: DeskClient

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
}, 60_000)
afterAll(async () => {
  await front?.stop()
  await office?.close()
})

const requestOf = async (requestId: string) => (await operator.emailChangeRequests.list({})).find((request) => request.requestId === requestId)!

it('a letter requested after the wish is what the wish waits for, on the desktop and at central', async () => {
  const facility = office.facilities[1]!
  const { callId, verificationId } = await verifiedCall(operator, facility)
  const wish = await operator.emailChangeRequests.record({ callId, facilityCode: facility.facilityCode, verificationId, oldEmail: 'unusable' })
  expect(wish).toMatchObject({ state: 'verified', noticeId: null })
  expect(await refusalOf(operator.emailChangeRequests.move({ requestId: wish.requestId, to: 'completed', reason: null, version: wish.version }))).toBe('CONFLICT REQUEST_STATE')

  const { notice } = await operator.notices.request({ callId, verificationId, reason: 'emailUnusable' })
  expect(await requestOf(wish.requestId)).toMatchObject({ state: 'noticeArranged', noticeId: notice.noticeId, noticeNumber: notice.noticeNumber })
  await front.sync()
  expect(await operator.system.rejectedChanges({})).toEqual([])
  expect(await requestOf(wish.requestId)).toMatchObject({ state: 'noticeArranged', noticeId: notice.noticeId })

  // The letter is taken back: the wish waits for another one, and the next letter is it.
  await operator.notices.cancel({ noticeId: notice.noticeId, reason: '取り違え' })
  await front.sync()
  expect(await requestOf(wish.requestId)).toMatchObject({ state: 'verified' })
  const second = await operator.notices.request({ callId, verificationId, reason: 'emailUnusable' })
  await front.sync()
  expect(await operator.system.rejectedChanges({})).toEqual([])
  expect(await requestOf(wish.requestId)).toMatchObject({ state: 'noticeArranged', noticeId: second.notice.noticeId })
  await finishCall(operator, callId, 'noticeRequested')
})
