import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import { dueWords } from '#renderer/screens/callbacks/due-words.ts'
import { CallbacksScreen } from '#renderer/screens/callbacks/callbacks-screen.tsx'
import { callbackView } from '#test/support/fake-cases.ts'
import { facility, fakeDesk, status } from '#test/support/fake-desk.ts'
import { renderApp, renderPart } from '#test/support/render-desk.tsx'

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const id = (number: number) => `019aa000-0000-7000-8000-0000000006${String(number).padStart(2, '0')}`
const late = callbackView({ callbackId: id(1), facilityName: '遅れ医院', dueAt: inMinutes(-30.5), isLate: true, isMine: false, assignedToName: '試験 次郎' })
const soon = callbackView({ callbackId: id(2), facilityName: '次の医院', dueAt: inMinutes(20.5), about: '届いたかを確かめる' })
const verification = callbackView({ callbackId: id(3), facilityName: '確認医院', kind: 'verification', target: 'listed', telephone: '', verificationId: id(9), dueAt: inMinutes(90) })

beforeEach(() => { window.location.hash = '' })
const rows = async () => within(await screen.findByRole('table', { name: '折り返しの約束' })).getAllByRole('row').slice(1)
const act = (who: string, action: string) => screen.findByRole('button', { name: `${who}　試験：${action}` })

