import { describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { NoticeList } from '#renderer/screens/requests/notice-list.tsx'
import { fakeDesk, supervisor } from '#test/support/fake-desk.ts'
import { noticeSummary } from '#test/support/fake-notices.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const id = (last: number) => `019aa000-0000-7000-8000-00000000000${last}`
const open = noticeSummary({ noticeId: id(1), noticeNumber: 'N001-1123-001' })
const live = noticeSummary({ noticeId: id(2), noticeNumber: 'N001-1123-002', state: 'posted' })
const joined = noticeSummary({ noticeId: id(3), noticeNumber: 'N001-1123-003', state: 'joined', joinedToNumber: 'N001-1123-001' })
const returned = noticeSummary({
  noticeId: id(4), noticeNumber: 'N001-1101-009', state: 'returned', followUp: 'open', returned: { on: '2026-11-22', reason: 'notCollected', isOpened: true, at: '2026-11-22T03:00:00.000Z', staffId: 'ml01' },
})

const draw = (answers: Parameters<typeof fakeDesk>[0] = {}) => {
  const list = (input: { followUp?: string }): NoticeSummary[] => (input.followUp === 'open' ? [returned] : [open, live, joined])
  return renderPart(fakeDesk({ 'notices.list': list, ...answers }), <NoticeList />, supervisor)
}
const row = async (number: string) => within((await screen.findByText(number)).closest('tr')!)

describe('the list of notices', () => {
  it('offers what the state allows: cancel an open one, void a live one, nothing for one that joined', async () => {
    draw()
    const buttons = async (number: string) => (await row(number)).getAllByRole('button').map((button) => button.textContent)
    expect(await buttons('N001-1123-001')).toEqual(['履歴', '来歴', '見本', '取り消す'])
    expect(await buttons('N001-1123-002')).toEqual(['履歴', '来歴', '見本', '無効にする'])
    expect(await buttons('N001-1123-003')).toEqual(['履歴', '来歴', '見本'])
    expect((await row('N001-1123-003')).getByText('N001-1123-001 に合流')).toBeTruthy()
  })

  it('voiding asks for a reason first', async () => {
    const end = jest.fn((_input: unknown) => ({ ...live, state: 'voided' as const }))
    const { user } = draw({ 'notices.void': end })
    await user.click(await screen.findByRole('button', { name: '無効にする N001-1123-002' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'N001-1123-002 を無効にする' }))
    await user.click(dialog.getByRole('button', { name: '無効にする' }))
    expect(await dialog.findByText('理由を入力してください。')).toBeTruthy()
    expect(end).not.toHaveBeenCalled()
    await user.type(dialog.getByRole('textbox', { name: '理由' }), '紛失の連絡')
    await user.click(dialog.getByRole('button', { name: '無効にする' }))
    await waitFor(() => expect(end).toHaveBeenCalledWith({ noticeId: live.noticeId, reason: '紛失の連絡' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('counts and shows those a person must see to, and finishes them with a reason', async () => {
    const finish = jest.fn((_input: unknown) => ({ ...returned, followUp: 'done' as const }))
    const { user } = draw({ 'notices.finishFollowUp': finish })
    await user.click(await screen.findByRole('button', { name: '要対応 1 件' }))
    expect((await row('N001-1101-009')).getByText('2026/11/22 保管期間経過 開封あり')).toBeTruthy()
    expect(screen.queryByText('N001-1123-001')).toBeNull()
    await user.click(screen.getByRole('button', { name: '対応済みにする N001-1101-009' }))
    await user.type(await screen.findByRole('textbox', { name: '理由' }), '電話で連絡')
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '対応済みにする' }))
    await waitFor(() => expect(finish).toHaveBeenCalledWith({ noticeId: returned.noticeId, reason: '電話で連絡' }))
  })

  it('guides a caller through the numbers of the letter beside its picture', async () => {
    const { user } = draw({ 'notices.preview': () => new Promise(() => undefined) })
    await user.click(await screen.findByRole('button', { name: '見本 N001-1123-002' }))
    const guide = await screen.findByRole('region', { name: '電話での案内' })
    for (const number of ['①', '②', '③', '④', '⑤', '⑥']) expect(within(guide).getByText(number)).toBeTruthy()
    expect(screen.getByText(/相手がお持ちの通知書と同じ版のひな形/u)).toBeTruthy()
  })
})
