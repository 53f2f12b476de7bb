import { describe, expect, it, jest } from '@jest/globals'
import { act, screen, waitFor, within } from '@testing-library/react'
import { ORPCError } from '@orpc/server'
import type { ProvisionalCodeView, SystemEvent } from '#shared/contract/desktop/contract.ts'
import { dueText } from '#renderer/screens/requests/due-text.ts'
import { EmailChangeList } from '#renderer/screens/requests/email-change-list.tsx'
import { ProvisionalCodeList } from '#renderer/screens/requests/provisional-code-list.tsx'
import { caseSummary, emailChangeView, provisionalCodeForm, provisionalCodeView } from '#test/support/fake-cases.ts'
import { facility, fakeDesk, status } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const id = (last: number) => `019aa000-0000-7000-8000-00000000060${last}`
const device = id(9)
const late = provisionalCodeView({ requestId: id(1), requestNumber: 'K001-261101-001', dueOn: '2020-01-06', isLate: true })
const others = provisionalCodeView({ requestId: id(2), requestNumber: 'K001-261120-002', assignedTo: 'sv01', assignedToName: '試験 次郎', isMine: false, dueOn: '2099-01-05' })
const history = () => ({ summary: caseSummary({ kind: 'provisionalCode', id: late.requestId, number: late.requestNumber, state: 'received' }), events: late.events.map((event) => ({ ...event, staffName: '試験 太郎' })) })

/** Events of the desk, told while the test runs. */
const toldEvents = () => {
  let tell: (event: SystemEvent) => void = () => undefined
  const watch = async function* (): AsyncGenerator<SystemEvent> {
    yield { kind: 'status', status }
    for (;;) yield await new Promise<SystemEvent>((resolve) => { tell = resolve })
  }
  return { watch, tell: (event: SystemEvent) => tell(event) }
}
const shownNumbers = () => screen.getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell')[0]?.textContent)

describe('how long is left', () => {
  it('is said in business days', () => {
    expect(dueText('2026-11-26', '2026-11-24')).toBe('2026/11/26まで')
    expect(dueText('2026-11-24', '2026-11-24')).toBe('本日まで')
    // Friday to Tuesday over a weekend and 勤労感謝の日.
    expect(dueText('2026-11-20', '2026-11-24')).toBe('期限を1営業日過ぎています')
    expect(dueText('2026-11-17', '2026-11-20')).toBe('期限を3営業日過ぎています')
    expect(dueText('2026-11-20', '2026-11-22')).toBe('期限を過ぎています')
  })
})

describe('the list of 仮コード requests', () => {
  it('narrows to mine, to one person, and to what is late', async () => {
    const { user } = renderPart(fakeDesk({ 'provisionalCodeRequests.list': () => [late, others] }), <ProvisionalCodeList />)
    expect(await screen.findByText(/期限を\d+営業日過ぎています/u)).toBeTruthy()
    expect(shownNumbers()).toEqual(['K001-261101-001', 'K001-261120-002'])
    await user.selectOptions(screen.getByRole('combobox', { name: '担当で絞り込む' }), '試験 次郎')
    expect(shownNumbers()).toEqual(['K001-261120-002'])
    await user.selectOptions(screen.getByRole('combobox', { name: '担当で絞り込む' }), '自分の担当（代理を含む）')
    expect(shownNumbers()).toEqual(['K001-261101-001'])
    await user.selectOptions(screen.getByRole('combobox', { name: '担当で絞り込む' }), '全員の担当')
    await user.click(screen.getByRole('button', { name: '期限超過 1 件' }))
    expect(shownNumbers()).toEqual(['K001-261101-001'])
  })

  it('gives a case to somebody else with a reason', async () => {
    const assign = jest.fn((_input: unknown) => caseSummary())
    const { user } = renderPart(fakeDesk({ 'provisionalCodeRequests.list': () => [late], 'cases.history': history, 'cases.assign': assign }), <ProvisionalCodeList />)
    await user.click(await screen.findByRole('button', { name: 'K001-261101-001 の詳細' }))
    await user.click(await screen.findByRole('button', { name: '担当を替える' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'K001-261101-001 の担当を替える' }))
    // Who has it already is no choice.
    expect(await dialog.findByRole('option', { name: '試験 次郎' })).toBeTruthy()
    expect(dialog.queryByRole('option', { name: '試験 太郎' })).toBeNull()
    await user.click(dialog.getByRole('button', { name: '担当を替える' }))
    expect(await dialog.findByText('新しい担当を選んでください。')).toBeTruthy()
    expect(assign).not.toHaveBeenCalled()
    await user.selectOptions(dialog.getByRole('combobox', { name: '新しい担当' }), '試験 次郎')
    await user.click(dialog.getByRole('textbox', { name: '理由' }))
    await user.paste('長期の休み')
    await user.click(dialog.getByRole('button', { name: '担当を替える' }))
    await waitFor(() => expect(assign).toHaveBeenCalledWith({ kind: 'provisionalCode', id: late.requestId, version: 1, assignedTo: 'sv01', reason: '長期の休み' }))
  })

  it('links the facility only to one a person chose', async () => {
    const offered = facility('1810117059', '見本内科クリニック')
    const informed = provisionalCodeView({ requestId: id(3), state: 'informed', provisionalCode: 'T-001', offeredFacilities: [offered] })
    const move = jest.fn((_input: unknown) => { throw new ORPCError('CONFLICT') })
    const { user } = renderPart(fakeDesk({ 'provisionalCodeRequests.list': () => [informed], 'provisionalCodeRequests.move': move }), <ProvisionalCodeList />)
    await user.click(await screen.findByRole('button', { name: `医療機関等コードへ移行 ${informed.requestNumber}` }))
    const dialog = within(await screen.findByRole('dialog', { name: '医療機関等コードへ移行' }))
    await user.click(dialog.getByRole('button', { name: '医療機関等コードへ移行' }))
    expect(await dialog.findByText('移行先の施設を選ぶか、コードを入力してください。')).toBeTruthy()
    expect(move).not.toHaveBeenCalled()
    await user.click(dialog.getByRole('radio', { name: /見本内科クリニック/u }))
    await user.click(dialog.getByRole('button', { name: '医療機関等コードへ移行' }))
    await waitFor(() => expect(move).toHaveBeenCalledWith(expect.objectContaining({ requestId: informed.requestId, to: 'migrated', facilityCode: '1810117059', version: 1 })))
  })
})

