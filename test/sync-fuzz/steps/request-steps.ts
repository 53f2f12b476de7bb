/** E-mail-change and 仮コード requests, moved and filled in by two desktops at once. */
import { emailChangeTransitions } from '#shared/domain/email-change-request.ts'
import { provisionalCodeTransitions } from '#shared/domain/provisional-code-request.ts'
import { clinicForm, needed } from '#test/integration/backend/requests/request-office.ts'
import type { DeskClient } from '#test/support/test-desktop.ts'
import { operatorAt, typing, type FuzzStep } from '../fuzz-step.ts'

const callAtHand = async (page: DeskClient): Promise<string> => (await page.calls.open({})).active?.callId ?? (await page.calls.start({})).callId

export const requestSteps: readonly FuzzStep[] = [
  {
    name: 'emailChangeRequests.record', weight: 4,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const text = office.model.newText()
      const facilityCode = office.random.pick(office.codes)
      const notice = (await page.notices.list({ facilityCode, states: ['requested', 'awaitingApproval', 'queued', 'printed', 'posted'] }))[0]
      const oldEmail = office.random.pick(['usable', 'unusable', 'forgotten'] as const)
      return await typing(office, desktop, [text], async () => await page.emailChangeRequests.record({
        callId: await callAtHand(page), facilityCode, oldEmail, noticeId: office.random.chance(0.7) ? (notice?.noticeId ?? null) : null, notes: `変更 ${text}`,
        wantedEmail: office.random.chance(0.4) ? 'atarashii@example.jp' : null,
      }))
    },
  },
  {
    name: 'emailChangeRequests.move', weight: 6,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const open = (await page.emailChangeRequests.list({})).filter(({ state }) => emailChangeTransitions[state].length > 0)
      if (open.length === 0) return null
      const { requestId, state, version } = office.random.pick(open)
      const text = office.model.newText()
      return await typing(office, desktop, [text], () => page.emailChangeRequests.move({ requestId, to: office.random.pick(emailChangeTransitions[state]), version, reason: `次へ ${text}` }))
    },
  },
  {
    name: 'provisionalCodeRequests.record', weight: 4,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const text = office.model.newText()
      return await typing(office, desktop, [text], async () => await page.provisionalCodeRequests.record({
        callId: await callAtHand(page), need: needed, form: clinicForm, isTwin: office.random.chance(0.3), notes: `依頼 ${text}`,
      }))
    },
  },
  {
    name: 'provisionalCodeRequests.move or fill', weight: 9,
    run: async (office, desktop) => {
      const page = await desktop.page(operatorAt(office, desktop))
      const open = (await page.provisionalCodeRequests.list({})).filter(({ state }) => provisionalCodeTransitions[state].length > 0)
      if (open.length === 0) return null
      const { requestId, state, version, form, designationReceiptNumber, notes } = office.random.pick(open)
      const text = office.model.newText()
      if (office.random.chance(0.4) && notes.length < 1500) {
        const noted = office.model.newText()
        return await typing(office, desktop, [text, noted], () => page.provisionalCodeRequests.fill({ requestId, version, form, designationReceiptNumber, notes: notes + noted, reason: `追記 ${text}` }))
      }
      const to = office.random.pick(provisionalCodeTransitions[state])
      return await typing(office, desktop, [text], () => page.provisionalCodeRequests.move({
        requestId, to, version, reason: `次へ ${text}`, provisionalCode: to === 'numbered' ? 'K-1234' : null, facilityCode: to === 'migrated' ? office.random.pick(office.codes) : null,
      }))
    },
  },
]
