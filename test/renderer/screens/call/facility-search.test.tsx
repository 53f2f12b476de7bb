import { beforeEach, describe, expect, it, jest } from '@jest/globals'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { FacilitySearch } from '#renderer/screens/call/facility-search.tsx'
import { callId, facility, fakeDesk } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

interface Question { readonly query: string; readonly prefectureNumber: string | null; readonly listKind: string | null }

const found = (code: string, name: string, more: Partial<FoundFacility> = {}): FoundFacility => ({ ...facility(code, name), matchedBy: 'namePart', successor: null, formerCode: null, ...more })
const three = [found('1318814790', '東京大学医学部附属病院'), found('1310110098', '三井記念病院'), found('1310110049', '浜田病院')]
const options = () => screen.queryAllByRole('option')
const rows = () => options().map((row) => row.textContent)
const box = () => screen.getByRole('combobox', { name: '施設の検索' })
const draw = (results: readonly FoundFacility[], onOpen: (facility: FoundFacility) => void = () => undefined) =>
  renderPart(fakeDesk({ 'facilities.find': () => ({ results, hasMore: false }) }), <FacilitySearch callId={callId} onOpen={onOpen} />)
/** A desk whose answers come when the test says so. */
const slowDesk = () => {
  const answers = new Map<string, (results: readonly FoundFacility[]) => void>()
  return { answers, desk: fakeDesk({ 'facilities.find': ({ query }: Question) => new Promise((resolve) => answers.set(query, (results) => resolve({ results, hasMore: false }))) }) }
}

beforeEach(() => sessionStorage.clear())

describe('facility search', () => {
  it('has the focus at once and marks the words found', async () => {
    const { user } = draw(three)
    expect(document.activeElement).toBe(box())
    await user.keyboard('三井')
    expect(await screen.findByText('三井', { selector: 'mark' })).toBeTruthy()
  })

  it('moves by arrow keys and opens with Enter', async () => {
    const onOpen = jest.fn()
    const { user } = draw(three, onOpen)
    fireEvent.change(box(), { target: { value: '病院' } })
    await screen.findAllByRole('option')
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('三井記念病院')
    expect(box().getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { selected: true }).id)
    await user.keyboard('{Enter}')
    expect(onOpen).toHaveBeenCalledTimes(1)
    expect(onOpen.mock.calls[0]?.[0]).toMatchObject({ facilityCode: '1310110098' })
  })

  it('does not open on the Enter that ends an input method’s composition', async () => {
    const onOpen = jest.fn()
    draw(three, onOpen)
    fireEvent.change(box(), { target: { value: '病院' } })
    await screen.findAllByRole('option')
    fireEvent.keyDown(box(), { key: 'Enter', isComposing: true })
    fireEvent.keyDown(box(), { key: 'Enter', keyCode: 229 })
    expect(onOpen).not.toHaveBeenCalled()
    fireEvent.keyDown(box(), { key: 'Enter', keyCode: 13 })
    expect(onOpen).toHaveBeenCalledTimes(1)
  })
})

