import { describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { OfficeDocument } from '#shared/contract/desktop/contract.ts'
import { formatGuidanceCard } from '#test/support/guidance-card-format.ts'
import { parseGuidanceCard } from '#shared/domain/guidance-card-text.ts'
import type { GuidanceCard } from '#shared/domain/guidance-card.ts'
import { DocumentsScreen } from '#renderer/screens/documents/documents-screen.tsx'
import { fakeDesk, supervisor } from '#test/support/fake-desk.ts'
import { sampleCards } from '#test/support/fake-guidance.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const cards = sampleCards()
const textOf = (name: string): string => {
  const { isReviewDue: _due, isFallback: _fallback, ...card } = cards.find((one) => one.name === name)!
  return formatGuidanceCard(card satisfies GuidanceCard)
}
const builtIn = cards.map(({ name }) => ({ kind: 'guidanceCard', name, text: textOf(name) }))
const document = (more: Partial<OfficeDocument>): OfficeDocument => ({
  documentId: '019aa000-0000-7000-8000-0000000000b1', version: 1, kind: 'guidanceCard', name: 'Q3', state: 'proposed', text: textOf('Q3'), hash: 'ab'.repeat(32), note: '言い回しを直す', proposedBy: 'ad01', proposedAt: '2026-11-23T03:00:00.000Z',
  decidedBy: null, decidedAt: null, proposedByName: '試験 花子', decidedByName: null, mayPublish: true, problems: [], ...more,
})
const draw = async (answers: Parameters<typeof fakeDesk>[0] = {}, documents: OfficeDocument[] = []) => {
  const check = (input: { name: string; text: string }) => {
    const parsed = parseGuidanceCard(input.name, input.text)
    return { problems: 'problems' in parsed ? parsed.problems : [] }
  }
  const desk = fakeDesk({ 'officeDocuments.list': () => ({ documents, builtIn }), 'officeDocuments.check': check, ...answers })
  const drawn = renderPart(desk, <DocumentsScreen />, supervisor)
  await drawn.user.click(await screen.findByRole('tab', { name: '案内' }))
  await screen.findByRole('table', { name: '案内の一覧' })
  return drawn
}
const rowOf = (name: string) => screen.getAllByRole('row').find((row) => row.querySelector('td')?.textContent === name)!

describe('the list of cards', () => {
  it('shows each with its state, and finds them by callers’ words', async () => {
    await draw({ 'guidance.cards': () => cards.map((card) => (card.name === 'Q11' ? { ...card, isFallback: true } : card)) }, [
      document({ name: 'Q3', state: 'published' }), document({ documentId: '019aa000-0000-7000-8000-0000000000b2', name: 'A1', text: '' }),
    ])
    expect(rowOf('Q3').textContent).toContain('使用中')
    expect(rowOf('Q11').textContent).toContain('前の版を使用中')
    expect(rowOf('Q12').textContent).toContain('見直し期限切れ')
    expect(rowOf('A1').textContent).toContain('未使用')
    expect(rowOf('A1').textContent).toContain('公開待ち')
    fireEvent.change(screen.getByRole('textbox', { name: '番号・題・言葉でさがす' }), { target: { value: 'パスワード忘れ' } })
    expect(screen.getAllByRole('row')[1]?.textContent).toContain('Q12')
    expect(rowOf('A1')).toBeUndefined()
  })

  it('puts off a review: the same text with another date is proposed, nothing else', async () => {
    const propose = jest.fn((_input: { text: string; name: string; note: string }) => document({ mayPublish: false }))
    const { user } = await draw({ 'officeDocuments.propose': propose })
    await user.click(screen.getByRole('button', { name: 'Q12 パスワードが分からないの見直し期限を延ばす' }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: '提案する' }))
    expect(await screen.findByText('提案しました。別の監督者か管理者が公開すると使われます。')).toBeTruthy()
    const [input] = propose.mock.calls[0]!
    const [before, after] = [textOf('Q12').split('\n'), input.text.split('\n')]
    expect(after).toHaveLength(before.length)
    expect(after.filter((line, index) => line !== before[index])).toEqual([expect.stringMatching(/^見直し期限: \d{4}-\d{2}-\d{2}$/u)])
    expect(input.name).toBe('Q12')
    expect(input.note).toContain('見直し期限を')
  })

  it('makes a new card under a name that is free', async () => {
    const { user } = await draw()
    await user.click(screen.getByRole('button', { name: '新しい案内を作る' }))
    const name = await screen.findByRole('textbox', { name: '番号' })
    fireEvent.change(name, { target: { value: 'q3' } })
    await user.click(screen.getByRole('button', { name: '作る' }))
    expect(screen.getByText('その番号は使われています。別の番号を入力してください。')).toBeTruthy()
    fireEvent.change(name, { target: { value: 'ａ１' } })
    await user.click(screen.getByRole('button', { name: '作る' }))
    expect((await screen.findByRole('textbox', { name: '案内の内容' }) as HTMLTextAreaElement).value).toContain('番号: A1')
  })
})

