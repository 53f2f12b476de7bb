import { describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { CorrectionItem } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { CorrectionsPanel } from '#renderer/screens/facility-lists/corrections/corrections-panel.tsx'
import { facility, fakeDesk, supervisor } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const yoshi = '\uE38B'
const other = '\uE123'
const item = (code: string, published: string, more: Partial<CorrectionItem> = {}): CorrectionItem => ({
  facility: facility(code, published), item: 'name', published, current: published,
  characters: [{ character: yoshi, codePoint: 'U+E38B', guess: '𠮷', guessFrom: 'samePrefecture' }], ...more,
})
const first = item('1318814790', `${yoshi}田医院`)
const second = item('1310110098', `${yoshi}${other}薬局`, { characters: [{ character: yoshi, codePoint: 'U+E38B', guess: null, guessFrom: null }, { character: other, codePoint: 'U+E123', guess: null, guessFrom: null }] })

/** Keeps what was corrected, as central does. */
const correctionDesk = (items: CorrectionItem[], refuse: () => boolean = () => false) => {
  let open = items
  const correct = jest.fn(({ facilityCode }: { facilityCode: string; item: string; replacements: { character: string; replacement: string }[] }) => {
    if (refuse()) throw new DeskError('OFFLINE')
    open = open.filter((entry) => entry.facility.facilityCode !== facilityCode)
    return {}
  })
  return { correct, desk: fakeDesk({ 'facilityLists.corrections': () => ({ items: open, total: open.length }), 'facilityLists.correct': correct }) }
}
const field = (codePoint = 'U+E38B') => screen.getByLabelText<HTMLInputElement>(`${codePoint} の正しい文字`)
const preview = () => screen.getByText('訂正後の表記').nextElementSibling
const published = () => screen.getByText('公表された表記').nextElementSibling

describe('correcting 外字', () => {
  it('shows the character as a marked box with its code point, and what stands there now, live', async () => {
    const { desk } = correctionDesk([first, second])
    const { user } = renderPart(desk, <CorrectionsPanel />, supervisor)
    await screen.findByText('残り 2 件')
    expect(published()?.querySelector('[role="img"]')?.getAttribute('aria-label')).toBe('外字 U+E38B')
    expect(published()?.textContent).toBe('〓U+E38B田医院')
    expect(document.activeElement).toBe(field())
    await user.keyboard('吉')
    expect(preview()?.textContent).toBe('吉田医院')
    expect(preview()?.querySelector('mark')?.textContent).toBe('吉')
  })

  it('Enter saves exactly the characters and goes on to the next item, its field ready', async () => {
    const { desk, correct } = correctionDesk([first, second])
    const { user } = renderPart(desk, <CorrectionsPanel />, supervisor)
    await screen.findByText('残り 2 件')
    await user.keyboard('吉{Enter}')
    await screen.findByLabelText('U+E123 の正しい文字')
    expect(correct).toHaveBeenCalledWith({ facilityCode: '1318814790', item: 'name', replacements: [{ character: yoshi, replacement: '吉' }] })
    expect(document.activeElement).toBe(field())
    expect(field().value).toBe('')
    await screen.findByText('残り 1 件')
  })

  it('a guess stands in the field only when somebody puts it there', async () => {
    const { desk } = correctionDesk([first])
    const { user } = renderPart(desk, <CorrectionsPanel />, supervisor)
    await screen.findByText('残り 1 件')
    expect(field().value).toBe('')
    expect(screen.getByText('同じ都道府県で、同じ外字がこの文字に訂正されています')).toBeTruthy()
    await user.keyboard('{ArrowDown}')
    expect(field().value).toBe('𠮷')
    expect(preview()?.textContent).toBe('𠮷田医院')
  })

  it('says what is wrong with a spelling, and sends nothing', async () => {
    const { desk, correct } = correctionDesk([first])
    renderPart(desk, <CorrectionsPanel />, supervisor)
    await screen.findByText('残り 1 件')
    const says = (value: string) => {
      fireEvent.change(field(), { target: { value } })
      fireEvent.submit(field().form!)
      return document.getElementById(field().getAttribute('aria-describedby') ?? '')?.textContent
    }
    expect(says('')).toMatch(/正しい文字を入力してください/u)
    expect(says('３')).toMatch(/数字は入力できません/u)
    expect(says('吉 田')).toMatch(/漢字・かな・英字だけ/u)
    expect(says(other)).toMatch(/この文字も印刷できません/u)
    expect(says('吉吉吉吉吉吉吉吉吉')).toMatch(/8 文字まで/u)
    expect(correct).not.toHaveBeenCalled()
    expect(preview()?.textContent).toBe('〓U+E38B田医院')
  })

  it('every character has its field; Enter goes to the one still empty', async () => {
    const { desk, correct } = correctionDesk([second])
    const { user } = renderPart(desk, <CorrectionsPanel />, supervisor)
    await screen.findByText('残り 1 件')
    await user.keyboard('吉{Enter}')
    expect(document.activeElement).toBe(field('U+E123'))
    expect(correct).not.toHaveBeenCalled()
    await user.keyboard('野{Enter}')
    await waitFor(() => expect(correct.mock.calls[0]?.[0].replacements).toEqual([{ character: yoshi, replacement: '吉' }, { character: other, replacement: '野' }]))
  })

  it('does not save on the Enter that ends an input method’s composition', async () => {
    const { desk, correct } = correctionDesk([first])
    renderPart(desk, <CorrectionsPanel />, supervisor)
    await screen.findByText('残り 1 件')
    fireEvent.change(field(), { target: { value: '吉' } })
    // What a browser does with an Enter nobody prevented: it submits.
    if (fireEvent.keyDown(field(), { key: 'Enter', isComposing: true })) fireEvent.submit(field().form!)
    expect(correct).not.toHaveBeenCalled()
    if (fireEvent.keyDown(field(), { key: 'Enter' })) fireEvent.submit(field().form!)
    await waitFor(() => expect(correct).toHaveBeenCalledTimes(1))
  })

  it('keeps what was typed when saving failed', async () => {
    let isDown = true
    const { desk, correct } = correctionDesk([first, second], () => isDown)
    const { user } = renderPart(desk, <CorrectionsPanel />, supervisor)
    await screen.findByText('残り 2 件')
    await user.keyboard('吉{Enter}')
    expect((await screen.findByRole('alert')).textContent).toMatch(/センターに接続できない/u)
    expect(field().value).toBe('吉')
    isDown = false
    await user.keyboard('{Enter}')
    await screen.findByText('残り 1 件')
    expect(correct).toHaveBeenCalledTimes(2)
  })

  it('後で puts an item off with what was typed; all put off are offered again', async () => {
    const { desk } = correctionDesk([first, second])
    const { user } = renderPart(desk, <CorrectionsPanel />, supervisor)
    await screen.findByText('残り 2 件')
    await user.keyboard('吉')
    fireEvent.click(screen.getByText('後で', { selector: 'button' }))
    expect(await screen.findByLabelText('U+E123 の正しい文字')).toBeTruthy()
    fireEvent.click(screen.getByText('後で', { selector: 'button' }))
    expect(screen.getByText(/ほかは済みました。後でにしたもの 2 件/u)).toBeTruthy()
    await user.keyboard('{Enter}')
    expect(field().value).toBe('吉')
  })

  it('is calm when there is nothing to correct', async () => {
    renderPart(correctionDesk([]).desk, <CorrectionsPanel />, supervisor)
    expect(await screen.findByText(/訂正が必要な外字はありません/u)).toBeTruthy()
    expect(screen.queryByRole('textbox')).toBeNull()
  })
})
