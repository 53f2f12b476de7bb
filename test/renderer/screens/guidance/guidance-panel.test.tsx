import { useState } from 'react'
import { describe, expect, it, jest } from '@jest/globals'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { CallRecord } from '#shared/contract/records.ts'
import type { PortalAccountState } from '#shared/domain/notice.ts'
import { GuidancePanel } from '#renderer/screens/guidance/guidance-panel.tsx'
import { fakeDesk, openCall } from '#test/support/fake-desk.ts'
import { guidanceCard } from '#test/support/fake-guidance.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const code = '1318814790'
interface Drawn { call: CallRecord; setAccount(state: PortalAccountState): void }

/** The panel over a call that takes what it is given, as the call screen does. */
const draw = async (start: Partial<CallRecord> = {}, account: PortalAccountState = 'registered', answers: Parameters<typeof fakeDesk>[0] = {}) => {
  const held: Drawn = { call: { ...openCall, ...start }, setAccount: () => undefined }
  const Held = () => {
    const [call, setCall] = useState(held.call)
    const [state, setState] = useState(account)
    held.setAccount = setState
    return <GuidancePanel call={call} facilityCode={code} accountState={state} change={(fields) => setCall((before) => { held.call = { ...before, ...fields } as CallRecord; return held.call })} />
  }
  const drawn = renderPart(fakeDesk(answers), <Held />)
  const search = await screen.findByRole('combobox', { name: 'ご用件（相手の言葉で）' })
  // All cards are there once the arrow shows them.
  await waitFor(() => { fireEvent.keyDown(search, { key: 'ArrowDown' }); expect(screen.getAllByRole('option').length).toBeGreaterThan(0) })
  fireEvent.keyDown(search, { key: 'Escape' })
  return { ...drawn, held, search }
}
const type = (search: HTMLElement, words: string) => fireEvent.change(search, { target: { value: words } })
const enter = (search: HTMLElement, more: object = {}) => fireEvent.keyDown(search, { key: 'Enter', ...more })

describe('choosing a card', () => {
  it('one key stroke after the words: パスワード忘れ, Enter', async () => {
    const { held, search } = await draw()
    type(search, 'パスワード忘れ')
    expect(held.call.question).toBeNull()
    enter(search)
    expect(held.call.question).toBe('Q12')
    const card = screen.getByRole('article', { name: 'Q12 パスワードが分からない' })
    expect(within(card).getByText('ログイン画面の「パスワードを忘れた方」から、ご自身で再設定できます。')).toBeTruthy()
    expect(within(card).getByText('ポータルで自己手続き')).toBeTruthy()
  })

  it('the Enter that ends a composition chooses nothing', async () => {
    const { held, search } = await draw()
    type(search, 'パスワード忘れ')
    enter(search, { isComposing: true })
    expect(held.call.question).toBeNull()
    enter(search)
    expect(held.call.question).toBe('Q12')
  })

  it('↓ goes on to the next; Escape takes the words away', async () => {
    const { held, search } = await draw()
    type(search, '分からない')
    const names = screen.getAllByRole('option').map((option) => option.textContent ?? '')
    expect(names.length).toBeGreaterThan(1)
    fireEvent.keyDown(search, { key: 'ArrowDown' })
    expect(screen.getByRole('option', { selected: true }).textContent).toBe(names[1])
    fireEvent.keyDown(search, { key: 'Escape' })
    expect((search as HTMLInputElement).value).toBe('')
    enter(search)
    expect(held.call.question).toBeNull()
  })

  it('a second card is read as well; Ctrl + Enter and the button make it the main one', async () => {
    const { held, search, user } = await draw({ question: 'Q12' })
    type(search, '費用')
    enter(search)
    expect([held.call.question, held.call.guidedCards]).toEqual(['Q12', ['Q3']])
    expect(screen.getByRole('article', { name: 'Q3 登録に費用はかかるか' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '主な用件にする' }))
    expect([held.call.question, held.call.guidedCards]).toEqual(['Q3', ['Q12']])
    type(search, '開業前')
    enter(search, { ctrlKey: true })
    expect([held.call.question, held.call.guidedCards]).toEqual(['Q14', ['Q12', 'Q3']])
    await user.click(screen.getByRole('button', { name: 'Q12 パスワードが分からない：記録から外す' }))
    expect(held.call.guidedCards).toEqual(['Q3'])
    await user.click(screen.getByRole('button', { name: '用件を外す' }))
    expect(held.call.question).toBeNull()
  })

  it('F4 leads to the field, but not from under a dialog', async () => {
    const { search, user } = await draw({ question: 'Q12' })
    act(() => screen.getByRole('button', { name: '用件を外す' }).focus())
    await user.keyboard('{F4}')
    expect(document.activeElement).toBe(search)
    await user.keyboard('{Alt>}r{/Alt}')
    await screen.findByRole('dialog')
    await user.keyboard('{F4}')
    expect(document.activeElement).not.toBe(search)
  })

  it('words that no card knows are said to find nothing', async () => {
    const { search } = await draw()
    type(search, 'ｚｚｚｚ')
    expect(screen.getByText('「ｚｚｚｚ」に合う案内がありません。別の言葉でさがしてください。')).toBeTruthy()
  })
})

