import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { SystemStatus } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { fakeDesk, status } from '#test/support/fake-desk.ts'
import { renderApp } from '#test/support/render-desk.tsx'

const nobody = { staff: null, isOffline: false, host: 'electron', isTrial: false }

/** A desktop nobody has signed in to; `tell` changes its state as the page hears of it. */
const deskIn = (first: Partial<SystemStatus>, more: Parameters<typeof fakeDesk>[0] = {}) => {
  let wake: (next: SystemStatus) => void = () => undefined
  const desk = fakeDesk({
    'session.current': () => nobody,
    'system.watch': () => (async function* () {
      let next: SystemStatus = { ...status, ...first }
      for (;;) {
        yield { kind: 'status', status: next }
        next = await new Promise<SystemStatus>((resolve) => { wake = resolve })
      }
    })(),
    ...more,
  })
  return { desk, tell: (next: Partial<SystemStatus>) => wake({ ...status, ...next }) }
}

describe('a desktop that is not enrolled', () => {
  beforeEach(() => { window.location.hash = '' })

  it('asks for the code, in whatever way it is typed, and goes on to the sign-in', async () => {
    const enrol = jest.fn((_input: { enrolmentCode: string; deviceName: string }) => ({ ...status, central: 'connected' }))
    const { desk, tell } = deskIn({ central: 'notEnrolled', deviceNumber: null }, { 'device.enrol': enrol })
    const { user } = renderApp(desk)
    await user.type(await screen.findByLabelText('登録コード'), 'ABCD efgh　ｊｋｍｎ-pqrt')
    expect((screen.getByLabelText('この端末の名前') as HTMLInputElement).value).toBe('DESK-01')
    await user.clear(screen.getByLabelText('この端末の名前'))
    await user.type(screen.getByLabelText('この端末の名前'), '受付 3 番')
    expect((screen.getByLabelText('登録コード') as HTMLInputElement).value).toBe('abcd-efgh-jkmn-pqrt')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(enrol).toHaveBeenCalledWith({ enrolmentCode: 'abcd-efgh-jkmn-pqrt', deviceName: '受付 3 番' }))
    tell({ central: 'connected' })
    expect(await screen.findByRole('heading', { name: 'サインイン' })).toBeTruthy()
  })

  it('says what is missing without asking central', async () => {
    const enrol = jest.fn()
    const { user } = renderApp(deskIn({ central: 'notEnrolled' }, { 'device.enrol': enrol }).desk)
    await user.click(await screen.findByRole('button', { name: '登録する' }))
    expect(screen.getByText('登録コードを入力してください。')).toBeTruthy()
    await user.type(screen.getByLabelText('登録コード'), 'abcd efgh')
    expect(screen.getByText('登録コードは 16 文字です。あと 8 文字足りません。')).toBeTruthy()
    expect(enrol).not.toHaveBeenCalled()
  })

  it.each([
    ['REFUSED', 'ENROLMENT_CODE', /登録コードが違うか、使用済みか/u],
    ['REFUSED', 'TOO_MANY_REQUESTS', /しばらく待って/u],
    ['OFFLINE', 'CENTRAL_UNREACHABLE', /センターに接続できません/u],
    ['OFFLINE', 'CERTIFICATE_NOT_TRUSTED', /証明書を確認できない/u],
  ] as const)('says in words why not: %s %s', async (kind, reason, words) => {
    const { user } = renderApp(deskIn({ central: 'notEnrolled' }, { 'device.enrol': () => Promise.reject(new DeskError(kind, reason)) }).desk)
    await user.type(await screen.findByLabelText('登録コード'), 'abcd-efgh-jkmn-pqrt{Enter}')
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
    // The code stays to be mended.
    expect((screen.getByLabelText('登録コード') as HTMLInputElement).value).toBe('abcd-efgh-jkmn-pqrt')
  })

  it('sends to IT where no address of central is set', async () => {
    renderApp(deskIn({ central: 'notEnrolled' }, { 'device.enrolment': () => ({ hasCentral: false, suggestedName: 'DESK-01' }) }).desk)
    expect((await screen.findByRole('alert')).textContent).toContain('centralBaseUrl')
    expect(screen.queryByLabelText('登録コード')).toBeNull()
  })
})

describe('a desktop central does not know any more', () => {
  it('says so, says what becomes of what was not sent, and takes a new code', async () => {
    renderApp(deskIn({ central: 'deviceUnknown', waiting: 3 }).desk)
    expect(await screen.findByRole('heading', { name: 'この端末の登録がセンターにありません' })).toBeTruthy()
    expect(screen.getByText(/センターがこの端末を知らないため/u)).toBeTruthy()
    expect(screen.getByText(/送られていない変更が 3 件あります/u)).toBeTruthy()
    expect(await screen.findByLabelText('登録コード')).toBeTruthy()
    expect(screen.queryByLabelText('パスワード')).toBeNull()
  })
})

describe('a revoked desktop', () => {
  it('says what becomes of what was not sent, and takes a new code', async () => {
    renderApp(deskIn({ central: 'deviceRevoked', waiting: 3 }).desk)
    expect(await screen.findByRole('heading', { name: 'この端末は利用を停止されています' })).toBeTruthy()
    expect(screen.getByText('送られていない変更が 3 件あります。暗号化されてこの端末に残っており、失われていません。')).toBeTruthy()
    expect(await screen.findByLabelText('登録コード')).toBeTruthy()
    expect(screen.queryByLabelText('パスワード')).toBeNull()
  })
})
