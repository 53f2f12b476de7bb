import { describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { OfficeDocument } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { defaultOfficePolicy } from '#shared/domain/office-policy.ts'
import { DocumentsScreen } from '#renderer/screens/documents/documents-screen.tsx'
import { fakeDesk, supervisor } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const inUse = JSON.stringify(defaultOfficePolicy)
const changed = JSON.stringify({ ...defaultOfficePolicy, collectionTimes: ['11:00', '16:00'] })
const proposal = (more: Partial<OfficeDocument> = {}): OfficeDocument => ({
  documentId: '019aa000-0000-7000-8000-0000000000b1', version: 1, kind: 'policy', name: '', state: 'proposed', text: changed, hash: 'ab'.repeat(32), note: '午前の集荷を足す', proposedBy: 'ad01', proposedAt: '2026-11-23T03:00:00.000Z',
  decidedBy: null, decidedAt: null, proposedByName: '試験 花子', decidedByName: null, mayPublish: true, problems: [], ...more,
})
const draw = async (answers: Parameters<typeof fakeDesk>[0] = {}, documents: OfficeDocument[] = []) => {
  const desk = fakeDesk({ 'officeDocuments.list': () => ({ documents, builtIn: [{ kind: 'policy', name: '', text: inUse }] }), 'officeDocuments.check': () => ({ problems: [] }), ...answers })
  const drawn = renderPart(desk, <DocumentsScreen />, supervisor)
  await drawn.user.click(await screen.findByRole('tab', { name: '運用の設定' }))
  return drawn
}

const write = (field: string, words: string) => fireEvent.change(screen.getByRole('textbox', { name: field }), { target: { value: words } })

describe('a change being written', () => {
  it('lists problems in words as one types, those of the text as it stands', async () => {
    const check = jest.fn((input: { text: string }) => ({ problems: input.text.includes('25:00') ? ['collectionTimes › 0: 時刻は 16:00 の形で入力してください'] : [] }))
    const { user } = await draw({ 'officeDocuments.check': check })
    await user.click(screen.getByRole('button', { name: '変更を提案する' }))
    expect(await screen.findByText('問題はありません。')).toBeTruthy()
    const times = screen.getByRole('textbox', { name: '集荷の時刻（、で区切る）' })
    fireEvent.change(times, { target: { value: '25:' } })
    fireEvent.change(times, { target: { value: '25:00' } })
    expect(await screen.findByText('集荷の時刻 › 1：時刻は 16:00 の形で入力してください')).toBeTruthy()
    fireEvent.change(times, { target: { value: '11:00、16:00' } })
    expect(await screen.findByText('問題はありません。')).toBeTruthy()
    // Not at every key stroke.
    expect(check.mock.calls.map(([input]) => (JSON.parse(input.text) as { collectionTimes: string[] }).collectionTimes)).toEqual([['16:00'], ['25:00'], ['11:00', '16:00']])
  })

  it('is proposed with a note; nothing typed is lost when that fails', async () => {
    let isRefused = true
    const propose = jest.fn((_input: { text: string }) => {
      if (isRefused) throw new DeskError('OFFLINE')
      return proposal({ mayPublish: false })
    })
    const { user } = await draw({ 'officeDocuments.propose': propose })
    await user.click(screen.getByRole('button', { name: '変更を提案する' }))
    await user.click(await screen.findByRole('radio', { name: '使わない' }))
    await user.click(screen.getByRole('button', { name: '提案する' }))
    expect(await screen.findByText('変更の内容と理由を入力してください。')).toBeTruthy()
    expect(propose).not.toHaveBeenCalled()
    write('変更の内容と理由', '番号をやめる')
    await user.click(screen.getByRole('button', { name: '提案する' }))
    expect((await screen.findByRole('alert')).textContent).toContain('センターに接続できない')
    expect((screen.getByRole('textbox', { name: '変更の内容と理由' }) as HTMLTextAreaElement).value).toBe('番号をやめる')
    expect((screen.getByRole('radio', { name: '使わない' }) as HTMLInputElement).checked).toBe(true)
    isRefused = false
    await user.click(screen.getByRole('button', { name: '提案する' }))
    expect(await screen.findByText('提案しました。別の監督者か管理者が公開すると使われます。')).toBeTruthy()
    expect(JSON.parse(propose.mock.calls.at(-1)![0].text)).toEqual({ ...defaultOfficePolicy, isSecondNumberUsed: false })
  })

  it('outlives its screen, and is thrown away only on demand', async () => {
    const { user } = await draw()
    await user.click(screen.getByRole('button', { name: '変更を提案する' }))
    await screen.findByRole('textbox', { name: '後納の承認番号' })
    write('後納の承認番号', '123')
    await user.click(screen.getByRole('tab', { name: '封筒' }))
    await user.click(screen.getByRole('tab', { name: '運用の設定' }))
    await user.click(await screen.findByRole('button', { name: '書きかけの変更を続ける' }))
    expect((await screen.findByRole('textbox', { name: '後納の承認番号' }) as HTMLInputElement).value).toBe('123')
    await user.click(screen.getByRole('button', { name: '書きかけを消す' }))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '書きかけを消す' }))
    expect(await screen.findByRole('button', { name: '変更を提案する' })).toBeTruthy()
  })

  it('without a change, or with something to mend, it is not proposed', async () => {
    const propose = jest.fn()
    const { user } = await draw({ 'officeDocuments.propose': propose, 'officeDocuments.check': (input: { text: string }) => ({ problems: input.text.includes('"xx"') ? ['直してください'] : [] }) })
    await user.click(screen.getByRole('button', { name: '変更を提案する' }))
    await screen.findByRole('textbox', { name: '変更の内容と理由' })
    write('変更の内容と理由', 'なし')
    await user.click(screen.getByRole('button', { name: '提案する' }))
    expect(await screen.findByText('使用中の版と同じ内容です。変更してから提案してください。')).toBeTruthy()
    write('後納の承認番号', 'xx')
    expect(await screen.findByText('直してください')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '提案する' }))
    expect(await screen.findByText('直すところが残っています。直してから提案してください。')).toBeTruthy()
    expect(propose).not.toHaveBeenCalled()
  })

  it('can be written as text too', async () => {
    const { user } = await draw()
    await user.click(screen.getByRole('button', { name: '変更を提案する' }))
    await user.click(await screen.findByRole('button', { name: 'テキストで編集' }))
    const content = screen.getByRole('textbox', { name: '文書の内容（JSON）' }) as HTMLTextAreaElement
    expect(JSON.parse(content.value)).toEqual(defaultOfficePolicy)
    fireEvent.change(content, { target: { value: '{' } })
    await user.click(screen.getByRole('button', { name: '項目で編集' }))
    expect(await screen.findByText(/テキストの形が正しくない/u)).toBeTruthy()
  })
})

