import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { OpenCalls } from '#shared/contract/desktop/contract.ts'
import type { CallRecord } from '#shared/contract/records.ts'
import { noteResult } from '#renderer/screens/call/call-results.ts'
import { facility, fakeDesk, openCall, verificationView } from '#test/support/fake-desk.ts'
import { renderApp } from '#test/support/render-desk.tsx'

const hospital = facility('1318814790', '東京大学医学部附属病院')
const parkedId = '019aa000-0000-7000-8000-0000000000aa'
const parkedCall: CallRecord = { ...openCall, callId: parkedId, callerName: '見本 花子', facilityCodes: [hospital.facilityCode], parked: { at: new Date(Date.now() - 12 * 60_000).toISOString(), note: '担当と代わる' } }
const facilityAnswer = { facility: hospital, accountState: 'registered', notices: [], successor: null, predecessors: [], formerNames: [], reading: null }

/** A desk that holds calls as the backend does, and writes down what it was asked, in order. */
const callDesk = (first: OpenCalls, more: Parameters<typeof fakeDesk>[0] = {}) => {
  let open = first
  const asked: string[] = []
  const started = jest.fn((input: { telephone: string; paperSlip: { startedAt: string; endedAt: string } | null }) => {
    open = { ...open, active: { ...openCall, callbackTelephone: input.telephone, paperSlip: input.paperSlip === null ? null : { enteredAt: openCall.startedAt, endedAt: input.paperSlip.endedAt }, startedAt: input.paperSlip?.startedAt ?? openCall.startedAt } }
    asked.push('start')
    return open.active
  })
  const saved = jest.fn((input: Partial<CallRecord>) => {
    const active = open.active ?? openCall
    open = { ...open, active: { ...active, ...input, version: active.version + 1 } }
    asked.push('save')
    return open.active
  })
  const parked = jest.fn((input: { callId: string; note: string }) => {
    open = { active: null, parked: open.active === null ? open.parked : [...open.parked, { ...open.active, parked: { at: new Date().toISOString(), note: input.note } }] }
    asked.push('park')
    return open
  })
  const resumed = jest.fn((input: { callId: string }) => {
    const call = open.parked.find(({ callId }) => callId === input.callId) ?? parkedCall
    open = { active: { ...call, parked: null }, parked: open.parked.filter(({ callId }) => callId !== input.callId) }
    asked.push('resume')
    return open
  })
  const finished = jest.fn((_input: unknown): CallRecord => {
    const call = { ...(open.active ?? openCall), endedAt: new Date().toISOString() }
    open = { ...open, active: null }
    asked.push('finish')
    return call
  })
  const desk = fakeDesk({
    'calls.open': () => open, 'calls.start': started, 'calls.save': saved, 'calls.park': parked, 'calls.resume': resumed, 'calls.finish': finished,
    'facilities.get': () => facilityAnswer, 'verifications.begin': () => verificationView(hospital), ...more,
  })
  return { desk, asked, started, saved, parked, resumed, finished }
}

beforeEach(() => {
  window.location.hash = ''
  sessionStorage.clear()
})

