import { describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import type { SecurityAlertRecord } from '#shared/contract/records.ts'
import { securityAlertKinds } from '#shared/domain/security-alerts.ts'
import { AlertsScreen } from '#renderer/screens/alerts/alerts-screen.tsx'
import { ja } from '#renderer/strings/ja.ts'
import { administrator, fakeDesk, supervisor } from '#test/support/fake-desk.ts'
import { noticeId } from '#test/support/fake-notices.ts'
import { renderApp, renderPart } from '#test/support/render-desk.tsx'

const alert = (last: number, more: Partial<SecurityAlertRecord> = {}) => ({
  alertId: `019aa000-0000-7000-8000-0000000000a${last}`, version: 1, kind: 'passwordUsedBeforePosting' as const, raisedAt: `2026-11-2${last}T03:00:00.000Z`, deviceNumber: null, noticeId, noticeNumber: `N001-112${last}-001`,
  resolvedBy: null, resolvedAt: null, resolution: null, resolvedByName: null, ...more,
})
const resolved = alert(3, { kind: 'duplicateSheet', resolvedBy: 'sv01', resolvedAt: '2026-11-23T04:00:00.000Z', resolution: '2枚目を裁断した' })
const all = [alert(1), { ...resolved, resolvedByName: '試験 次郎' }, alert(2, { kind: 'auditChainBroken', deviceNumber: 4, noticeId: null, noticeNumber: null })]

describe('警告', () => {
  it('shows open ones first, newest on top, with what happened and what to do', async () => {
    renderPart(fakeDesk({ 'securityAlerts.list': () => all }), <AlertsScreen />, supervisor)
    const panel = within(await screen.findByRole('region', { name: '未対応' }))
    expect(panel.getByText('未対応 2 件')).toBeTruthy()
    expect(panel.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent)).toEqual([ja.alerts.kinds.auditChainBroken.title, ja.alerts.kinds.passwordUsedBeforePosting.title])
    expect(panel.getByText(ja.alerts.kinds.passwordUsedBeforePosting.toDo)).toBeTruthy()
    expect(panel.getByText('端末 4')).toBeTruthy()
    expect(screen.getByText('2枚目を裁断した')).toBeTruthy()
  })

  it('is resolved with what was done, never without', async () => {
    const resolve = jest.fn((_input: unknown) => ({}))
    const { user } = renderPart(fakeDesk({ 'securityAlerts.list': () => [all[0]], 'securityAlerts.resolve': resolve }), <AlertsScreen />, supervisor)
    await user.click(await screen.findByRole('button', { name: /対応済みにする$/u }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: '対応済みにする' }))
    expect(await dialog.findByText('理由を入力してください。')).toBeTruthy()
    expect(resolve).not.toHaveBeenCalled()
    await user.type(dialog.getByRole('textbox'), '無効にして手配し直した')
    await user.click(dialog.getByRole('button', { name: '対応済みにする' }))
    await waitFor(() => expect(resolve).toHaveBeenCalledWith({ alertId: all[0]!.alertId, resolution: '無効にして手配し直した' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('an administrator looks, and leaves it to a supervisor', async () => {
    renderPart(fakeDesk({ 'securityAlerts.list': () => [all[0]] }), <AlertsScreen />, administrator)
    expect(await screen.findByText('監督者が対応します。')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /対応済みにする/u })).toBeNull()
  })

  it('the navigation says how many are open', async () => {
    window.location.hash = ''
    renderApp(fakeDesk({ 'session.current': () => ({ staff: supervisor, isOffline: false, host: 'web', isTrial: true }), 'securityAlerts.list': () => all }))
    const item = await screen.findByRole('button', { name: '警告' })
    await waitFor(() => expect(item.title).toBe('警告（Alt + 8）　未対応 2 件'))
    expect(item.textContent).toContain('2')
  })

  it('has words for every kind', () => {
    for (const kind of securityAlertKinds) for (const words of Object.values(ja.alerts.kinds[kind])) expect(words.length).toBeGreaterThan(10)
  })
})
