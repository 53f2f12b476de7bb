import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { VerificationPanel } from '#renderer/screens/call/verification-panel.tsx'
import { callId, facility, fakeDesk, verificationView } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const asked = facility('1318814790', '東京大学医学部附属病院')
const numbers = () => screen.findByRole('textbox', { name: '番地（数字）' })

describe('verification panel', () => {
  beforeEach(() => sessionStorage.clear())

  it('compares once for one answer: Enter, then leaving the field, cost one attempt; composing costs none', async () => {
    const compare = jest.fn((_input: unknown) => verificationView(asked))
    const { user } = renderPart(fakeDesk({ 'verifications.begin': () => verificationView(asked), 'verifications.compare': compare }), <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    await user.type(await numbers(), '2-1-38')
    fireEvent.keyDown(await numbers(), { key: 'Enter', isComposing: true })
    expect(compare).not.toHaveBeenCalled()
    await user.keyboard('{Enter}')
    await user.tab()
    await waitFor(() => expect(compare).toHaveBeenCalledTimes(1))
    expect(compare.mock.calls[0]?.[0]).toMatchObject({ item: 'addressNumbers', spoken: '2-1-38' })
  })

  it('says what to ask next, and the result in words with its reason', async () => {
    const view = verificationView(asked, { because: 'retryLeft' })
    const items = view.items.map((item) => (item.item === 'addressNumbers' ? { ...item, result: 'close' as const, reason: 'oneDigitDiffers', attemptsLeft: 1 } : item))
    renderPart(fakeDesk({ 'verifications.begin': () => ({ ...view, items }) }), <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    expect(await screen.findByText('あと「番地（数字）」「最近の移転」をお尋ねください')).toBeTruthy()
    expect(screen.getByText('ほぼ一致')).toBeTruthy()
    expect(screen.getByText('1 桁ちがいます。もう一度お聞きください')).toBeTruthy()
    expect(screen.getByText('あと 1 回')).toBeTruthy()
  })

  it('asks for name and town together', async () => {
    const compare = jest.fn((_input: unknown) => verificationView(asked))
    const { user } = renderPart(fakeDesk({ 'verifications.begin': () => verificationView(asked), 'verifications.compare': compare }), <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    await user.type(await screen.findByRole('textbox', { name: '名称' }), '東大病院{Enter}')
    expect(compare).not.toHaveBeenCalled()
    await user.type(screen.getByRole('textbox', { name: '町名' }), '本郷{Enter}')
    await waitFor(() => expect(compare).toHaveBeenCalledTimes(1))
    expect(compare.mock.calls[0]?.[0]).toMatchObject({ item: 'nameAndTown', spoken: '東大病院', spokenTown: '本郷' })
  })

  it('goes on with the same verification after a reload', async () => {
    const begin = jest.fn(() => verificationView(asked))
    const get = jest.fn(() => verificationView(asked))
    const desk = fakeDesk({ 'verifications.begin': begin, 'verifications.get': get })
    const first = renderPart(desk, <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    await numbers()
    first.unmount()
    renderPart(desk, <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    await numbers()
    expect(begin).toHaveBeenCalledTimes(1)
    expect(get).toHaveBeenCalledTimes(1)
  })
})
