import { describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import type { ChangeView, RetryReply } from '#shared/contract/desktop/contract.ts'
import { RejectedScreen } from '#renderer/screens/rejected/rejected-screen.tsx'
import { copiedText, valueWords } from '#renderer/screens/rejected/change-words.ts'
import { ja } from '#renderer/strings/ja.ts'
import { fakeDesk, operator } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const text = ja.changes
const said = (...values: string[]) => ({ values, isUndecided: false })
const change = (last: number, more: Partial<ChangeView> = {}): ChangeView => ({
  mutationId: `019aa000-0000-7000-8000-0000000000c${last}`, type: 'provisionalCodeRequest.saved', occurredAt: '2026-11-23T03:00:00.000Z', staffId: operator.staffId, staffName: operator.displayName,
  isOwn: true, isDeferred: false, code: 'VERSION_CONFLICT', subject: 'K001-261123-001　見本クリニック', mayRetry: true, mayDiscard: true,
  text: [{ field: 'form.facilityName', ...said('見本クリニック') }, { field: 'form.facilityTelephone', values: [], isUndecided: true }, { field: 'notes', ...said() }], ...more,
})
const nameOf = (one: ChangeView) => `${ja.rejected.types['provisionalCodeRequest.saved']}　${one.subject}`

/** As it is read out: which side, and what stands there. */
const sideOf = (side: 'mine' | 'theirs', value: string) => new RegExp(`^${text.conflict[side]}：\\s*${value}$`, 'u')

describe('要確認', () => {
  it('says what happened, what was written, and what to do', async () => {
    renderPart(fakeDesk({ 'changes.list': () => [change(1)] }), <RejectedScreen />)
    const item = within(within(await screen.findByRole('list', { name: ja.rejected.title })).getByRole('listitem'))
    expect(item.getByRole('heading', { level: 3 }).textContent).toBe(nameOf(change(1)))
    expect(item.getByText(ja.rejected.codes.VERSION_CONFLICT)).toBeTruthy()
    expect(item.getAllByRole('definition').map((one) => one.textContent)).toEqual(['見本クリニック', '未定', text.emptied])
    for (const name of [text.retryOf(nameOf(change(1))), text.discardOf(nameOf(change(1)))]) expect(item.getByRole('button', { name })).toBeTruthy()
  })

  it('offers no more than may be done: the parked one settles itself, the hopeless one is given up, another\'s is not sent', async () => {
    const parked = change(1, { isDeferred: true, code: null, mayRetry: false, mayDiscard: false })
    const hopeless = change(2, { code: 'INVALID_PAYLOAD', mayRetry: false })
    const foreign = change(3, { isOwn: false, mayRetry: false, staffName: '試験 花子' })
    renderPart(fakeDesk({ 'changes.list': () => [parked, hopeless, foreign] }), <RejectedScreen />)
    const [first, second, third] = (await screen.findAllByRole('listitem')).map((item) => within(item))
    expect(first!.getByText(text.parked)).toBeTruthy()
    expect(first!.queryByText(text.discard)).toBeNull()
    expect(second!.queryByText(text.retry)).toBeNull()
    expect(second!.getByText(text.discard)).toBeTruthy()
    expect(third!.getByText(text.onlyOwner)).toBeTruthy()
    expect(third!.queryByText(text.retry)).toBeNull()
  })

  it('says whose changes wait here that are not shown', async () => {
    const others = [{ mutationId: change(9).mutationId, type: 'call.saved', occurredAt: '2026-11-23T03:00:00.000Z', code: 'SESSION_ENDED', staffName: '試験 花子', subject: null }]
    renderPart(fakeDesk({ 'system.rejectedChanges': () => others }), <RejectedScreen />)
    expect(await screen.findByText(ja.rejected.empty)).toBeTruthy()
    expect(await screen.findByText(text.othersHold('試験 花子'))).toBeTruthy()
  })

  it('sends again; where both changed a field, both values are shown and the keyboard chooses', async () => {
    const conflict: RetryReply = { outcome: 'conflict', version: 4, conflicts: [{ field: 'form.facilityName', mine: said('私の名前'), theirs: said('先の名前') }, { field: 'notes', mine: said('私のメモ'), theirs: said() }] }
    const retry = jest.fn((input: { mutationId: string; version: number | null; choices: object }): RetryReply => (Object.keys(input.choices).length === 0 ? conflict : { outcome: 'sent' }))
    const { user } = renderPart(fakeDesk({ 'changes.list': () => [change(1)], 'changes.retry': retry }), <RejectedScreen />)
    await user.click(await screen.findByRole('button', { name: text.retryOf(nameOf(change(1))) }))
    const dialog = within(await screen.findByRole('dialog', { name: text.conflict.title }))
    for (const words of ['私の名前', '先の名前']) expect(dialog.getByText(words)).toBeTruthy()
    expect(dialog.getByRole('radio', { name: sideOf('theirs', text.empty) })).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: text.conflict.submit }))
    expect(await dialog.findByText(text.conflict.missing('施設名称'))).toBeTruthy()
    expect(retry).toHaveBeenCalledTimes(1)
    await user.click(dialog.getByRole('radio', { name: sideOf('mine', '私の名前') }))
    await user.tab()
    await user.keyboard(' ')
    await user.click(dialog.getByRole('button', { name: text.conflict.submit }))
    await waitFor(() => expect(retry).toHaveBeenLastCalledWith({ mutationId: change(1).mutationId, version: 4, choices: { 'form.facilityName': 'mine', notes: 'mine' } }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('is asked anew where the values changed while they were looked at', async () => {
    const reply = (version: number, theirs: string): RetryReply => ({ outcome: 'conflict', version, conflicts: [{ field: 'notes', mine: said('私のメモ'), theirs: said(theirs) }] })
    const retry = jest.fn((input: { version: number | null }): RetryReply => (input.version === null ? reply(4, '先のメモ') : reply(5, '更に先のメモ')))
    const { user } = renderPart(fakeDesk({ 'changes.list': () => [change(1)], 'changes.retry': retry }), <RejectedScreen />)
    await user.click(await screen.findByRole('button', { name: text.retryOf(nameOf(change(1))) }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('radio', { name: sideOf('mine', '私のメモ') }))
    await user.click(dialog.getByRole('button', { name: text.conflict.submit }))
    expect(await dialog.findByText(text.conflict.changedAgain)).toBeTruthy()
    expect(dialog.getByRole('radio', { name: sideOf('theirs', '更に先のメモ') })).toBeTruthy()
    expect(dialog.getAllByRole<HTMLInputElement>('radio').filter(({ checked }) => checked)).toEqual([])
  })

  it('is given up for a reason, never without', async () => {
    const discard = jest.fn((_input: unknown) => ({}))
    const { user } = renderPart(fakeDesk({ 'changes.list': () => [change(1)], 'changes.discard': discard }), <RejectedScreen />)
    await user.click(await screen.findByRole('button', { name: text.discardOf(nameOf(change(1))) }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: text.discard }))
    expect(await dialog.findByText(text.discardReasonMissing)).toBeTruthy()
    expect(discard).not.toHaveBeenCalled()
    await user.click(dialog.getByRole('radio', { name: text.discardReasons.doneAnew }))
    await user.click(dialog.getByRole('button', { name: text.discard }))
    await waitFor(() => expect(discard).toHaveBeenCalledWith({ mutationId: change(1).mutationId, reason: 'doneAnew' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('copies words, not codes', () => {
    expect(copiedText(change(1))).toBe(`${nameOf(change(1))}\n施設名称：見本クリニック\n施設の電話番号：未定\nメモ：`)
    expect(valueWords('form.qualifications', said('physician', 'other'))).toBe('医師、その他')
    expect(valueWords('form.founder', said('legalPerson', '医療法人見本会', '見本 太郎'))).toBe('法人、医療法人見本会、見本 太郎')
    expect(valueWords('dueAt', said('2026-11-23T03:00:00.000Z'))).toMatch(/12:00/u)
  })
})
