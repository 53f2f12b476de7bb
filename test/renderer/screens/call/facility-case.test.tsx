import { describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { FacilityCase } from '#renderer/screens/call/facility-case.tsx'
import { noticeObstacle } from '#renderer/screens/call/notice-obstacle.ts'
import { callId, facility, fakeDesk, verificationView } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const old = { ...facility('1310199999', '旧見本医院'), status: 'closed' as const }
const answer = { facility: old, accountState: 'registered', notices: [], successor: null, predecessors: [], formerNames: [], reading: null }
const draw = (more: object, onGoOn: (code: string) => void = () => undefined) => {
  const begin = jest.fn(() => verificationView(old))
  const desk = fakeDesk({ 'facilities.get': () => ({ ...answer, ...more }), 'verifications.begin': begin })
  return { begin, ...renderPart(desk, <FacilityCase callId={callId} facilityCode={old.facilityCode} onAddAnother={() => undefined} onGoOn={onGoOn} />) }
}

describe('a superseded facility', () => {
  it('leads on to the current one by Enter, and is not verified', async () => {
    const onGoOn = jest.fn()
    const { user, begin } = draw({ successor: { facilityCode: '1310188888', name: '見本医院' } }, onGoOn)
    const goOn = await screen.findByRole('button', { name: /現在の施設を開く：見本医院/u })
    await waitFor(() => expect(document.activeElement).toBe(goOn))
    await user.keyboard('{Enter}')
    expect(onGoOn).toHaveBeenCalledWith('1310188888')
    expect(begin).not.toHaveBeenCalled()
    expect(screen.getByText('承継済み')).toBeTruthy()
  })

  it('says so where the current one is not in the list', async () => {
    draw({ successor: { facilityCode: '1310188888', name: null } })
    expect(await screen.findByText(/1310188888 は、お手元の一覧にありません/u)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /現在の施設を開く/u })).toBeNull()
  })

  it('gets no notice', () => {
    const ready = { facility: facility('1310188888', '見本医院'), accountState: 'registered', notices: [], question: 'Q11', verification: verificationView(old, { outcome: 'passed', isConcluded: true }) } as const
    expect(noticeObstacle({ ...ready, isSuperseded: false })).toBeNull()
    expect(noticeObstacle({ ...ready, isSuperseded: true })).toBe('superseded')
  })
})

describe('what a caller may still say', () => {
  it.each([
    ['dictionary', '読み（推定）', '辞書による推定です'],
    ['official', '読み', '医療情報ネットによる'],
    ['hand', '読み', '手入力'],
  ] as const)('names the source of a reading: %s', async (source, label, hint) => {
    draw({ reading: { text: 'ミホンイイン', source } })
    expect((await screen.findByText(label, { selector: 'dt' })).parentElement?.textContent).toContain(hint)
  })

  it('shows former codes and names', async () => {
    draw({ predecessors: [{ facilityCode: '1310177777', name: '元見本医院' }, { facilityCode: '1310166666', name: null }], formerNames: ['昔見本医院'] })
    const known = (await screen.findByText('旧コード', { selector: 'dt' })).closest('dl')?.textContent
    for (const words of ['1310177777', '元見本医院', '1310166666', '旧名称', '昔見本医院']) expect(known).toContain(words)
  })
})

describe('what is masked', () => {
  it('is shown only after a word of what that means, and asked for anew each time', async () => {
    const { prefectureName: _prefecture, town: _town, ...listed } = old
    const reveal = jest.fn(() => ({
      ...listed, address: '千代田区千代田１－１', postalCode: '1000001', telephone: '03-0111-2222', founder: '見本　太郎', manager: null, designatedOn: '2001-04-01', listVersion: 1,
      reading: null, readingSource: null, publishedForms: {}, addressChange: null, succession: null, predecessorCodes: [], formerNames: [], formerFounders: [],
    }))
    const { user } = renderPart(fakeDesk({ 'facilities.get': () => answer, 'verifications.begin': () => verificationView(old), 'facilities.reveal': reveal }), <FacilityCase callId={callId} facilityCode={old.facilityCode} onAddAnother={() => undefined} onGoOn={() => undefined} />)
    await user.click(await screen.findByRole('button', { name: '登録内容を表示' }))
    expect(screen.getByText(/だれがいつ表示したかを記録します/u)).toBeTruthy()
    expect(reveal).not.toHaveBeenCalled()
    await user.click(screen.getByRole('button', { name: '記録を残して表示する' }))
    expect(await screen.findByText(/〒100-0001.千代田区千代田１－１/u)).toBeTruthy()
    expect(screen.getByText('03-0111-2222')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '閉じる' }))
    await waitFor(() => expect(screen.queryByText('03-0111-2222')).toBeNull())
    await user.click(screen.getByRole('button', { name: '登録内容を表示' }))
    expect(screen.queryByText('03-0111-2222')).toBeNull()
    expect(reveal).toHaveBeenCalledTimes(1)
  })
})

describe('a reading by hand', () => {
  it('is saved, and what was typed stays where that fails', async () => {
    let isRefused = true
    const setReading = jest.fn(() => {
      if (isRefused) throw new Error('refused')
      return {}
    })
    const { user } = renderPart(fakeDesk({ 'facilities.get': () => ({ ...answer, reading: { text: 'ケンホン', source: 'dictionary' } }), 'verifications.begin': () => verificationView(old), 'facilities.setReading': setReading }), <FacilityCase callId={callId} facilityCode={old.facilityCode} onAddAnother={() => undefined} onGoOn={() => undefined} />)
    await user.click(await screen.findByRole('button', { name: '読みを直す' }))
    const field = screen.getByLabelText(/読み（かな）/u)
    expect((field as HTMLInputElement).value).toBe('ケンホン')
    await user.clear(field)
    await user.type(field, 'みほん')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(setReading).toHaveBeenCalledTimes(1))
    expect((screen.getByLabelText(/読み（かな）/u) as HTMLInputElement).value).toBe('みほん')
    isRefused = false
    await user.click(screen.getByRole('button', { name: '保存する' }))
    await waitFor(() => expect(screen.queryByLabelText(/読み（かな）/u)).toBeNull())
    expect(setReading.mock.calls.at(-1)).toEqual([expect.objectContaining({ facilityCode: old.facilityCode, reading: 'みほん' })])
  })
})