describe('the list of e-mail changes', () => {
  it('offers no step that is the letter\'s own', async () => {
    const { user } = renderPart(fakeDesk({ 'emailChangeRequests.list': () => [emailChangeView({ state: 'noticeArranged', noticeId: id(8), noticeNumber: 'N001-1123-001' })] }), <EmailChangeList />)
    await user.click(await screen.findByRole('button', { name: /^状態を進める/u }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getAllByRole('option').map((option) => option.textContent)).toEqual(['取消'])
  })
})

describe('two people on one case', () => {
  const seen = provisionalCodeView({ requestId: id(4), requestNumber: 'K001-261123-004' })
  const changedByOther: ProvisionalCodeView = {
    ...seen, version: 2, form: provisionalCodeForm({ facilityTelephone: { value: '03-0000-0001' } }),
    events: [...seen.events, { at: '2026-11-23T01:42:00.000Z', staffId: 'sv01', deviceId: device, from: 'received', to: 'received', reason: '施設の電話番号：開通' }],
  }

  it('keeps what was typed, refuses to save over it unseen, shows both, and lays one over the other', async () => {
    let stored = seen
    const events = toldEvents()
    const fill = jest.fn((input: { version: number }) => {
      if (input.version !== stored.version) throw new ORPCError('CONFLICT', { data: { reason: 'CHANGED_MEANWHILE' } })
      return stored
    })
    const { user } = renderPart(fakeDesk({ 'provisionalCodeRequests.list': () => [stored], 'cases.history': history, 'provisionalCodeRequests.fill': fill, 'system.watch': events.watch }), <ProvisionalCodeList />)
    await user.click(await screen.findByRole('button', { name: 'K001-261123-004 の詳細' }))
    await user.click(await screen.findByRole('button', { name: '未定・誤りを直す' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'K001-261123-004 の内容を直す' }))
    const contact = dialog.getByRole<HTMLInputElement>('textbox', { name: '連絡のつく電話番号など' })
    await user.clear(contact)
    await user.paste('080-2222-2222')
    await user.click(dialog.getByRole('textbox', { name: '直す理由' }))
    await user.paste('番号が変わったとの連絡')
    stored = changedByOther
    act(() => events.tell({ kind: 'changed', topics: ['provisionalCodeRequests'] }))
    expect(await dialog.findByText('試験 次郎さんが10:42に更新しました。')).toBeTruthy()
    expect(contact.value).toBe('080-2222-2222')
    // What was 未定 shows as such.
    expect(dialog.getByRole<HTMLInputElement>('checkbox', { name: '施設の電話番号は未定' }).checked).toBe(true)
    await user.click(dialog.getByRole('button', { name: '直した内容を保存する' }))
    await waitFor(() => expect(fill).toHaveBeenLastCalledWith(expect.objectContaining({ version: 1 })))
    expect(await dialog.findByText(/先に別の人が変更しました|先に別の操作で変更されています/u)).toBeTruthy()
    const both = within(dialog.getByRole('table', { name: '更新された内容と、入力した内容の違い' }))
    expect(both.getByRole('row', { name: '施設の電話番号 03-0000-0001 未定' })).toBeTruthy()
    expect(both.getByRole('row', { name: '連絡先 090-0000-0000 080-2222-2222' })).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: '最新の内容で続ける' }))
    expect(dialog.getByRole<HTMLInputElement>('checkbox', { name: '施設の電話番号は未定' }).checked).toBe(false)
    expect(dialog.getByRole<HTMLInputElement>('textbox', { name: '連絡のつく電話番号など' }).value).toBe('080-2222-2222')
    await user.click(dialog.getByRole('button', { name: '直した内容を保存する' }))
    await waitFor(() => expect(fill).toHaveBeenLastCalledWith(expect.objectContaining({
      version: 2, reason: '番号が変わったとの連絡', form: expect.objectContaining({ contactTelephone: '080-2222-2222', facilityTelephone: { value: '03-0000-0001' } }),
    })))
  })

  it('says nothing of what the person did themselves', async () => {
    let stored = emailChangeView({ state: 'received' })
    const events = toldEvents()
    const { user } = renderPart(fakeDesk({ 'emailChangeRequests.list': () => [stored], 'cases.history': history, 'system.watch': events.watch }), <EmailChangeList />)
    await user.click(await screen.findByRole('button', { name: `${stored.requestNumber} の詳細` }))
    stored = { ...stored, version: 2, notes: '書き足した', events: [...stored.events, { at: '2026-11-23T01:42:00.000Z', staffId: 'op01', deviceId: device, from: 'received', to: 'verified', reason: null }] }
    act(() => events.tell({ kind: 'changed', topics: ['emailChangeRequests'] }))
    expect(await screen.findByText('書き足した')).toBeTruthy()
    expect(screen.queryByText(/に更新しました/u)).toBeNull()
  })
})
