/** What operators do without pause: each procedure that has returned is told before the next one begins. */
import { ORPCError } from '@orpc/server'
import type { CallRecord } from '#shared/contract/records.ts'
import type { ChangeEntity } from '#shared/contract/central/sync.ts'
import { emailChangeTransitions } from '#shared/domain/email-change-request.ts'
import { provisionalCodeTransitions } from '#shared/domain/provisional-code-request.ts'
import type { DeskClient } from '#test/support/test-desktop.ts'
import type { SeededRandom } from '#trial/seeded-random.ts'
import type { DeskOrder } from './told.ts'

interface Touched { readonly entity: ChangeEntity; readonly id: string; readonly texts?: readonly string[] }

export interface Desk {
  readonly page: DeskClient
  /** Signed in when it is first asked for; null where none sits here. */
  readonly administrator: (() => Promise<DeskClient>) | null
  readonly order: DeskOrder
  readonly random: SeededRandom
  /** A text nobody has typed before. */
  newText(): string
  /** Tells that the procedure has returned, and what must be there from now on. */
  done(procedure: string, ...touched: Touched[]): void
}

const longest = 4000

const activeCall = async ({ page, done }: Desk): Promise<CallRecord> => {
  const { active } = await page.calls.open({})
  if (active !== null) return active
  const call = await page.calls.start({})
  done('calls.start', { entity: 'call', id: call.callId })
  return call
}

const finish = async ({ page, done }: Desk, { callId }: CallRecord): Promise<void> => {
  await page.calls.save({ callId, question: 'Q11', callerName: '見本 受付', callbackTelephone: '03-0000-0000', outcome: 'guided' })
  done('calls.save', { entity: 'call', id: callId })
  await page.calls.finish({ callId })
  done('calls.finish', { entity: 'call', id: callId })
}

const type = async (desk: Desk): Promise<void> => {
  const { page, done, random } = desk
  const call = await activeCall(desk)
  let { notes } = call
  for (let keys = random.integer(1, 6); keys > 0; keys -= 1) {
    const text = desk.newText()
    notes += text
    if (notes.length > longest) return await finish(desk, call)
    await page.calls.save({ callId: call.callId, notes, question: 'Q11', callerName: '見本 受付', callbackTelephone: '03-0000-0000' })
    done('calls.save', { entity: 'call', id: call.callId, texts: [text] })
  }
}

const parkOrResume = async (desk: Desk): Promise<void> => {
  const { parked } = await desk.page.calls.open({})
  const [first] = parked
  if (first !== undefined && desk.random.chance(0.6)) {
    await desk.page.calls.resume({ callId: first.callId })
    desk.done('calls.resume', { entity: 'call', id: first.callId })
    return
  }
  const { callId } = await activeCall(desk)
  await desk.page.calls.park({ callId, note: 'のちほど' })
  desk.done('calls.park', { entity: 'call', id: callId })
}

const promise = async (desk: Desk): Promise<void> => {
  const { callId } = await activeCall(desk)
  const text = desk.newText()
  const { callbackId } = await desk.page.callbacks.promise({ callId, facilityCode: desk.random.pick(desk.order.facilities).facilityCode, kind: 'promised', target: 'told', telephone: '075-000-0000', about: `折り返し ${text}` })
  desk.done('callbacks.promise', { entity: 'callback', id: callbackId, texts: [text] })
}

const goOnWithPromise = async (desk: Desk): Promise<void> => {
  const { page, random, done, order } = desk
  const open = (await page.callbacks.list({})).filter(({ state, createdBy }) => state === 'open' && createdBy === order.operatorId)
  if (open.length === 0) return await promise(desk)
  const { callbackId, version } = random.pick(open)
  if (random.chance(0.5)) {
    await page.callbacks.attempt({ callbackId, version, result: 'busy', dueAt: new Date(Date.now() + 3_600_000).toISOString() })
    done('callbacks.attempt', { entity: 'callback', id: callbackId })
    return
  }
  const text = desk.newText()
  await page.callbacks.finish({ callbackId, version, result: `済 ${text}` })
  done('callbacks.finish', { entity: 'callback', id: callbackId, texts: [text] })
}

const requestNotice = async (desk: Desk): Promise<void> => {
  const { page, done, random, order } = desk
  const call = await activeCall(desk)
  const { callId } = call
  const { facilityCode, address, telephone } = random.pick(order.facilities)
  await page.calls.save({ callId, facilityCodes: [facilityCode], question: 'Q11', callerName: '見本 受付', callbackTelephone: '03-0000-0000' })
  done('calls.save', { entity: 'call', id: callId })
  const { verificationId, isConcluded } = await page.verifications.begin({ callId, facilityCode, typed: facilityCode })
  done('verifications.begin')
  if (!isConcluded) {
    for (const [item, spoken] of [['addressNumbers', address], ['movedRecently', 'no'], ['telephone', telephone ?? '']] as const) {
      await page.verifications.compare({ verificationId, item, spoken })
      done('verifications.compare')
    }
    await page.verifications.conclude({ verificationId })
    done('verifications.conclude', { entity: 'verification', id: verificationId })
  }
  const { notice } = await page.notices.request({ callId, verificationId, reason: 'emailUnknown', overrideReason: '急ぐため' })
  done('notices.request', { entity: 'notice', id: notice.noticeId })
  await page.calls.save({ callId, outcome: 'noticeRequested' })
  done('calls.save', { entity: 'call', id: callId })
  await page.calls.finish({ callId })
  done('calls.finish', { entity: 'call', id: callId })
}