describe('a call on hold', () => {
  it('F8, a note, Enter: saved first, so that nothing typed is lost', async () => {
    const { desk, asked, parked, saved } = callDesk({ active: openCall, parked: [] })
    const { user } = renderApp(desk)
    await user.type(await screen.findByLabelText('お名前'), '例示 一郎')
    await user.keyboard('{F8}')
    await user.type(await screen.findByRole('textbox', { name: '保留のメモ' }), '院長と代わる{Enter}')
    await waitFor(() => expect(parked).toHaveBeenCalledWith({ callId: openCall.callId, note: '院長と代わる' }))
    expect(saved).toHaveBeenLastCalledWith(expect.objectContaining({ callerName: '例示 一郎' }))
    expect(asked.indexOf('save')).toBeLessThan(asked.indexOf('park'))
    expect(await screen.findByText('通話を保留にしました。')).toBeTruthy()
    expect(await screen.findByRole('button', { name: '例示 一郎 の通話を再開する' })).toBeTruthy()
  })

  it('stands on the screen without a call, with name, facility and time, and F8 Enter takes it up again', async () => {
    const { desk, resumed } = callDesk({ active: null, parked: [parkedCall] })
    const { user } = renderApp(desk)
    const list = await screen.findByRole('region', { name: '保留中の通話' })
    await within(list).findByRole('button', { name: '見本 花子　東京大学医学部附属病院 の通話を再開する' })
    expect(list.textContent).toContain('保留 12分')
    expect(list.textContent).toContain('担当と代わる')
    await user.keyboard('{F8}')
    await screen.findByRole('dialog', { name: '再開する通話を選ぶ' })
    await user.keyboard('{Enter}')
    await waitFor(() => expect(resumed).toHaveBeenCalledWith({ callId: parkedId }))
    expect(await screen.findByRole('timer')).toBeTruthy()
  })

  it('is taken up beside a call at hand by Shift + F8, what is typed there saved first', async () => {
    const { desk, asked } = callDesk({ active: openCall, parked: [parkedCall] })
    const { user } = renderApp(desk)
    await user.type(await screen.findByLabelText('お名前'), '例示 二郎')
    await user.keyboard('{Shift>}{F8}{/Shift}')
    await screen.findByRole('dialog', { name: '再開する通話を選ぶ' })
    await user.keyboard('{Enter}')
    // However often it was saved while it was typed: saved first, then taken up.
    await waitFor(() => expect([...new Set(asked)]).toEqual(['save', 'resume']))
    expect(asked.at(-1)).toBe('resume')
  })

  it('does not stop a new one from being started', async () => {
    const { desk, started } = callDesk({ active: null, parked: [parkedCall] })
    const { user } = renderApp(desk)
    await screen.findByRole('region', { name: '保留中の通話' })
    await user.keyboard('{F2}')
    await waitFor(() => expect(started).toHaveBeenCalledTimes(1))
    expect(await screen.findByText(/保留中 1 件/u)).toBeTruthy()
  })
})