describe('a proposal', () => {
  it('of somebody else is published after its differences were in sight', async () => {
    const publish = jest.fn((_input: unknown) => proposal({ state: 'published' }))
    const { user } = await draw({ 'officeDocuments.publish': publish }, [proposal()])
    await user.click(await screen.findByRole('button', { name: '確かめて公開する' }))
    const row = (await screen.findByText('集荷の時刻')).closest('tr')!
    expect([...row.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['集荷の時刻', '16:00', '11:00、16:00'])
    expect(publish).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: '公開する' }))
    await waitFor(() => expect(publish).toHaveBeenCalledWith({ documentId: '019aa000-0000-7000-8000-0000000000b1' }))
    expect(await screen.findByText('公開しました。')).toBeTruthy()
  })

  it('of one’s own is not, and the screen says why', async () => {
    const { user } = await draw({}, [proposal({ proposedBy: 'sv01', mayPublish: false })])
    expect(await screen.findByText('ご自身の提案は公開できません。別の監督者か管理者に依頼してください。')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '確かめて公開する' })).toBeNull()
    await user.click(screen.getByRole('button', { name: '内容を見る' }))
    await screen.findByText('集荷の時刻')
    expect(screen.queryByRole('button', { name: '公開する' })).toBeNull()
  })

  it('with problems is not published either', async () => {
    const { user } = await draw({}, [proposal({ mayPublish: false, problems: ['sender › name: 差出人の名前を入力してください'] })])
    await user.click(await screen.findByRole('button', { name: '内容を見る' }))
    expect(await screen.findByText('差出人 › 名前：差出人の名前を入力してください')).toBeTruthy()
    expect(screen.queryByText('ご自身の提案は公開できません。別の監督者か管理者に依頼してください。')).toBeNull()
    expect(screen.queryByRole('button', { name: '公開する' })).toBeNull()
  })

  it('is withdrawn after one more question', async () => {
    const withdraw = jest.fn((_input: unknown) => proposal({ state: 'withdrawn' }))
    const { user } = await draw({ 'officeDocuments.withdraw': withdraw }, [proposal()])
    await user.click(await screen.findByRole('button', { name: '取り下げる' }))
    await user.click(within(await screen.findByRole('dialog', { name: 'この提案を取り下げますか' })).getByRole('button', { name: '取り下げる' }))
    await waitFor(() => expect(withdraw).toHaveBeenCalledWith({ documentId: '019aa000-0000-7000-8000-0000000000b1' }))
  })
})

it('a letter is shown as 見本 by the text that was checked', async () => {
  const preview = jest.fn((_input: unknown) => new Promise(() => undefined))
  const letter = JSON.stringify({ templateVersion: '2026-11-1', wording: { steps: [{ heading: 'あ', text: 'い' }] }, postageClasses: [{ id: 'a', name: '簡易書留', marks: ['簡易書留', '転送不要'], feeYen: 460, isRecorded: true }] })
  const desk = fakeDesk({ 'officeDocuments.list': () => ({ documents: [], builtIn: [{ kind: 'passwordNotice', text: letter }] }), 'officeDocuments.check': () => ({ problems: [] }), 'officeDocuments.preview': preview })
  const { user } = renderPart(desk, <DocumentsScreen />, supervisor)
  await user.click(await screen.findByRole('button', { name: '変更を提案する' }))
  expect((await screen.findByRole('textbox', { name: '① 見出し' }) as HTMLInputElement).value).toBe('あ')
  await waitFor(() => expect(preview).toHaveBeenCalledWith({ kind: 'passwordNotice', text: letter }))
  write('版の名前', '2026-12-1')
  await waitFor(() => expect(preview.mock.calls.some(([input]) => (input as { text: string }).text.includes('2026-12-1'))).toBe(true))
})
