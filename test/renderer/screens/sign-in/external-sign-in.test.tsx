import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { fakeDesk, operator } from '#test/support/fake-desk.ts'
import { renderApp } from '#test/support/render-desk.tsx'

const nobody = { staff: null, isOffline: false, host: 'web', isTrial: false }
const methods = (more: object = {}) => ({ password: true, external: true, isOnline: true, ...more })
const expiresAt = '2026-11-23T04:00:00.000Z'
const deskWith = (more: Parameters<typeof fakeDesk>[0] = {}) =>
  fakeDesk({ 'session.current': () => nobody, 'session.methods': () => methods(), 'session.startExternal': () => ({ address: null, expiresAt }), ...more })

describe('signing in with the account of the organisation', () => {
  beforeEach(() => { window.location.hash = '' })

  it('opens the browser, takes its number, and shows the desk', async () => {
    const finish = jest.fn((_input: { number: string }) => ({ ...nobody, staff: operator }))
    const { user } = renderApp(deskWith({ 'session.finishExternal': finish }))
    await user.click(await screen.findByRole('button', { name: '組織のアカウントでサインイン' }))
    expect(await screen.findByText(/ブラウザーでサインインの画面を開きました/u)).toBeTruthy()
    expect(screen.queryByLabelText('パスワード')).toBeNull()
    await user.type(screen.getByLabelText('ブラウザーに表示された番号'), '１２３ 456{Enter}')
    await waitFor(() => expect(finish).toHaveBeenCalledWith({ number: '123456' }))
    expect(await screen.findByRole('navigation')).toBeTruthy()
  })

  it('gives the person the link where the host opens none, in a tab of its own', async () => {
    const { user } = renderApp(deskWith({ 'session.startExternal': () => ({ address: 'https://idp.example/auth?state=x', expiresAt }) }))
    await user.click(await screen.findByRole('button', { name: '組織のアカウントでサインイン' }))
    const link = await screen.findByRole('link', { name: /サインインの画面を開く/u })
    expect([link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['https://idp.example/auth?state=x', '_blank', 'noopener noreferrer'])
  })

  it('is given up with one key, and the password is there again', async () => {
    const { user } = renderApp(deskWith())
    await user.click(await screen.findByRole('button', { name: '組織のアカウントでサインイン' }))
    await user.click(await screen.findByRole('button', { name: 'やめる' }))
    expect(await screen.findByLabelText('パスワード')).toBeTruthy()
  })

  it('says what to do when the number is wrong, and clears it', async () => {
    const { user } = renderApp(deskWith({ 'session.finishExternal': () => Promise.reject(new DeskError('SIGN_IN_FAILED', 'EXTERNAL')) }))
    await user.click(await screen.findByRole('button', { name: '組織のアカウントでサインイン' }))
    await user.type(await screen.findByLabelText('ブラウザーに表示された番号'), '12')
    await user.click(screen.getByRole('button', { name: 'サインイン' }))
    expect(screen.getByText('数字 6 桁で入力してください。')).toBeTruthy()
    await user.type(screen.getByLabelText('ブラウザーに表示された番号'), '3456{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('番号が違うか、時間（10 分）が過ぎたか')
    expect((screen.getByLabelText('ブラウザーに表示された番号') as HTMLInputElement).value).toBe('')
  })

  it('is the only way where passwords are switched off', async () => {
    renderApp(deskWith({ 'session.methods': () => methods({ password: false }) }))
    expect(await screen.findByRole('button', { name: '組織のアカウントでサインイン' })).toBeTruthy()
    expect(screen.queryByLabelText('パスワード')).toBeNull()
  })

  it('is not offered without central, and says so; nor where the organisation has none', async () => {
    const { unmount } = renderApp(deskWith({ 'session.methods': () => methods({ isOnline: false }) }))
    expect(await screen.findByText(/センターに接続していないため、組織のアカウントではサインインできません/u)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '組織のアカウントでサインイン' })).toBeNull()
    unmount()
    renderApp(deskWith({ 'session.methods': () => methods({ external: false }) }))
    expect(await screen.findByLabelText('パスワード')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '組織のアカウントでサインイン' })).toBeNull()
  })
})
