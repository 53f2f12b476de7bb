/** The queue: narrowed by keys, oldest first, the collection counted down, and the way back to the operators. */
import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { act, screen, waitFor, within } from '@testing-library/react'
import type { QueuedNotice } from '#shared/contract/desktop/contract.ts'
import { MailroomScreen } from '#renderer/screens/mailroom/mailroom-screen.tsx'
import { ja } from '#renderer/strings/ja.ts'
import { fakeDesk } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'
import { clerk, idOf, lotView, mailroomQueue, numberOf, queued } from './mailroom-samples.ts'

const text = ja.mailroom
/** 14:40 in Japan. */
const now = '2026-11-23T05:40:00.000Z'
const three: QueuedNotice[] = [
  queued(1, { queuedAt: '2026-11-23T05:10:00.000Z' }),
  queued(2, { queuedAt: '2026-11-22T08:00:00.000Z', prefectureNumber: '18', postageClass: 'ordinary' }),
  queued(3, { queuedAt: '2026-11-23T01:00:00.000Z', prefectureNumber: '27' }),
]
const open = async (notices: QueuedNotice[], answers: Parameters<typeof fakeDesk>[0] = {}, next?: { at: string; isToday: boolean }) => {
  jest.useFakeTimers({ now: new Date(now), doNotFake: ['queueMicrotask', 'nextTick'], advanceTimers: true })
  const drawn = renderPart(fakeDesk({ 'lots.queue': () => mailroomQueue(notices, next === undefined ? {} : { nextCollection: next }), 'lots.list': () => [], ...answers }), <MailroomScreen />, clerk)
  await screen.findByRole('group', { name: text.collection.label })
  return drawn
}
const numbers = () => within(screen.getByRole('table', { name: text.queue })).getAllByRole('row').slice(1).map((row) => /N\d+-\d+-\d+/u.exec(row.textContent ?? '')?.[0])
const collection = () => screen.getByRole('group', { name: text.collection.label }).textContent

afterEach(() => { jest.useRealTimers() })

describe('the queue', () => {
  it('shows who has waited longest first, and for how long', async () => {
    await open(three)
    expect(numbers()).toEqual([numberOf(2), numberOf(3), numberOf(1)])
    expect(screen.getByText('21 時間 40 分')).toBeTruthy()
    expect(screen.getByText('30 分')).toBeTruthy()
  })

  it('narrows by waiting time, prefecture and postage, and back', async () => {
    const { user } = await open(three)
    await user.selectOptions(screen.getByLabelText(text.filters.waiting), text.filters.waitings.beforeToday)
    expect(numbers()).toEqual([numberOf(2)])
    expect(screen.getByText(text.filters.shown(1, 3))).toBeTruthy()
    await user.selectOptions(screen.getByLabelText(text.filters.waiting), text.filters.waitings.twoHours)
    expect(numbers()).toEqual([numberOf(2), numberOf(3)])
    await user.selectOptions(screen.getByLabelText(text.filters.prefecture), text.filters.counted('大阪府', 1))
    expect(numbers()).toEqual([numberOf(3)])
    await user.selectOptions(screen.getByLabelText(text.filters.postage), text.filters.counted('普通郵便', 1))
    expect(screen.getByText(text.queueFiltered)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: text.filters.clear }))
    expect(numbers()).toHaveLength(3)
  })

  it('never starts what is chosen but out of sight', async () => {
    const start = jest.fn((_input: { noticeIds: string[] }) => lotView({ lot: { state: 'challenge' } }))
    const { user } = await open(three, { 'lots.start': start })
    await user.click(screen.getByRole('checkbox', { name: text.selectAll }))
    await user.selectOptions(screen.getByLabelText(text.filters.prefecture), text.filters.counted('大阪府', 1))
    await user.click(screen.getByRole('button', { name: text.start }))
    await waitFor(() => expect(start).toHaveBeenCalledWith({ noticeIds: [idOf(3)] }))
  })

  it('keeps its filters while another tab is looked at', async () => {
    const { user } = await open(three, { 'mailroom.day': () => ({ date: '2026-11-23', lots: [], counts: { printed: 0, posted: 0, destroyed: 0, inHand: 0 }, inHand: [], toDestroy: [], notListed: 0, slips: [], closed: null, obstacles: [] }) })
    await user.selectOptions(screen.getByLabelText(text.filters.waiting), text.filters.waitings.beforeToday)
    await user.click(screen.getByRole('tab', { name: text.tabs.lots }))
    await user.keyboard('{ArrowRight}{Enter}')
    await screen.findByLabelText(text.returns.scanLabel)
    await user.click(screen.getByRole('tab', { name: text.tabs.lots }))
    await screen.findByRole('table', { name: text.queue })
    expect(numbers()).toEqual([numberOf(2)])
  })
})

describe('the collection', () => {
  it('says how long is left, and goes on with the clock', async () => {
    await open(three)
    expect(collection()).toContain('本日 16:00')
    expect(collection()).toContain('あと 1 時間 20 分')
    act(() => jest.advanceTimersByTime(61_000))
    expect(collection()).toContain('あと 1 時間 19 分')
  })

  it('names the next day with its weekday once today’s is over', async () => {
    await open(three, {}, { at: '2026-11-24T07:00:00.000Z', isToday: false })
    expect(collection()).toContain('11月24日(火) 16:00')
    expect(collection()).toContain(text.collection.over)
  })
})

describe('a facility that changed', () => {
  it('goes back to the operators by a button, once confirmed', async () => {
    const sendBack = jest.fn((_input: { noticeId: string }) => ({}))
    const { user } = await open([queued(1, { problems: ['確認のあとに所在地が変わりました。'], isToBeSentBack: true })], { 'lots.sendBack': sendBack })
    await user.click(screen.getByRole('button', { name: text.sendBack.of(numberOf(1)) }))
    const dialog = screen.getByRole('dialog', { name: text.sendBack.question })
    expect(dialog.textContent).toContain(text.sendBack.lead)
    expect(sendBack).not.toHaveBeenCalled()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(sendBack).toHaveBeenCalledWith({ noticeId: idOf(1) }))
    expect(await screen.findByText(text.sendBack.done(numberOf(1)))).toBeTruthy()
  })

  it('offers no such button for other obstacles', async () => {
    await open([queued(1, { problems: ['外字があります。'] })])
    expect(screen.queryByRole('button', { name: text.sendBack.of(numberOf(1)) })).toBeNull()
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: text.select(numberOf(1)) }).disabled).toBe(true)
  })
})
