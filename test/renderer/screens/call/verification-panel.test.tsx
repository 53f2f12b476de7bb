import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { searchFieldId } from '#renderer/screens/call/use-open-call.ts'
import { VerificationPanel } from '#renderer/screens/call/verification-panel.tsx'
import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import { callId, facility, fakeDesk, verificationView } from '#test/support/fake-desk.ts'
import { callbackView } from '#test/support/fake-cases.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const asked = facility('1318814790', '東京大学医学部附属病院')
const numbers = () => screen.findByRole('textbox', { name: '番地（数字）' })

describe('verification panel', () => {
  beforeEach(() => sessionStorage.clear())

  it('compares once for one answer: Enter, then leaving the field, cost one attempt; composing costs none', async () => {
    const compare = jest.fn((_input: unknown) => verificationView(asked))
    const { user } = renderPart(fakeDesk({ 'verifications.begin': () => verificationView(asked), 'verifications.compare': compare }), <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    await user.type(await numbers(), '2-1-38')
    fireEvent.keyDown(await numbers(), { key: 'Enter', isComposing: true })
    expect(compare).not.toHaveBeenCalled()
    await user.keyboard('{Enter}')
    await user.tab()
    await waitFor(() => expect(compare).toHaveBeenCalledTimes(1))
    expect(compare.mock.calls[0]?.[0]).toMatchObject({ item: 'addressNumbers', spoken: '2-1-38' })
  })

  it('says what to ask next, and the result in words with its reason', async () => {
    const view = verificationView(asked, { because: 'retryLeft' })
    const items = view.items.map((item) => (item.item === 'addressNumbers' ? { ...item, result: 'close' as const, reason: 'oneDigitDiffers', attemptsLeft: 1 } : item))
    renderPart(fakeDesk({ 'verifications.begin': () => ({ ...view, items }) }), <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    expect(await screen.findByText('あと「番地（数字）」「最近の移転」をお尋ねください')).toBeTruthy()
    expect(screen.getByText('ほぼ一致')).toBeTruthy()
    expect(screen.getByText('1 桁ちがいます。もう一度お聞きください')).toBeTruthy()
    expect(screen.getByText('あと 1 回')).toBeTruthy()
  })

  it('asks for name and town together', async () => {
    const compare = jest.fn((_input: unknown) => verificationView(asked))
    const { user } = renderPart(fakeDesk({ 'verifications.begin': () => verificationView(asked), 'verifications.compare': compare }), <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    await user.type(await screen.findByRole('textbox', { name: '名称' }), '東大病院{Enter}')
    expect(compare).not.toHaveBeenCalled()
    await user.type(screen.getByRole('textbox', { name: '町名' }), '本郷{Enter}')
    await waitFor(() => expect(compare).toHaveBeenCalledTimes(1))
    expect(compare.mock.calls[0]?.[0]).toMatchObject({ item: 'nameAndTown', spoken: '東大病院', spokenTown: '本郷' })
  })

  it('takes the hands from the search that found the facility, and from nowhere else', async () => {
    let answers: ((view: VerificationView) => void)[] = []
    const begin = () => new Promise<VerificationView>((resolve) => { answers.push(resolve) })
    const desk = fakeDesk({ 'verifications.begin': begin })
    const beside = <><input id={searchFieldId} /><input aria-label="案内" /><VerificationPanel callId={callId} facilityCode={asked.facilityCode} /></>
    const arrive = async (hands: HTMLElement) => {
      hands.focus()
      await waitFor(() => expect(answers.length).toBe(1))
      answers[0]?.(verificationView(asked))
      return await numbers()
    }
    const first = renderPart(desk, beside)
    expect(await arrive(document.getElementById(searchFieldId)!)).toBe(document.activeElement)
    first.unmount()
    sessionStorage.clear()
    answers = []
    renderPart(desk, beside)
    const guidance = screen.getByRole('textbox', { name: '案内' })
    await arrive(guidance)
    expect(document.activeElement).toBe(guidance)
  })

  it('goes on with the same verification after a reload', async () => {
    const begin = jest.fn(() => verificationView(asked))
    const get = jest.fn(() => verificationView(asked))
    const desk = fakeDesk({ 'verifications.begin': begin, 'verifications.get': get })
    const first = renderPart(desk, <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    await numbers()
    first.unmount()
    renderPart(desk, <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    await numbers()
    expect(begin).toHaveBeenCalledTimes(1)
    expect(get).toHaveBeenCalledTimes(1)
  })

  it('goes through a whole verification in the order of a call, in at most 35 key strokes', async () => {
    const answers: string[] = []
    const missingAfter: Readonly<Record<string, readonly ('movedRecently' | 'telephone' | 'founder' | 'manager')[]>> = { addressNumbers: ['movedRecently', 'telephone', 'founder', 'manager'], movedRecently: ['telephone', 'founder', 'manager'], telephone: [] }
    let items = verificationView(asked).items.map((item) => (item.item === 'facilityCode' ? { ...item, result: 'match' as const } : item))
    const compare = jest.fn((input: { item: string; spoken: string }) => {
      answers.push(`${input.item}=${input.spoken}`)
      items = items.map((item) => (item.item === input.item ? { ...item, result: 'match' as const } : item))
      const missing = missingAfter[input.item] ?? []
      return verificationView(asked, { items, missing: [...missing], outcome: missing.length === 0 ? 'passed' : 'pending', because: missing.length === 0 ? 'enough' : 'itemsMissing' })
    })
    const conclude = jest.fn(() => verificationView(asked, { items, missing: [], outcome: 'passed', because: 'enough', isConcluded: true }))
    const { user } = renderPart(fakeDesk({ 'verifications.begin': () => verificationView(asked, { items }), 'verifications.compare': compare, 'verifications.conclude': conclude }), <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    // Carried over: the code found the facility, and neither it nor the name is asked again.
    expect((await screen.findByRole('listitem', { name: '医療機関等コード' })).textContent).toContain('検索で確認済み')
    expect(screen.queryByRole('textbox', { name: '名称' })).toBeNull()
    let strokes = 0
    const type = async (keys: string, count: number) => {
      strokes += count
      await user.keyboard(keys)
    }
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '番地（数字）' })))
    await type('2-1-38{Enter}', 7)
    await waitFor(() => expect(document.activeElement?.textContent).toContain('いいえ'))
    await type('n', 1)
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '電話番号' })))
    await type('0338155411{Enter}', 11)
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: '確認を終える' })))
    await type('{Enter}', 1)
    await waitFor(() => expect(conclude).toHaveBeenCalledTimes(1))
    expect(answers).toEqual(['addressNumbers=2-1-38', 'movedRecently=no', 'telephone=0338155411'])
    expect(strokes).toBeLessThanOrEqual(35)
  })

  it('keeps to the numbers of a 番地, and stays where a must was wrong', async () => {
    const compare = jest.fn((input: { item: string }) => verificationView(asked, { because: 'retryLeft', items: verificationView(asked).items.map((item) => (item.item === input.item ? { ...item, result: 'mismatch' as const, reason: 'lastDigitsDiffer', attemptsLeft: 1 } : item)) }))
    const { user } = renderPart(fakeDesk({ 'verifications.begin': () => verificationView(asked), 'verifications.compare': compare }), <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    await user.type(await numbers(), '２丁目1番38号{Enter}')
    await waitFor(() => expect(compare).toHaveBeenCalledWith(expect.objectContaining({ spoken: '2-1-38' })))
    const row = screen.getByRole('listitem', { name: '番地（数字）' })
    await waitFor(() => expect(row.textContent).toContain('不一致'))
    expect(row.textContent).toContain('末尾がちがいます')
    expect(row.textContent).toContain('あと 1 回')
    expect(document.activeElement).toBe(await numbers())
  })

  it('says what to say whatever came out, and of an address asked of central that it is not known yet', async () => {
    const items = verificationView(asked).items.map((item) => (item.item === 'registeredMail' ? { ...item, result: 'unconfirmed' as const } : item))
    renderPart(fakeDesk({ 'verifications.begin': () => verificationView(asked, { items, neutralSentence: '伺った内容で進めます。' }) }), <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    expect(await screen.findByText(/「伺った内容で進めます。」/u)).toBeTruthy()
    const mail = screen.getByRole('listitem', { name: '登録メール' })
    expect(mail.textContent).toContain('未確認')
    expect(mail.textContent).toContain('センターにつながり次第')
  })

  it('promises to call the listed number back where nothing agreed', async () => {
    const promise = jest.fn((_input: unknown) => callbackView({ kind: 'verification', target: 'listed', telephone: '' }))
    const failed = verificationView(asked, { outcome: 'callback', because: 'mustFailed', missing: [], isConcluded: true })
    const { user } = renderPart(fakeDesk({ 'verifications.begin': () => failed, 'callbacks.promise': promise }), <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    await user.click(await screen.findByRole('button', { name: '折り返しを約束（登録電話番号）' }))
    await screen.findByRole('dialog', { name: '折り返しを約束' })
    // No number the caller may tell: only the listed one settles it.
    expect(screen.queryByRole('textbox', { name: '電話番号' })).toBeNull()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(promise).toHaveBeenCalledWith(expect.objectContaining({ kind: 'verification', target: 'listed', telephone: '', verificationId: failed.verificationId, assignedTo: 'op01' })))
    await waitFor(() => expect(screen.queryByRole('button', { name: '折り返しを約束（登録電話番号）' })).toBeNull())
  })

  it.each([
    ['addressDiffers', { waitsUntil: '2027-01-07' }, /2027\/1\/7までに載らないときは、監督者/u],
    ['supervisor', {}, /監督者の承認待ちになります/u],
    ['supervisor', { confirmedBy: 'client' as const }, /支払基金へ照会/u],
  ] as const)('says what comes next: %s %j', async (outcome, more, words) => {
    renderPart(fakeDesk({ 'verifications.begin': () => verificationView(asked, { outcome, missing: [], ...more }) }), <VerificationPanel callId={callId} facilityCode={asked.facilityCode} />)
    expect(await screen.findByText(words)).toBeTruthy()
  })
})
