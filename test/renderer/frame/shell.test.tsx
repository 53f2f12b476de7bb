import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { fakeDesk, openCall, status } from '#test/support/fake-desk.ts'
import { renderApp } from '#test/support/render-desk.tsx'

describe('frame', () => {
  beforeEach(() => { window.location.hash = '' })

  it('shows the screens of the role, the person, and the state of the line', async () => {
    renderApp(fakeDesk())
    const navigation = await screen.findByRole('navigation', { name: '画面' })
    expect([...navigation.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'))).toEqual(['通話', '受付一覧', '折り返し', '記録を探す', '要確認'])
    expect(screen.getByText('試験 太郎')).toBeTruthy()
    expect(await screen.findByText('センター接続中')).toBeTruthy()
    expect(screen.getByText('未送信 0 件')).toBeTruthy()
    expect(screen.getByText('一覧 第3版・5,000 件')).toBeTruthy()
  })

  it.each([
    [1560, 'この端末の時計が 1 日 2 時間進んでいます。情報システム担当者に連絡してください'],
    [-12, 'この端末の時計が 12 分遅れています。情報システム担当者に連絡してください'],
  ])('says how far the clock is off: %s minutes', async (clockOffMinutes, words) => {
    renderApp(fakeDesk({ 'system.watch': () => (async function* () {
      yield { kind: 'status', status: { ...status, clockOffMinutes } }
      await new Promise(() => undefined)
    })() }))
    expect(await screen.findByText(words)).toBeTruthy()
  })

  it('F2 starts a call from another screen and puts the focus into the search', async () => {
    const start = jest.fn(() => openCall)
    const { user } = renderApp(fakeDesk({ 'calls.start': start }))
    await user.click(await screen.findByRole('button', { name: '要確認' }))
    await screen.findByRole('heading', { name: '要確認' })
    await user.keyboard('{F2}')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox', { name: '施設の検索' })))
    await user.keyboard('{F2}')
    expect(start).toHaveBeenCalledTimes(1)
  })

  it('moves the focus to the heading of the screen that opens', async () => {
    renderApp(fakeDesk())
    await screen.findByRole('navigation')
    fireEvent.keyDown(window, { code: 'Digit2', key: '2', altKey: true })
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: '受付一覧' })))
  })

  it('the palette runs what it finds by name', async () => {
    const { user } = renderApp(fakeDesk())
    await screen.findByRole('navigation')
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('combobox', { name: '操作・画面の名前' }), '受付{Enter}')
    expect(await screen.findByRole('heading', { level: 1, name: '受付一覧' })).toBeTruthy()
  })

  it('says that the line to the backend broke, and comes back by itself', async () => {
    let isUp = true
    let breakLine: () => void = () => undefined
    const desk = fakeDesk({
      'system.watch': () => (async function* () {
        if (!isUp) throw new DeskError('UNEXPECTED')
        yield { kind: 'status', status }
        await new Promise<void>((resolve) => { breakLine = resolve })
      })(),
    })
    renderApp(desk)
    await screen.findByText('センター接続中')
    isUp = false
    breakLine()
    expect(await screen.findByText('画面とバックエンドの接続が切れました。再接続しています')).toBeTruthy()
    isUp = true
    await waitFor(() => expect(screen.queryByText('画面とバックエンドの接続が切れました。再接続しています')).toBeNull())
  })

  it('a failed sign-in never says which part was wrong; central out of reach says so', async () => {
    let reason: string | null = null
    const desk = fakeDesk({
      'session.current': () => ({ staff: null, isOffline: false, host: 'web', isTrial: false }),
      'session.signIn': () => { throw new DeskError('SIGN_IN_FAILED', reason) },
    })
    const { user } = renderApp(desk)
    const signIn = async () => {
      await user.clear(await screen.findByLabelText('ID'))
      await user.type(screen.getByLabelText('ID'), 'op01')
      await user.type(screen.getByLabelText('パスワード'), 'wrong{Enter}')
    }
    await signIn()
    expect((await screen.findByRole('alert')).textContent).toContain('ID とパスワードを確かめてください')
    reason = 'OFFLINE'
    await signIn()
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('センターに接続していない間は、この端末で 72 時間以内に'))
  })
})