describe('finishing', () => {
  it('a question alone: chosen by Enter, F9, Enter', async () => {
    const { desk, saved, finished } = callDesk({ active: openCall, parked: [] })
    const { user } = renderApp(desk)
    await screen.findByRole('combobox', { name: '施設の検索' })
    let strokes = 0
    const press = async (keys: string) => {
      strokes += 1
      await user.keyboard(keys)
    }
    await press('{F4}')
    // The search itself.
    await user.keyboard('費用')
    await within(await screen.findByRole('listbox', { name: '案内の候補' })).findByRole('option', { name: /^Q3/u, selected: true })
    await press('{Enter}')
    await press('{F9}')
    const dialog = await screen.findByRole('dialog', { name: '通話を終える' })
    expect((within(dialog).getByRole('combobox', { name: '結果' }) as HTMLSelectElement).value).toBe('guided')
    expect(within(dialog).queryByRole('textbox')).toBeNull()
    await press('{Enter}')
    await waitFor(() => expect(finished).toHaveBeenCalledTimes(1))
    expect(strokes).toBeLessThanOrEqual(5)
    expect(saved.mock.calls.map(([input]) => input)).toEqual(expect.arrayContaining([expect.objectContaining({ outcome: 'guided' })]))
    expect(await screen.findByText('通話を終えました（案内で終了）。')).toBeTruthy()
  })

  it('without a dialog where nothing is missing', async () => {
    const { desk, finished } = callDesk({ active: { ...openCall, question: 'Q3', outcome: 'referred' }, parked: [] })
    const { user } = renderApp(desk)
    await screen.findByRole('timer')
    await user.keyboard('{F9}')
    await waitFor(() => expect(finished).toHaveBeenCalledTimes(1))
    expect(await screen.findByText('通話を終えました（他の窓口を案内）。')).toBeTruthy()
  })

  it('asks for name and number where something was requested, beside their fields, and nothing else', async () => {
    noteResult(openCall.callId, 'hasNotice')
    const { desk, finished, saved } = callDesk({ active: { ...openCall, question: 'Q11' }, parked: [] })
    const { user } = renderApp(desk)
    await screen.findByRole('timer')
    await user.keyboard('{F9}')
    const dialog = await screen.findByRole('dialog', { name: '通話を終える' })
    expect((within(dialog).getByRole('combobox', { name: '結果' }) as HTMLSelectElement).value).toBe('noticeRequested')
    expect(within(dialog).queryByRole('combobox', { name: 'ご用件' })).toBeNull()
    await user.keyboard('{Enter}')
    expect(await within(dialog).findByText('受付をしたため、折り返し先の電話番号を入力してください。')).toBeTruthy()
    expect(finished).not.toHaveBeenCalled()
    await user.type(within(dialog).getByRole('textbox', { name: '相手のお名前' }), '例示 三郎')
    await user.type(within(dialog).getByRole('textbox', { name: '折り返し先電話番号' }), '03-0111-2222{Enter}')
    await waitFor(() => expect(finished).toHaveBeenCalledTimes(1))
    expect(saved).toHaveBeenLastCalledWith(expect.objectContaining({ callerName: '例示 三郎', callbackTelephone: '03-0111-2222', outcome: 'noticeRequested' }))
  })

  it('of a line that broke off asks for nothing more', async () => {
    noteResult(openCall.callId, 'hasVerification')
    const { desk, finished } = callDesk({ active: openCall, parked: [] })
    const { user } = renderApp(desk)
    await screen.findByRole('timer')
    await user.keyboard('{F9}')
    const dialog = await screen.findByRole('dialog', { name: '通話を終える' })
    await user.selectOptions(within(dialog).getByRole('combobox', { name: '結果' }), '途中で切れた')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(finished).toHaveBeenCalledTimes(1))
  })

  it('asks also for what only the backend misses, with what was typed still there', async () => {
    const { desk, finished } = callDesk({ active: { ...openCall, question: 'Q3', outcome: 'guided', callerName: '' }, parked: [] })
    finished.mockImplementationOnce(() => { throw new DeskError('INVALID_INPUT', 'CALL_INCOMPLETE', { fields: 'callerName' }) })
    const { user } = renderApp(desk)
    await screen.findByRole('timer')
    await user.keyboard('{F9}')
    await user.type(await screen.findByRole('textbox', { name: '相手のお名前' }), '例示 四郎{Enter}')
    await waitFor(() => expect(finished).toHaveBeenCalledTimes(2))
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('a slip written by hand', () => {
  it('is entered with its own times, the year as 和暦, and runs no clock', async () => {
    const { desk, started } = callDesk({ active: null, parked: [] })
    const { user } = renderApp(desk)
    await user.click(await screen.findByRole('button', { name: '紙の受付票を入力' }))
    const field = (name: string) => screen.getByLabelText(name)
    for (const [name, value] of [['通話の日の年', 'R8'], ['通話の日の月', '7'], ['通話の日の日', '1'], ['開始時刻', '0905'], ['終了時刻', '9:20']] as const) {
      fireEvent.change(field(name), { target: { value } })
    }
    expect(await screen.findByText('令和8年7月1日')).toBeTruthy()
    await user.type(field('終了時刻'), '{Enter}')
    await waitFor(() => expect(started).toHaveBeenCalledWith(expect.objectContaining({ paperSlip: { startedAt: '2026-07-01T00:05:00.000Z', endedAt: '2026-07-01T00:20:00.000Z' } })))
    expect(await screen.findByText('紙の受付票')).toBeTruthy()
    expect(screen.queryByRole('timer')).toBeNull()
  })

  it('says beside the field what to mend, and sends nothing', async () => {
    const { desk, started } = callDesk({ active: null, parked: [] })
    const { user } = renderApp(desk)
    await user.click(await screen.findByRole('button', { name: '紙の受付票を入力' }))
    await user.type(screen.getByRole('textbox', { name: '開始時刻' }), '9:20')
    await user.type(screen.getByRole('textbox', { name: '終了時刻' }), '9:05{Enter}')
    expect(await screen.findByText('終了時刻は開始時刻より後にしてください。')).toBeTruthy()
    expect(started).not.toHaveBeenCalled()
  })
})
