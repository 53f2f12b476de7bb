import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { FacilityNotices } from '#renderer/screens/call/facility-notices.tsx'
import { fakeDesk } from '#test/support/fake-desk.ts'
import { noticeId, noticeSummary } from '#test/support/fake-notices.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const action = 'N001-1123-001 の手配を取り消す（10分以内）'

describe('taking a request back', () => {
  it('asks once more, then undoes without a reason', async () => {
    const undo = jest.fn((_input: unknown) => noticeSummary({ state: 'cancelled' }))
    const { user } = renderPart(fakeDesk({ 'notices.undo': undo }), <FacilityNotices notices={[noticeSummary({ undoUntil: inMinutes(9) })]} />)
    expect(screen.getByText(/^あと (9:00|8:5\d)$/u)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: action }))
    expect(undo).not.toHaveBeenCalled()
    await user.click(await screen.findByRole('button', { name: '手配を取り消す' }))
    await waitFor(() => expect(undo).toHaveBeenCalledWith({ noticeId }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('by Alt + Z too', async () => {
    renderPart(fakeDesk(), <FacilityNotices notices={[noticeSummary({ undoUntil: inMinutes(9) })]} />)
    fireEvent.keyDown(window, { code: 'KeyZ', key: 'z', altKey: true })
    expect(await screen.findByRole('dialog', { name: 'N001-1123-001 の手配を取り消しますか' })).toBeTruthy()
  })

  it.each([['not this person’s', null], ['over', inMinutes(-1)]])('is not offered when it is %s', (_why, undoUntil) => {
    renderPart(fakeDesk(), <FacilityNotices notices={[noticeSummary({ undoUntil })]} />)
    expect(screen.queryByRole('button', { name: action })).toBeNull()
    fireEvent.keyDown(window, { code: 'KeyZ', key: 'z', altKey: true })
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('time', () => {
  beforeEach(() => { jest.useFakeTimers() })
  afterEach(() => { jest.useRealTimers() })

  it('takes the offer away when the ten minutes are over', async () => {
    renderPart(fakeDesk(), <FacilityNotices notices={[noticeSummary({ undoUntil: inMinutes(1) })]} />)
    expect(screen.getByRole('button', { name: action })).toBeTruthy()
    await act(async () => await jest.advanceTimersByTimeAsync(62_000))
    expect(screen.queryByRole('button', { name: action })).toBeNull()
  })
})

it('says what a notice has to do with others, and that it came back', () => {
  renderPart(fakeDesk(), <FacilityNotices notices={[noticeSummary({
    state: 'returned', joinedCases: 1, replacesNumber: 'N001-1101-002', followUp: 'open', returned: { on: '2026-11-22', reason: 'addressUnknown', isOpened: false, at: '2026-11-22T03:00:00.000Z', staffId: 'ml01' },
  })]} />)
  for (const words of ['N001-1101-002 に代わる通知書', 'ほかに 1 名がお待ちです', '2026/11/22 返戻（宛所に尋ねあたらず）', '要対応']) expect(screen.getByText(words)).toBeTruthy()
})

it('tells an operator to verify anew where the facility changed before printing', () => {
  renderPart(fakeDesk(), <FacilityNotices notices={[noticeSummary({ state: 'requested', followUp: 'open' })]} />)
  expect(screen.getByText('施設の情報が変わりました。登録情報の確認からやり直してください。')).toBeTruthy()
})