describe('slow answers', () => {
  it('drops an answer that comes after a newer question was asked, and Enter never opens a stale row', async () => {
    const onOpen = jest.fn()
    const { answers, desk } = slowDesk()
    renderPart(desk, <FacilitySearch callId={callId} onOpen={onOpen} />)
    fireEvent.change(box(), { target: { value: '三井' } })
    await waitFor(() => expect(answers.has('三井')).toBe(true))
    answers.get('三井')?.([three[1]!])
    await waitFor(() => expect(rows()).toEqual([expect.stringContaining('三井記念病院')]))

    fireEvent.change(box(), { target: { value: '浜' } })
    await waitFor(() => expect(answers.has('浜')).toBe(true))
    fireEvent.change(box(), { target: { value: '浜田' } })
    await waitFor(() => expect(answers.has('浜田')).toBe(true))
    // The rows before stay in sight, but are not what Enter opens.
    expect(rows()).toEqual([expect.stringContaining('三井記念病院')])
    fireEvent.keyDown(box(), { key: 'Enter' })
    expect(onOpen).not.toHaveBeenCalled()

    answers.get('浜田')?.([three[2]!, three[0]!])
    await waitFor(() => expect(rows()).toEqual([expect.stringContaining('浜田病院'), expect.anything()]))
    answers.get('浜')?.([three[0]!])
    // A turn for the late answer to arrive in.
    await act(async () => { await Promise.resolve() })
    expect(rows()).toEqual([expect.stringContaining('浜田病院'), expect.anything()])
    expect(onOpen).not.toHaveBeenCalled()
  })

  it('opens what an early Enter asked for, once it is there and the only one', async () => {
    const onOpen = jest.fn()
    const { answers, desk } = slowDesk()
    renderPart(desk, <FacilitySearch callId={callId} onOpen={onOpen} />)
    fireEvent.change(box(), { target: { value: '1310110049' } })
    fireEvent.keyDown(box(), { key: 'Enter' })
    await waitFor(() => expect(answers.has('1310110049')).toBe(true))
    answers.get('1310110049')?.([three[2]!])
    await waitFor(() => expect(onOpen).toHaveBeenCalledTimes(1))
    expect(onOpen.mock.calls[0]?.[0]).toMatchObject({ facilityCode: '1310110049' })

    // Several: not the one the person has not seen.
    fireEvent.change(box(), { target: { value: '病院' } })
    fireEvent.keyDown(box(), { key: 'Enter' })
    await waitFor(() => expect(answers.has('病院')).toBe(true))
    answers.get('病院')?.(three)
    await waitFor(() => expect(rows()).toHaveLength(3))
    expect(onOpen).toHaveBeenCalledTimes(1)

    // What is typed after the Enter takes it back.
    fireEvent.change(box(), { target: { value: '浜' } })
    fireEvent.keyDown(box(), { key: 'Enter' })
    fireEvent.change(box(), { target: { value: '浜田' } })
    await waitFor(() => expect(answers.has('浜田')).toBe(true))
    answers.get('浜田')?.([three[2]!])
    await waitFor(() => expect(rows()).toHaveLength(1))
    expect(onOpen).toHaveBeenCalledTimes(1)
  })

  it('leaves every row alone while the next answer is on its way, and two when the choice moves', async () => {
    const { answers, desk } = slowDesk()
    renderPart(desk, <FacilitySearch callId={callId} onOpen={() => undefined} />)
    fireEvent.change(box(), { target: { value: '病' } })
    await waitFor(() => expect(answers.has('病')).toBe(true))
    answers.get('病')?.(three)
    await waitFor(() => expect(rows()).toHaveLength(3))
    const touched = new Set<Node>()
    const watch = new MutationObserver((records) => { for (const record of records) touched.add(record.target) })
    watch.observe(screen.getByRole('listbox'), { subtree: true, childList: true, characterData: true, attributes: true })
    const marksBefore = [...document.querySelectorAll('mark')].map((mark) => mark.textContent)
    fireEvent.change(box(), { target: { value: '病院' } })
    await waitFor(() => expect(answers.has('病院')).toBe(true))
    expect([...touched]).toEqual([])
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(marksBefore)
    answers.get('病院')?.(three)
    await waitFor(() => expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['病院', '病院', '病院']))
    await act(async () => { await Promise.resolve() })
    watch.takeRecords()
    touched.clear()
    fireEvent.keyDown(box(), { key: 'ArrowDown' })
    await waitFor(() => expect(screen.getByRole('option', { selected: true })).toBe(options()[1]))
    await act(async () => { await Promise.resolve() })
    expect([...touched]).toEqual(options().slice(0, 2))
    watch.disconnect()
  })
})

