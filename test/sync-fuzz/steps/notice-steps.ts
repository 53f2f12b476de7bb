/** Verified and requested, by several desktops for the same facilities; approved, taken back, cancelled, voided. */
import { type DeskClient } from '#test/support/test-desktop.ts'
import { answerOf } from '../answer-of.ts'
import type { FuzzDesktop } from '../fuzz-desktop.ts'
import type { FuzzOffice } from '../fuzz-office.ts'
import { operatorAt, typing, type FuzzStep } from '../fuzz-step.ts'

const callAtHand = async (page: DeskClient): Promise<string> => {
  const { active } = await page.calls.open({})
  return active?.callId ?? (await page.calls.start({})).callId
}

/** What the caller says agrees with the list, or leaves it to a supervisor. */
const verified = async (office: FuzzOffice, page: DeskClient, callId: string, facilityCode: string): Promise<string> => {
  const facility = office.facilities.find((one) => one.facilityCode === facilityCode)!
  const view = await page.verifications.begin({ callId, facilityCode, typed: facilityCode })
  const { verificationId } = view
  if (view.isConcluded) return verificationId
  const compare = async (item: 'addressNumbers' | 'movedRecently' | 'telephone', spoken: string) => await answerOf(page.verifications.compare({ verificationId, item, spoken }))
  await compare('addressNumbers', office.random.chance(0.93) ? facility.address : '９９９番地')
  await compare('movedRecently', office.random.chance(0.97) ? 'no' : 'yes')
  await compare('telephone', facility.telephone ?? '')
  await page.verifications.conclude({ verificationId })
  return verificationId
}

const request = async (office: FuzzOffice, desktop: FuzzDesktop): Promise<string> => {
  const page = await desktop.page(operatorAt(office, desktop))
  const callId = await callAtHand(page)
  const facilityCode = office.random.pick(office.codes)
  await page.calls.save({ callId, facilityCodes: [facilityCode], question: 'Q11', callerName: '見本 受付', callbackTelephone: '03-0000-0000' })
  const verificationId = await verified(office, page, callId, facilityCode)
  const { notice, receiptNumber } = await page.notices.request({ callId, verificationId, reason: office.random.pick(['emailUnknown', 'emailUnusable']), overrideReason: '急ぐため' })
  if (receiptNumber !== null) office.model.receiptNumbers.set(notice.noticeId, receiptNumber)
  await page.calls.save({ callId, outcome: 'noticeRequested' })
  await page.calls.finish({ callId })
  return notice.state
}

export const noticeSteps: readonly FuzzStep[] = [
  {
    name: 'notices.request', weight: 18,
    run: async (office, desktop) => {
      let state = ''
      const answer = await answerOf(request(office, desktop).then((made) => { state = made }))
      return answer === 'answered' ? state : answer
    },
  },
  {
    name: 'verifications.decide', weight: 3,
    run: async (office, desktop) => {
      const page = await desktop.page('supervisor')
      const waiting = await page.verifications.listWaiting({})
      if (waiting.length === 0) return null
      const text = office.model.newText()
      const { verificationId } = office.random.pick(waiting).verification
      return await typing(office, desktop, [text], () => page.verifications.decide({ verificationId, decision: office.random.chance(0.7) ? 'approved' : 'refused', reason: `確認 ${text}` }))
    },
  },
  {
    name: 'notices.approve', weight: 3,
    run: async (office, desktop) => {
      const page = await desktop.page('supervisor')
      const waiting = await page.notices.list({ states: ['awaitingApproval'] })
      if (waiting.length === 0) return null
      const text = office.model.newText()
      return await typing(office, desktop, [text], () => page.notices.approve({ noticeId: office.random.pick(waiting).noticeId, reason: `承認 ${text}` }))
    },
  },
  {
    name: 'notices.undo', weight: 2,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const mine = (await page.notices.list({ states: ['requested', 'awaitingApproval', 'queued'] })).filter(({ undoUntil }) => undoUntil !== null)
      return mine.length === 0 ? null : await answerOf(page.notices.undo({ noticeId: office.random.pick(mine).noticeId }))
    },
  },
  {
    name: 'notices.cancel', weight: 3,
    run: async (office, desktop) => {
      const page = await desktop.page(office.random.chance(0.5) ? 'supervisor' : operatorAt(office, desktop))
      const open = await page.notices.list({ states: ['requested', 'awaitingApproval', 'queued'] })
      if (open.length === 0) return null
      const text = office.model.newText()
      return await typing(office, desktop, [text], () => page.notices.cancel({ noticeId: office.random.pick(open).noticeId, reason: `取り下げ ${text}` }))
    },
  },
  {
    name: 'notices.void', weight: 2,
    run: async (office, desktop) => {
      const page = await desktop.page('supervisor')
      const live = await page.notices.list({ states: ['issuing', 'printed', 'sealed', 'posted'] })
      if (live.length === 0) return null
      const text = office.model.newText()
      return await typing(office, desktop, [text], () => page.notices.void({ noticeId: office.random.pick(live).noticeId, reason: `依頼なし ${text}` }))
    },
  },
  {
    name: 'notices.finishFollowUp', weight: 2,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const open = await page.notices.list({ followUp: 'open' })
      if (open.length === 0) return null
      const text = office.model.newText()
      return await typing(office, desktop, [text], () => page.notices.finishFollowUp({ noticeId: office.random.pick(open).noticeId, reason: `対応済 ${text}` }))
    },
  },
]
