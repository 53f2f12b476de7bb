/** What tests of requests begin with. */
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import type { DeskClient } from '#test/support/test-desktop.ts'
import { finishCall } from '#test/support/test-office.ts'

type Form = ProvisionalCodeRequestRecord['form']

export const clinicForm: Form = {
  facilityType: { value: 'clinic' }, facilityName: { undecided: true }, facilityAddress: { value: '福井県福井市見本町一丁目９番３０号' }, opening: { value: '2027-04' },
  founder: { kind: 'individual', name: '見本　太郎' }, qualifications: ['physician'], otherQualification: null,
  facilityTelephone: { undecided: true }, contactTelephone: '090-0000-0000', secondContactTelephone: null,
}

export const needed = { isDesignated: false, isWantedAtOpening: true }

/** A call that is over, with what was done in it. */
export const inCall = async <T>(page: DeskClient, work: (callId: string) => Promise<T>): Promise<T> => {
  const { callId } = await page.calls.start({})
  const result = await work(callId)
  await finishCall(page, callId)
  return result
}

/** Takes down a 仮コード request; two for a 併設 facility. */
export const recordCode = async (page: DeskClient, form: Partial<Form> = {}, more: { isTwin?: boolean; designationReceiptNumber?: string } = {}): Promise<ProvisionalCodeRequestRecord[]> =>
  await inCall(page, async (callId) => await page.provisionalCodeRequests.record({ callId, need: needed, form: { ...clinicForm, ...form }, ...more }))

export const codeOn = async (page: DeskClient, requestId: string) =>
  (await page.provisionalCodeRequests.list({ limit: 500 })).find((request) => request.requestId === requestId)
export const mailOn = async (page: DeskClient, requestId: string) =>
  (await page.emailChangeRequests.list({ limit: 500 })).find((request) => request.requestId === requestId)