describe('the text of a card', () => {
  it('is written with its lines named, a preview beside it, and proposed', async () => {
    const propose = jest.fn((_input: unknown) => document({ mayPublish: false }))
    const { user } = await draw({ 'officeDocuments.propose': propose })
    await user.click(screen.getByRole('button', { name: 'Q3 登録に費用はかかるかを開く' }))
    await user.click(await screen.findByRole('button', { name: '変更を提案する' }))
    const field = await screen.findByRole('textbox', { name: '案内の内容' }) as HTMLTextAreaElement
    expect(await screen.findByText('問題はありません。')).toBeTruthy()
    const broken = field.value.replace('行き先: 案内のみ', '行き先: あんない')
    const line = broken.split('\n').findIndex((one) => one.startsWith('行き先')) + 1
    fireEvent.change(field, { target: { value: broken } })
    expect(await screen.findByText(new RegExp(`^${line}行目：`, 'u'))).toBeTruthy()
    expect(screen.getByText('問題を直すと、担当者が見る内容が表示されます。')).toBeTruthy()
    await user.click(await screen.findByRole('button', { name: `${line} 行目へ` }))
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('行き先: あんない')
    fireEvent.change(field, { target: { value: textOf('Q3').replace('費用はかかりません', '費用は一切かかりません') } })
    expect(await screen.findByText('問題はありません。')).toBeTruthy()
    const preview = screen.getByRole('region', { name: '担当者が見る内容' })
    expect(within(preview).getByText('ポータルサイトのご利用に費用は一切かかりません。')).toBeTruthy()
    fireEvent.change(screen.getByRole('textbox', { name: '変更の内容と理由' }), { target: { value: '言い回しを直す' } })
    await user.click(screen.getByRole('button', { name: '提案する' }))
    await waitFor(() => expect(propose).toHaveBeenCalledWith(expect.objectContaining({ kind: 'guidanceCard', name: 'Q3', note: '言い回しを直す' })))
  })

  it('of a proposal is compared line by line and published by a second person', async () => {
    const publish = jest.fn((_input: unknown) => document({ state: 'published' }))
    const changed = textOf('Q3').replace('短い答え:', '手順のない行\n短い答え:').replace('手順のない行\n', '').replace('料金がかからないことを伝える', '料金がかからないことを必ず伝える')
    const { user } = await draw({ 'officeDocuments.publish': publish }, [document({ text: changed })])
    await user.click(screen.getByRole('button', { name: 'Q3 登録に費用はかかるかを開く' }))
    await user.click(await screen.findByRole('button', { name: '確かめて公開する' }))
    const dialog = await screen.findByRole('dialog', { name: '案内 Q3の提案を確かめる' })
    const rows = within(within(dialog).getByRole('table', { name: '使用中の版との違い' })).getAllByRole('row').slice(1)
    expect(rows.map((row) => [...row.querySelectorAll('td')].slice(1).map((cell) => cell.textContent?.trim()))).toEqual([['- 料金がかからないことを伝える', '- 料金がかからないことを必ず伝える']])
    expect(within(dialog).getByText('公開すると、すべての端末の案内がこの内容に変わります。')).toBeTruthy()
    await user.click(within(dialog).getByRole('button', { name: '公開する' }))
    await waitFor(() => expect(publish).toHaveBeenCalledWith({ documentId: '019aa000-0000-7000-8000-0000000000b1' }))
  })
})