describe('a card', () => {
  it('past its review-by date says so in words, on the answer itself', async () => {
    await draw({ question: 'Q12' })
    const answer = await screen.findByRole('group', { name: '確認してから案内' })
    expect(answer.textContent).toContain('見直し期限（2022/3/31）を過ぎています')
    expect(answer.textContent).toContain('ご自身で再設定できます')
  })

  it('in time is simply read aloud; a fallback is told to be one', async () => {
    await draw({ question: 'Q3' }, 'registered', { 'guidance.cards': () => [guidanceCard('Q3', { isFallback: true })] })
    expect(await screen.findByRole('group', { name: '読み上げる' })).toBeTruthy()
    expect(screen.queryByText('確認してから案内')).toBeNull()
    expect(screen.getByText(/前の内容を表示しています/u)).toBeTruthy()
  })

  it('shows mail and source by keys; the mail is copied; a link is text', async () => {
    const copied: string[] = []
    document.execCommand = jest.fn(() => {
      const event = new Event('copy') as Event & { clipboardData: { setData(type: string, text: string): void } }
      event.clipboardData = { setData: (_type, text) => void copied.push(text) }
      return !document.dispatchEvent(event) || true
    })
    const { user } = await draw({ question: 'Q12' })
    expect(screen.queryByText('パスワードの再設定について')).toBeNull()
    await user.keyboard('{Alt>}m{/Alt}')
    expect(screen.getByText('パスワードの再設定について')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '本文をコピー' }))
    expect(copied).toEqual(['ログイン画面の「パスワードを忘れた方」から再設定をお願いします。'])
    expect(screen.getByText('コピーしました')).toBeTruthy()
    await user.keyboard('{Alt>}g{/Alt}')
    expect(screen.getByText(/よくある質問（2021\/3\/1 時点）/u)).toBeTruthy()
    expect(screen.queryByRole('link')).toBeNull()
    expect(screen.getByText('https://shinsei.iryohokenjyoho-portalsite.jp/')).toBeTruthy()
  })

  it('where copying fails it says what to do', async () => {
    document.execCommand = jest.fn(() => false)
    const { user } = await draw({ question: 'Q12' })
    await user.click(screen.getByRole('button', { name: 'ポータルサイトをコピー' }))
    expect(screen.getByText('コピーできません。文字を選んでコピーしてください')).toBeTruthy()
  })
})

