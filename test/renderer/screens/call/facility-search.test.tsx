import { describe, expect, it, jest } from '@jest/globals'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { FacilitySearch } from '#renderer/screens/call/facility-search.tsx'
import { facility, fakeDesk } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const found = (code: string, name: string): FoundFacility => ({ ...facility(code, name), matchedBy: 'namePart' })
const three = [found('1318814790', '東京大学医学部附属病院'), found('1310110098', '三井記念病院'), found('1310110049', '浜田病院')]
const rows = () => screen.queryAllByRole('option').map((row) => row.textContent)
const box = () => screen.getByRole('combobox', { name: '施設の検索' })

describe('facility search', () => {
  it('has the focus at once and marks the words found', async () => {
    const { user } = renderPart(fakeDesk({ 'facilities.find': () => ({ results: three, hasMore: false }) }), <FacilitySearch onOpen={() => undefined} />)
    expect(document.activeElement).toBe(box())
    await user.type(box(), '三井')
    expect(await screen.findByText('三井', { selector: 'mark' })).toBeTruthy()
  })

  it('moves by arrow keys and opens with Enter', async () => {
    const onOpen = jest.fn()
    const { user } = renderPart(fakeDesk({ 'facilities.find': () => ({ results: three, hasMore: false }) }), <FacilitySearch onOpen={onOpen} />)
    await user.type(box(), '病院')
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
    const { user } = renderPart(fakeDesk({ 'facilities.find': () => ({ results: three, hasMore: false }) }), <FacilitySearch onOpen={onOpen} />)
    await user.type(box(), '病院')
    await screen.findAllByRole('option')
    fireEvent.keyDown(box(), { key: 'Enter', isComposing: true })
    fireEvent.keyDown(box(), { key: 'Enter', keyCode: 229 })
    expect(onOpen).not.toHaveBeenCalled()
    fireEvent.keyDown(box(), { key: 'Enter', keyCode: 13 })
    expect(onOpen).toHaveBeenCalledTimes(1)
  })

  it('drops an answer that comes after a newer question was asked, and Enter never opens a stale row', async () => {
    const onOpen = jest.fn()
    const answers = new Map<string, (results: FoundFacility[]) => void>()
    const desk = fakeDesk({
      'facilities.find': ({ query }: { query: string }) => new Promise((resolve) => answers.set(query, (results) => resolve({ results, hasMore: false }))),
    })
    renderPart(desk, <FacilitySearch onOpen={onOpen} />)
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

    answers.get('浜田')?.([three[2]!])
    await waitFor(() => expect(rows()).toEqual([expect.stringContaining('浜田病院')]))
    answers.get('浜')?.([three[0]!])
    // A turn for the late answer to arrive in.
    await act(async () => { await Promise.resolve() })
    expect(rows()).toEqual([expect.stringContaining('浜田病院')])
  })

  it('offers what was meant when ten digits find nothing', async () => {
    const onOpen = jest.fn()
    const desk = fakeDesk({
      'facilities.checkCode': () => ({ code: '1318814791', valid: false, rule: null, prefecture: '東京都', kind: 'medical', isListed: false, suggestions: [facility('1318814790', '東京大学医学部附属病院')] }),
    })
    const { user } = renderPart(desk, <FacilitySearch onOpen={onOpen} />)
    await user.type(box(), '13-1-8814791')
    await user.click(await screen.findByRole('button', { name: /東京大学医学部附属病院/u }))
    // What the caller said was another code: it does not count as an answer.
    expect(onOpen.mock.calls[0]?.[0]).toMatchObject({ facilityCode: '1318814790', matchedBy: 'words' })
  })
})
