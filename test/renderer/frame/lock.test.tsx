/** The lock: by a key, by itself, by the machine; what is typed stays, and another person never sees it. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { fakeDesk, openCall, operator, status, supervisor } from '#test/support/fake-desk.ts'
import { renderApp } from '#test/support/render-desk.tsx'

const atWork = { staff: operator, isOffline: false, host: 'web', isTrial: false, isLocked: false, idleLockMinutes: 3 }

/** A backend that locks as the real one does. `tell` says that the session has changed. */
const lockingDesk = (more: Parameters<typeof fakeDesk>[0] = {}) => {
  let session: object = atWork
  let wake: () => void = () => undefined
  const saved: unknown[] = []
  const desk = fakeDesk({
    'session.current': () => session,
    'session.lock': () => (session = { ...session, isLocked: true }),
    'session.unlock': ({ password }: { password: string }) => (password === 'right' ? (session = { ...session, isLocked: false }) : Promise.reject(new DeskError('SIGN_IN_FAILED', 'PASSWORD'))),
    'session.signIn': ({ staffId }: { staffId: string }) => (session = { ...atWork, staff: staffId === operator.staffId ? operator : supervisor }),
    'calls.open': () => ({ active: openCall, parked: [] }),
    'calls.save': (fields: object) => {
      saved.push(fields)
      return { ...openCall, ...fields, version: 2 }
    },
    'system.watch': () => (async function* () {
      yield { kind: 'status', status }
      for (;;) {
        await new Promise<void>((resolve) => { wake = resolve })
        yield { kind: 'changed', topics: ['session'] }
      }
    })(),
    ...more,
  })
  return {
    desk, saved,
    /** From outside the page: another state of its session. */
    become: (next: object) => {
      session = { ...session, ...next }
      wake()
    },
  }
}
const notes = async () => await screen.findByRole('textbox', { name: /メモ/u, hidden: true }) as HTMLTextAreaElement
const cover = () => screen.queryByRole('dialog', { name: '画面をロックしています' })

describe('the lock', () => {
  beforeEach(() => { window.location.hash = '' })

  it('comes with Ctrl+L, saves what is typed, shows the ID alone, and gives all back to the same person', async () => {
    const { desk, saved } = lockingDesk()
    const { user } = renderApp(desk)
    await user.type(await notes(), '離席の直前まで')
    await user.keyboard('{Control>}l{/Control}')
    const password = await screen.findByLabelText('パスワード')
    expect(document.activeElement).toBe(password)
    await waitFor(() => expect(saved).toContainEqual(expect.objectContaining({ notes: '離席の直前まで' })))
    expect(cover()?.textContent).toContain('op01')
    expect(cover()?.textContent).not.toContain(operator.displayName)
    // No key of the frame reaches what lies under it.
    await user.keyboard('{F1}{Control>}k{/Control}')
    expect(screen.getAllByRole('dialog')).toHaveLength(1)
    await user.type(password, 'wrong{Enter}')
    expect((await screen.findByRole('alert')).textContent).toBe('ロックを解除できませんでした。パスワードを確かめてください。')
    await user.type(password, 'right{Enter}')
    await waitFor(() => expect(cover()).toBeNull())
    expect((await notes()).value).toBe('離席の直前まで')
  })

  it('lets somebody else sign in, with screens of their own', async () => {
    const { desk } = lockingDesk()
    const { user } = renderApp(desk)
    await user.type(await notes(), '前の方のメモ')
    await user.keyboard('{Control>}l{/Control}')
    await user.click(await screen.findByRole('button', { name: '別の方がサインインする' }))
    expect(screen.getByText(/前の方の通話は保留になり/u)).toBeTruthy()
    await user.type(screen.getByLabelText('ID'), 'sv01')
    await user.type(screen.getByLabelText('パスワード'), 'right{Enter}')
    expect(await screen.findByText(supervisor.displayName)).toBeTruthy()
    expect(screen.queryByRole('dialog')).toBeNull()
    expect((await notes()).value).toBe('')
  })

  it('covers a page that was opened anew while it was locked, and asks nothing under it', async () => {
    const asked = jest.fn(() => ({ active: openCall, parked: [] }))
    renderApp(fakeDesk({ 'session.current': () => ({ ...atWork, isLocked: true }), 'calls.open': asked }))
    expect(await screen.findByRole('heading', { name: '画面をロックしています' })).toBeTruthy()
    expect(asked).not.toHaveBeenCalled()
  })

  it('comes from outside as well, over a dialog', async () => {
    const { desk, become } = lockingDesk()
    const { user } = renderApp(desk)
    await notes()
    await user.keyboard('{F1}')
    await screen.findByRole('dialog', { name: 'キー一覧' })
    await act(async () => become({ isLocked: true }))
    expect(await screen.findByRole('dialog', { name: '画面をロックしています' })).toBeTruthy()
  })
})

describe('a session that ended under the hands', () => {
  it('keeps what was typed for the same person', async () => {
    const { desk, become } = lockingDesk()
    const { user } = renderApp(desk)
    await user.type(await notes(), '切れる直前まで')
    await act(async () => become({ staff: null }))
    expect(await screen.findByText(/サインインが切れました/u)).toBeTruthy()
    await user.type(screen.getByLabelText('ID'), 'op01')
    await user.type(screen.getByLabelText('パスワード'), 'right{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect((await notes()).value).toBe('切れる直前まで')
  })

  it('keeps nothing on the page of who signed out', async () => {
    const { desk } = lockingDesk()
    const { user } = renderApp(desk)
    await notes()
    await user.click(screen.getByRole('button', { name: 'サインアウト' }))
    expect(await screen.findByRole('heading', { name: 'サインイン' })).toBeTruthy()
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.getElementById('content')).toBeNull()
  })
})

describe('locking by itself', () => {
  beforeEach(() => { jest.useFakeTimers({ advanceTimers: true }) })
  afterEach(() => { jest.useRealTimers() })

  it('waits for the time of the office without a sign of life, and for what is under way', async () => {
    let finish: () => void = () => undefined
    const { desk } = lockingDesk({ 'system.syncNow': () => new Promise((resolve) => { finish = () => resolve(status) }) })
    renderApp(desk)
    await notes()
    const pass = async (milliseconds: number) => await act(async () => { await jest.advanceTimersByTimeAsync(milliseconds) })
    await pass(170_000)
    fireEvent.keyDown(document.body, { key: 'Tab' })
    await pass(170_000)
    expect(cover()).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: '今すぐ同期' }))
    await pass(400_000)
    expect(cover()).toBeNull()
    await act(async () => finish())
    await pass(170_000)
    expect(cover()).toBeNull()
    await pass(20_000)
    expect(cover()).not.toBeNull()
  })
})
