import { beforeEach, describe, expect, it } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import type { CallRecord } from '#shared/contract/records.ts'
import { CallActions } from '#renderer/screens/call/call-actions.tsx'
import { FacilityCourse } from '#renderer/screens/call/facility-course.tsx'
import { nextItem } from '#renderer/screens/call/next-item.ts'
import { numbersOnly } from '#renderer/screens/call/spoken-field.tsx'
import { dueAtOf, dueChoicesAt } from '#renderer/screens/call/due-times.ts'
import { callbackView, caseSummary, emailChangeView } from '#test/support/fake-cases.ts'
import { callId, facility, fakeDesk, openCall, verificationView } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const hospital = facility('1318814790', '東京大学医学部附属病院')
const code = hospital.facilityCode
const known = { facility: hospital, accountState: 'registered', notices: [], successor: null, predecessors: [], formerNames: [], reading: null }

const draw = (call: Partial<CallRecord>, view: Partial<VerificationView> = {}) => renderPart(
  fakeDesk({ 'facilities.get': () => known, 'verifications.begin': () => verificationView(hospital, { outcome: 'passed', isConcluded: true, missing: [], ...view }) }),
  <CallActions facilityCode={code} draft={{ call: { ...openCall, ...call }, saveState: 'idle', savedVersion: 1, change: () => undefined, flush: () => Promise.resolve() }} />,
)
const isEnabled = (button: HTMLElement) => !(button as HTMLButtonElement).disabled
const path = (end: string) => ({ kind: 'logIn' as const, facilityCode: code, answers: {}, end, overrideReason: null })

describe('a letter', () => {
  beforeEach(() => sessionStorage.clear())

  it('is offered where the question ends in one', async () => {
    draw({ question: 'Q11' })
    await waitFor(() => expect(isEnabled(screen.getByRole('button', { name: '通知書を手配' }))).toBe(true))
    expect(screen.queryByRole('button', { name: '理由を付けて手配' })).toBeNull()
  })

  it.each([['the question', { question: 'Q12' }], ['the path that was walked', { question: 'Q11', paths: [path('resetPassword')] }]])('is not where %s ends elsewhere, but to be had with a reason', async (_what, call) => {
    draw(call)
    const button = await screen.findByRole('button', { name: '案内では通知書になりません' })
    expect(isEnabled(button)).toBe(false)
    await waitFor(() => expect(isEnabled(screen.getByRole('button', { name: '理由を付けて手配' }))).toBe(true))
  })

  it('is offered where the path ends in one, whatever the question', async () => {
    draw({ question: 'Q12', paths: [path('notice')] })
    await waitFor(() => expect(isEnabled(screen.getByRole('button', { name: '通知書を手配' }))).toBe(true))
  })

  it('waits for the verification, with a reason too', async () => {
    draw({ question: 'Q12' }, { outcome: 'pending', isConcluded: false, missing: ['addressNumbers'] })
    expect(await screen.findByText('登録情報の確認を終えると手配できます。')).toBeTruthy()
    expect(isEnabled(await screen.findByRole('button', { name: '理由を付けて手配' }))).toBe(false)
  })
})

describe('what went before with a facility', () => {
  it('is listed newest first, without the call at hand, and opens the case’s history', async () => {
    const earlier = { ...openCall, callId: '019aa000-0000-7000-8000-0000000000cc', startedAt: '2026-11-20T03:00:00.000Z', endedAt: '2026-11-20T03:05:00.000Z', question: 'Q3', outcome: 'guided', operatorName: '試験 次郎' }
    const desk = fakeDesk({
      'calls.list': () => [{ ...openCall, operatorName: '試験 太郎' }, earlier], 'emailChangeRequests.list': () => [emailChangeView({ requestedAt: '2026-11-21T03:00:00.000Z' })], 'callbacks.list': () => [callbackView({ createdAt: '2026-11-22T03:00:00.000Z' })],
      'cases.history': () => ({ summary: caseSummary(), events: [{ at: '2026-11-20T03:00:00.000Z', staffId: 'sv01', staffName: '試験 次郎', deviceId: null, from: null, to: 'started', reason: null }] }),
    })
    const { user } = renderPart(desk, <FacilityCourse facilityCode={code} callId={callId} />)
    const entries = await screen.findAllByRole('button', { name: /の履歴を開く$/u })
    expect(entries.map((entry) => /折り返し|メールアドレス変更|Q3/u.exec(entry.textContent ?? '')?.[0])).toEqual(['折り返し', 'メールアドレス変更', 'Q3'])
    expect(entries[2]?.textContent).toContain('案内で終了')
    await user.click(entries[2]!)
    expect((await screen.findByRole('dialog')).textContent).toContain('開始')
  })
})

describe('the next item to ask', () => {
  const view = verificationView(hospital, { missing: ['addressNumbers', 'telephone', 'founder'] })
  it('is the same where a must was wrong', () => expect(nextItem(view, 'addressNumbers')).toBe('addressNumbers'))
  it('is the next one where one of several was wrong', () => expect(nextItem(view, 'telephone')).toBe('founder'))
  it('begins again from the first', () => expect(nextItem(view, 'founder')).toBe('addressNumbers'))
  it('is none where nothing is missing', () => expect(nextItem(verificationView(hospital, { missing: [] }), 'telephone')).toBeNull())
})

it.each([['２丁目1番38号', '2-1-38-'], ['2の1の38', '2-1-38'], ['2ー1−38', '2-1-38'], ['あ2い1', '21']])('keeps the numbers of %s', (typed, numbers) => expect(numbersOnly(typed)).toBe(numbers))

describe('until when a call back may be promised', () => {
  // 16:40 in Japan.
  const now = new Date('2026-11-23T07:40:00.000Z')
  it.each([['halfHour', '2026-11-23T08:10:00.000Z'], ['hour', '2026-11-23T08:40:00.000Z'], ['today17', '2026-11-23T08:00:00.000Z'], ['tomorrow9', '2026-11-24T00:00:00.000Z']] as const)('%s', (choice, instant) => expect(dueAtOf(choice, now)).toBe(instant))
  it('leaves out what has passed', () => expect(dueChoicesAt(new Date('2026-11-23T08:00:00.000Z'))).toEqual(['halfHour', 'hour', 'tomorrow9', 'other']))
})