describe('a row', () => {
  it('marks name, town and code as printed, however they were typed', async () => {
    draw([found('1310110098', '髙橋　ｸﾘﾆｯｸ', { town: '霞ヶ関', matchedBy: 'words' })])
    fireEvent.change(box(), { target: { value: '高橋クリ 霞が関 0098' } })
    await screen.findAllByRole('option')
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['髙橋　ｸﾘ', '009', '8', '霞ヶ関'])
    // Everything typed is to be seen: no reason besides.
    expect(rows()[0]).not.toContain('一致')
  })

  it('says in words why it was found where the marks do not, and what became of the facility', async () => {
    const successor = { facilityCode: '1310188888', name: '新三井病院' }
    const said: readonly (readonly [Partial<FoundFacility>, string])[] = [
      [{ matchedBy: 'reading' }, '読みで一致'],
      [{ matchedBy: 'telephone' }, '電話番号で一致'],
      [{ matchedBy: 'postalCode' }, '郵便番号で一致'],
      [{ matchedBy: 'address' }, '所在地で一致'],
      [{ matchedBy: 'words' }, '一部はほかの項目'],
      [{ matchedBy: 'formerCode', formerCode: '1310199999' }, '旧コード 1310199999 から'],
      [{ successor, status: 'closed' }, '承継：現在は 新三井病院（1310188888）'],
      [{ successor }, '承継済み'],
      [{ status: 'closed' }, '閉鎖（一覧になし）'],
      [{ status: 'suspended' }, '休止'],
      [{ type: 'hospital', listKind: 'dental' }, '病院（歯科）'],
    ]
    draw(said.map(([more], index) => found(`13101100${10 + index}`, '三井記念病院', more)))
    fireEvent.change(box(), { target: { value: 'さかの 見本ビル' } })
    await screen.findAllByRole('option')
    rows().forEach((row, index) => expect(row).toContain(said[index]?.[1]))
  })

  it('never marks digits of the code that a telephone number happens to hold', async () => {
    draw([found('1310110098', '三井記念病院', { matchedBy: 'telephone' })])
    fireEvent.change(box(), { target: { value: '1011' } })
    await screen.findAllByRole('option')
    expect(document.querySelector('mark')).toBeNull()
  })

  it('asks for prefecture and town where the first has a namesake', async () => {
    const namesakes = [found('1310110098', '田中医院', { town: '千代田区' }), found('2310110098', '田中　医院', { prefectureNumber: '23', prefectureName: '愛知県', town: '豊田市' }), found('1310110049', '田中医院分院')]
    draw(namesakes)
    fireEvent.change(box(), { target: { value: '田中' } })
    await screen.findAllByRole('option')
    expect(screen.getByText('同じ名称の施設があります。都道府県と町名をお尋ねください。')).toBeTruthy()
    expect(options().map((row) => row.classList.contains('namesake'))).toEqual([true, true, false])
    expect(rows()[1]).toContain('愛知県豊田市')
  })
})