describe('promises to call back', () => {
  it('shows what is late on top, in words, and everyone’s unless asked for one’s own', async () => {
    const { user } = renderPart(fakeDesk({ 'callbacks.list': () => [verification, soon, late] }), <CallbacksScreen />)
    expect((await rows()).map((row) => row.textContent?.includes('遅れ医院'))).toEqual([true, false, false])
    expect(screen.getByText('期限を30分過ぎています')).toBeTruthy()
    expect(screen.getByText('あと20分')).toBeTruthy()
    expect(screen.getByText('期限を過ぎたもの 1 件')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '自分の分' }))
    await waitFor(async () => expect(await rows()).toHaveLength(2))
  })

  it('shows the number that was told at once, the listed one on demand only', async () => {
    const { town: _town, prefectureName: _prefecture, ...listed } = facility('1318814790', '確認医院')
    const reveal = jest.fn(() => ({
      ...listed, address: '文京区本郷', postalCode: null, telephone: '03-3815-5411', founder: null, manager: null, designatedOn: null, listVersion: 1,
      reading: null, readingSource: null, publishedForms: {}, addressChange: null, succession: null, predecessorCodes: [], formerNames: [], formerFounders: [],
    }))
    const { user } = renderPart(fakeDesk({ 'callbacks.list': () => [soon, verification], 'facilities.reveal': reveal }), <CallbacksScreen />)
    expect(await screen.findByText('03-1234-5678')).toBeTruthy()
    expect(reveal).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: '登録電話番号を表示' }))
    expect(await screen.findByText('03-3815-5411')).toBeTruthy()
    expect(reveal).toHaveBeenCalledTimes(1)
  })

  it('is not done of a verification before it was said whether the facility confirmed', async () => {
    const finish = jest.fn((_input: unknown) => ({ ...verification, state: 'done' as const }))
    const { user } = renderPart(fakeDesk({ 'callbacks.list': () => [verification], 'callbacks.finish': finish }), <CallbacksScreen />)
    await user.click(await act('確認医院', '済んだ'))
    await user.type(await screen.findByRole('textbox', { name: '話した内容・結果' }), '事務長が依頼を確認')
    await user.click(screen.getByRole('button', { name: '済みにする' }))
    expect(await screen.findByText('「はい」か「いいえ」を選んでください。')).toBeTruthy()
    expect(finish).not.toHaveBeenCalled()
    await user.click(screen.getByRole('radio', { name: 'いいえ、心当たりがない・確かめられない' }))
    expect(screen.getByText(/通知書を手配できません/u)).toBeTruthy()
    await user.click(screen.getByRole('radio', { name: 'はい、依頼は本物でした' }))
    await user.click(screen.getByRole('button', { name: '済みにする' }))
    await waitFor(() => expect(finish).toHaveBeenCalledWith({ callbackId: verification.callbackId, version: 1, result: '事務長が依頼を確認', isConfirmed: true }))
  })

  it('is tried again later where nobody was reached, by Enter', async () => {
    const attempt = jest.fn((_input: { dueAt: string }) => soon)
    const { user } = renderPart(fakeDesk({ 'callbacks.list': () => [soon], 'callbacks.attempt': attempt }), <CallbacksScreen />)
    await user.click(await act('次の医院', 'つながらない'))
    await screen.findByRole('dialog')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(attempt).toHaveBeenCalledWith(expect.objectContaining({ callbackId: soon.callbackId, result: 'noAnswer' })))
    const due = Date.parse(attempt.mock.calls[0]?.[0].dueAt ?? '')
    expect(Math.abs(due - Date.now() - 30 * 60_000)).toBeLessThan(60_000)
  })

  it('is handed over, and taken from the list, only with a reason', async () => {
    const assign = jest.fn((_input: unknown) => soon)
    const cancel = jest.fn((_input: unknown) => soon)
    const { user } = renderPart(fakeDesk({ 'callbacks.list': () => [soon], 'callbacks.assign': assign, 'callbacks.cancel': cancel }), <CallbacksScreen />)
    await user.click(await act('次の医院', '担当替え'))
    await screen.findByRole('option', { name: '試験 次郎' })
    await user.selectOptions(screen.getByRole('combobox', { name: '新しい担当' }), '試験 次郎')
    await user.click(screen.getByRole('button', { name: '担当を替える' }))
    expect(await screen.findByText('理由を入力してください。')).toBeTruthy()
    await user.type(screen.getByRole('textbox', { name: '理由' }), '休みのため{Enter}')
    await waitFor(() => expect(assign).toHaveBeenCalledWith({ callbackId: soon.callbackId, version: 1, assignedTo: 'sv01', reason: '休みのため' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await user.click(await act('次の医院', '取りやめ'))
    await user.type(await screen.findByRole('textbox', { name: '理由' }), '先方から電話があった{Enter}')
    await waitFor(() => expect(cancel).toHaveBeenCalledWith({ callbackId: soon.callbackId, version: 1, reason: '先方から電話があった' }))
  })

  it('says who changed it meanwhile, and keeps what was typed', async () => {
    let current: CallbackView = soon
    let tell: () => void = () => undefined
    const finish = jest.fn((_input: { version: number }) => ({ ...current, state: 'done' as const }))
    const desk = fakeDesk({
      'callbacks.list': () => [current], 'callbacks.finish': finish,
      'system.watch': async function* () {
        yield { kind: 'status', status }
        await new Promise<void>((resolve) => { tell = resolve })
        yield { kind: 'changed', topics: ['callbacks'] }
        await new Promise<void>(() => undefined)
      },
    })
    const { user } = renderPart(desk, <CallbacksScreen />)
    await user.click(await act('次の医院', '済んだ'))
    await user.type(await screen.findByRole('textbox', { name: '話した内容・結果' }), '書きかけ')
    current = { ...soon, version: 2, events: [...soon.events, { at: inMinutes(0), staffId: 'sv01', deviceId: null, from: 'open', to: 'open', reason: '担当替え' }] }
    tell()
    expect(await screen.findByText(/試験 次郎さんが/u)).toBeTruthy()
    expect((screen.getByRole('textbox', { name: '話した内容・結果' }) as HTMLTextAreaElement).value).toBe('書きかけ')
  })
})

it('late ones are nobody’s to forget: navigation and status line count them', async () => {
  renderApp(fakeDesk({ 'callbacks.list': () => [late, soon] }))
  expect(await screen.findByText('折り返し 期限超過 1 件')).toBeTruthy()
  expect(screen.getByRole('button', { name: '折り返し' }).textContent).toContain('1')
})

it('shows who waits for the list, and until when', async () => {
  const wait = { verificationId: id(9), facility: facility('1318814790', '移転医院'), outcome: 'addressDiffers', performedAt: inMinutes(-600), performedByName: '試験 太郎', waitsUntil: '2027-01-07' }
  const { user } = renderPart(fakeDesk({ 'verifications.listAddressWaits': () => [wait] }), <CallbacksScreen />)
  await user.click(await screen.findByRole('tab', { name: '住所相違・一覧待ち' }))
  const table = await screen.findByRole('table', { name: '住所相違・一覧待ち' })
  expect(table.textContent).toContain('移転医院')
  expect(table.textContent).toContain('2027/1/7')
})

describe('due in words', () => {
  const due = '2026-11-23T04:00:00.000Z'
  it.each([
    ['2026-11-23T04:30:00.000Z', '期限を30分過ぎています'], ['2026-11-23T06:10:00.000Z', '期限を2時間過ぎています'], ['2026-11-26T04:00:00.000Z', '期限を3日過ぎています'],
    ['2026-11-23T03:40:00.000Z', 'あと20分'], ['2026-11-23T01:00:00.000Z', 'あと3時間'], ['2026-11-20T04:00:00.000Z', 'あと3日'], ['2026-11-23T04:00:20.000Z', '期限です'],
  ])('%s → %s', (now, words) => expect(dueWords(due, Date.parse(now))).toBe(words))
})