const recordMailChange = async (desk: Desk): Promise<void> => {
  const { callId } = await activeCall(desk)
  const text = desk.newText()
  const { requestId } = await desk.page.emailChangeRequests.record({ callId, facilityCode: desk.random.pick(desk.order.facilities).facilityCode, oldEmail: 'forgotten', notes: `変更 ${text}` })
  desk.done('emailChangeRequests.record', { entity: 'emailChangeRequest', id: requestId, texts: [text] })
}

const recordCode = async (desk: Desk): Promise<void> => {
  const { callId } = await activeCall(desk)
  const text = desk.newText()
  const made = await desk.page.provisionalCodeRequests.record({
    callId, need: { isDesignated: false, isWantedAtOpening: true }, isTwin: desk.random.chance(0.3), notes: `依頼 ${text}`,
    form: {
      facilityType: { value: 'clinic' }, facilityName: { undecided: true }, facilityAddress: { value: '福井県福井市見本町一丁目９番３０号' }, opening: { value: '2027-04' },
      founder: { kind: 'individual', name: '見本　太郎' }, qualifications: ['physician'], otherQualification: null, facilityTelephone: { undecided: true },
      contactTelephone: '090-0000-0000', secondContactTelephone: null,
    },
  })
  desk.done('provisionalCodeRequests.record', ...made.map(({ requestId }): Touched => ({ entity: 'provisionalCodeRequest', id: requestId, texts: [text] })))
}

/** Only requests taken down here: no other desktop moves them. */
const moveRequest = async (desk: Desk): Promise<void> => {
  const { page, random, done, order: { facilities, kept } } = desk
  const own = new Set(kept.map(({ id }) => id))
  const text = desk.newText()
  const codes = new Set(facilities.map(({ facilityCode }) => facilityCode))
  const mails = (await page.emailChangeRequests.list({})).filter(({ facilityCode, state }) => codes.has(facilityCode) && emailChangeTransitions[state].length > 0)
  if (mails.length > 0 && random.chance(0.5)) {
    const { requestId, state, version } = random.pick(mails)
    await page.emailChangeRequests.move({ requestId, to: random.pick(emailChangeTransitions[state]), version, reason: `次へ ${text}` })
    done('emailChangeRequests.move', { entity: 'emailChangeRequest', id: requestId, texts: [text] })
    return
  }
  const wanted = (await page.provisionalCodeRequests.list({})).filter(({ requestId, state }) => own.has(requestId) && provisionalCodeTransitions[state].length > 0)
  if (wanted.length === 0) return
  const { requestId, state, version } = random.pick(wanted)
  const to = random.pick(provisionalCodeTransitions[state])
  await page.provisionalCodeRequests.move({
    requestId, to, version, reason: `次へ ${text}`, provisionalCode: to === 'numbered' ? 'K-1234' : null, facilityCode: to === 'migrated' ? random.pick(facilities).facilityCode : null,
  })
  done('provisionalCodeRequests.move', { entity: 'provisionalCodeRequest', id: requestId, texts: [text] })
}

/** Every desktop fetches what has changed. */
const changeList = async (desk: Desk): Promise<void> => {
  if (desk.administrator === null) return
  const page = await desk.administrator()
  await page.facilities.setReading({ facilityCode: desk.random.pick(desk.order.facilities).facilityCode, reading: `ミホン${'ア'.repeat(desk.random.integer(1, 20))}` })
  desk.done('facilities.setReading')
}

const deeds: readonly (readonly [deed: (desk: Desk) => Promise<void>, weight: number])[] = [
  [type, 12], [parkOrResume, 2], [async (desk) => await finish(desk, await activeCall(desk)), 3], [promise, 4], [goOnWithPromise, 4], [requestNotice, 5], [recordMailChange, 3],
  [recordCode, 3], [moveRequest, 4], [changeList, 1],
]

/** One of what they do. @returns how it was refused; null where it was not */
export const doSomething = async (desk: Desk): Promise<string | null> => {
  const deed = desk.random.pickWeighted(deeds)
  try {
    await deed(desk)
    return null
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    const data = error.data as { reason?: string | null } | undefined
    return `${String(error.code)} ${data?.reason ?? ''}`.trim()
  }
}