describe('filters', () => {
  const asking = () => {
    const asked: Question[] = []
    const desk = fakeDesk({ 'facilities.find': (question: Question) => { asked.push(question); return { results: question.listKind === 'dental' ? [] : three, hasMore: false } } })
    return { asked, desk }
  }

  it('narrow by keys without leaving the box, are seen to, and are taken off again', async () => {
    const { asked, desk } = asking()
    renderPart(desk, <FacilitySearch callId={callId} onOpen={() => undefined} />)
    fireEvent.change(box(), { target: { value: '病院' } })
    await screen.findAllByRole('option')
    fireEvent.keyDown(box(), { code: 'KeyY', key: 'ｙ', altKey: true })
    expect(screen.getByRole('button', { name: '薬局', pressed: true })).toBeTruthy()
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ query: '病院', listKind: 'pharmacy', prefectureNumber: null }))
    expect(document.activeElement).toBe(box())
    fireEvent.keyDown(box(), { code: 'KeyI', key: 'i', altKey: true })
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ listKind: 'medical' }))
    fireEvent.keyDown(box(), { code: 'Digit0', key: '0', altKey: true })
    expect(screen.queryByRole('button', { pressed: true })).toBeNull()
    fireEvent.change(box(), { target: { value: '病院の' } })
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ query: '病院の', listKind: null }))
  })

  it('leave keys alone that belong to the field, the screens and the input method', () => {
    draw(three)
    fireEvent.keyDown(box(), { code: 'KeyI', key: 'i' })
    fireEvent.keyDown(box(), { code: 'KeyI', key: 'i', altKey: true, ctrlKey: true })
    fireEvent.keyDown(box(), { code: 'KeyI', key: 'i', altKey: true, isComposing: true })
    fireEvent.keyDown(box(), { code: 'Digit1', key: '1', altKey: true })
    expect(screen.queryByRole('button', { pressed: true })).toBeNull()
  })

  it('pick a prefecture by its beginning and Enter, and give the focus back', async () => {
    const { user } = draw(three)
    fireEvent.keyDown(box(), { code: 'KeyP', key: 'p', altKey: true })
    const picker = await screen.findByRole('combobox', { name: '都道府県で絞り込む' })
    expect(screen.getAllByRole('option')).toHaveLength(48)
    await user.type(picker, 'ふくお')
    fireEvent.keyDown(picker, { key: 'Enter', isComposing: true })
    expect(screen.getByRole('combobox', { name: '都道府県で絞り込む' })).toBe(picker)
    fireEvent.keyDown(picker, { key: 'Enter' })
    expect(await screen.findByRole('button', { name: '都道府県 福岡県' })).toBeTruthy()
    await waitFor(() => expect(document.activeElement).toBe(box()))
  })

  it('say that they are why nothing is found, and offer to go', async () => {
    const { desk } = asking()
    const { user } = renderPart(desk, <FacilitySearch callId={callId} onOpen={() => undefined} />)
    fireEvent.change(box(), { target: { value: '病院' } })
    fireEvent.keyDown(box(), { code: 'KeyS', key: 's', altKey: true })
    await screen.findByText('「病院」に合う施設は、歯科の中には見つかりません。Alt + 0 で絞り込みを解除できます。')
    await user.click(screen.getByRole('button', { name: '絞り込みを解除' }))
    await waitFor(() => expect(rows()).toHaveLength(3))
    expect(document.activeElement).toBe(box())
  })

  it('stay for the call, and not for the next', async () => {
    const { unmount } = draw(three)
    fireEvent.keyDown(box(), { code: 'KeyY', key: 'y', altKey: true })
    await waitFor(() => expect(screen.getByRole('button', { name: '薬局', pressed: true })).toBeTruthy())
    unmount()
    const again = draw(three)
    expect(screen.getByRole('button', { name: '薬局', pressed: true })).toBeTruthy()
    again.unmount()
    renderPart(fakeDesk(), <FacilitySearch callId="019aa000-0000-7000-8000-00000000ffff" onOpen={() => undefined} />)
    expect(screen.queryByRole('button', { pressed: true })).toBeNull()
  })
})

describe('a code that finds nothing', () => {
  const withSuggestion = () => fakeDesk({
    'facilities.checkCode': () => ({ code: '1318814791', valid: false, rule: null, prefecture: '東京都', kind: 'medical', isListed: false, suggestions: [facility('1318814790', '東京大学医学部附属病院')] }),
  })

  it('offers what was meant, with the digit that differs, opened only by somebody who goes to it', async () => {
    const onOpen = jest.fn()
    const { user } = renderPart(withSuggestion(), <FacilitySearch callId={callId} onOpen={onOpen} />)
    fireEvent.change(box(), { target: { value: '13-1-8814791' } })
    await screen.findByRole('option', { name: /東京大学医学部附属病院/u })
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['0'])
    await user.keyboard('{Enter}')
    expect(onOpen).not.toHaveBeenCalled()
    await user.keyboard('{ArrowDown}{Enter}')
    // What the caller said was another code: it does not count as an answer.
    expect(onOpen.mock.calls[0]?.[0]).toMatchObject({ facilityCode: '1318814790', matchedBy: 'codePart' })
  })
})