describe('the path for log-in trouble', () => {
  it('is walked by number keys, keeps its answers and ends in self-service', async () => {
    const { held, user } = await draw({ question: 'Q12' })
    await user.keyboard('{Alt>}r{/Alt}')
    const dialog = await screen.findByRole('dialog', { name: 'ログインのお困り' })
    for (const key of ['1', '1', '1', '1']) {
      expect(held.call.paths).toEqual([])
      await user.keyboard(key)
    }
    await within(dialog).findByRole('group', { name: '結果：パスワードの再設定' })
    expect(held.call.paths).toEqual([{ kind: 'logIn', facilityCode: code, end: 'resetPassword', overrideReason: null, answers: { trouble: 'cannotLogIn', knowsAddress: 'yes', canReceive: 'yes', password: 'forgotten', accountState: 'registered' } }])
    await user.click(within(dialog).getByRole('button', { name: /Q12 .*の案内を開く/u }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(held.call.question).toBe('Q12')
  })

  it('goes back by Backspace and ←, and an end that was left does not stay on the call', async () => {
    const { held, user } = await draw({ question: 'Q11' })
    await user.keyboard('{Alt>}r{/Alt}')
    const dialog = await screen.findByRole('dialog')
    await user.keyboard('12')
    await within(dialog).findByRole('group', { name: '結果：通知書を郵送' })
    expect(held.call.paths.map(({ end }) => end)).toEqual(['notice'])
    await user.keyboard('{Backspace}')
    expect(held.call.paths).toEqual([])
    expect(within(dialog).getByText('ご登録のメールアドレスはお分かりですか。')).toBeTruthy()
    await user.keyboard('{ArrowLeft}')
    expect(within(dialog).getByText('どのようなことでお困りでしょうか。')).toBeTruthy()
    // No fourth choice: the key does nothing.
    await user.keyboard('4')
    expect(within(dialog).getByText('どのようなことでお困りでしょうか。')).toBeTruthy()
  })

  it('without central it waits, in words, and takes over what central says later', async () => {
    const { held, user } = await draw({ question: 'Q11' }, 'unknown')
    await user.keyboard('{Alt>}r{/Alt}')
    const dialog = await screen.findByRole('dialog')
    await user.keyboard('12')
    await within(dialog).findByRole('group', { name: '結果：通知書（センターの回答待ち）' })
    expect(within(dialog).getByText(/回答があり次第すすみます/u)).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: '閉じる' }))
    act(() => held.setAccount('unregistered'))
    const walked = await screen.findByRole('group', { name: 'ログインのお困り' })
    expect(await within(walked).findByText('センターの回答がありました。結果は「新規登録」に変わります。')).toBeTruthy()
    await user.click(within(walked).getByRole('button', { name: '結果を更新する' }))
    expect(held.call.paths.map(({ end, answers }) => [end, answers.accountState])).toEqual([['register', 'unregistered']])
  })

  it('walked again it takes the place of the one before, for this facility only', async () => {
    const other = { kind: 'logIn' as const, facilityCode: '2319900110', answers: {}, end: 'notice', overrideReason: null }
    const { held, user } = await draw({ question: 'Q11', paths: [other, { ...other, facilityCode: code }] })
    await user.click(screen.getByRole('button', { name: 'たどり直す' }))
    await user.keyboard('311')
    await screen.findByRole('group', { name: '結果：ご自身での変更' })
    expect(held.call.paths.map(({ facilityCode, end }) => [facilityCode, end])).toEqual([['2319900110', 'notice'], [code, 'changeBySelf']])
  })
})

describe('the path for a new facility', () => {
  it('ends in a number, shows what each is good for and until when what is to be done', async () => {
    const timeline = jest.fn((_input: unknown) => [
      { id: 'cardReaderOrder', title: 'カードリーダーを申し込む', until: '2027-01', note: '約 5 か月です。', isPast: true },
      { id: 'designation', title: '指定申請をする', until: null, note: '締切日：未登録', isPast: false },
      { id: 'opening', title: '開設', until: '2027-06-01', note: '', isPast: false },
    ])
    const { held, user } = await draw({ question: 'Q14' }, 'unknown', { 'provisionalCodeRequests.timeline': timeline })
    await user.keyboard('{Alt>}r{/Alt}')
    const dialog = await screen.findByRole('dialog', { name: '新規開設の番号' })
    await user.keyboard('211')
    await within(dialog).findByRole('group', { name: '結果：仮コード' })
    expect(held.call.paths).toEqual([{ kind: 'newFacility', facilityCode: null, end: 'provisionalCode', overrideReason: null, answers: { isDesignated: 'no', wantedAt: 'opening', purpose: 'account' } }])
    const uses = within(dialog).getByRole('table', { name: '番号ごとにできること' })
    const shipping = within(uses).getByRole('row', { name: /カードリーダーの発送手続き/u })
    expect(within(shipping).getAllByRole('cell').map((cell) => cell.querySelector('title')?.textContent)).toEqual(['使えない', '使える', '使える'])
    fireEvent.change(within(dialog).getByLabelText('開設の年'), { target: { value: '2027' } })
    fireEvent.change(within(dialog).getByLabelText('開設の月'), { target: { value: '06' } })
    fireEvent.change(within(dialog).getByLabelText('都道府県'), { target: { value: '13' } })
    await waitFor(() => expect(timeline).toHaveBeenLastCalledWith({ opening: '2027-06', prefectureNumber: '13' }))
    const steps = await within(dialog).findByRole('table', { name: 'いつまでに何を' })
    expect(within(steps).getAllByRole('row').slice(1).map((row) => row.querySelector('td')?.textContent)).toEqual(['2027年1月 中過ぎています', '締切日は未登録', '2027/6/1 まで'])
  })
})
