import { describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { SuccessionsPanel } from '#renderer/screens/facility-lists/successions/successions-panel.tsx'
import { facility, fakeDesk, supervisor } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const before: MaskedFacility = { ...facility('1310110098', '見本内科医院'), status: 'closed' }
const after = facility('1310199998', '見本内科クリニック')
const listed = [before, after]

const successionDesk = (more: Parameters<typeof fakeDesk>[0] = {}, linkedTo: MaskedFacility | null = null) => {
  const setSuccession = jest.fn((_input: { facilityCode: string; successorCode: string; state: string; reason: string }) => ({}))
  return {
    setSuccession,
    desk: fakeDesk({
      'facilityLists.offeredSuccessions': () => [{ predecessor: before, successor: after }],
      'facilityLists.setSuccession': setSuccession,
      'facilities.checkCode': ({ code }: { code: string }) => ({ code, valid: code !== '1310110091', rule: null, prefecture: null, kind: null, isListed: listed.some((entry) => entry.facilityCode === code), suggestions: code === '1310110091' ? [before] : [] }),
      'facilities.get': ({ facilityCode }: { facilityCode: string }) => ({
        facility: listed.find((entry) => entry.facilityCode === facilityCode), accountState: 'registered', notices: [], predecessors: [], formerNames: [], reading: null,
        successor: facilityCode === before.facilityCode && linkedTo !== null ? { facilityCode: linkedTo.facilityCode, name: linkedTo.name } : null,
      }),
      ...more,
    }),
  }
}
const dialog = () => within(screen.getByRole('dialog'))
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const handForm = () => within(screen.getByRole('form', { name: 'コードを指定して結ぶ' }))

describe('offered successions', () => {
  it('shows both side by side, and links them only with a reason', async () => {
    const { desk, setSuccession } = successionDesk()
    renderPart(desk, <SuccessionsPanel />, supervisor)
    const row = (await screen.findByText('見本内科医院')).closest('li')
    expect(row?.textContent).toMatch(/見本内科医院.*1310110098.*東京都文京区本郷.*見本内科クリニック.*1310199998.*東京都文京区本郷/u)
    fireEvent.click(screen.getByLabelText('見本内科医院 を承継として結ぶ'))
    fireEvent.click(dialog().getByText('承継として結ぶ'))
    expect(dialog().getByText('理由を選んでください。')).toBeTruthy()
    expect(setSuccession).not.toHaveBeenCalled()
    fireEvent.click(dialog().getByLabelText('開設者の交代（承継）と確かめた'))
    fireEvent.change(dialog().getByLabelText('補足'), { target: { value: '厚生局に電話で確認' } })
    fireEvent.click(dialog().getByText('承継として結ぶ'))
    await waitFor(() => expect(setSuccession).toHaveBeenCalledWith({ facilityCode: '1310110098', successorCode: '1310199998', state: 'linked', reason: '開設者の交代（承継）と確かめた。厚生局に電話で確認' }))
    expect(await screen.findByText('見本内科クリニック に結びました。')).toBeTruthy()
  })

  it('その他 needs words of its own; a refusal keeps them', async () => {
    const { desk, setSuccession } = successionDesk()
    setSuccession.mockImplementationOnce(() => { throw new DeskError('OFFLINE') })
    renderPart(desk, <SuccessionsPanel />, supervisor)
    fireEvent.click(await screen.findByLabelText('見本内科医院 は承継ではない'))
    fireEvent.click(dialog().getByLabelText('その他'))
    fireEvent.click(dialog().getByText('承継ではない'))
    expect(dialog().getByText('理由を書いてください。')).toBeTruthy()
    fireEvent.change(dialog().getByLabelText('補足'), { target: { value: '電話番号だけを引き継いだ別法人' } })
    fireEvent.click(dialog().getByText('承継ではない'))
    expect(await dialog().findByText(/センターに接続できない/u)).toBeTruthy()
    fireEvent.click(dialog().getByText('承継ではない'))
    await waitFor(() => expect(setSuccession).toHaveBeenLastCalledWith(expect.objectContaining({ state: 'dismissed', reason: '電話番号だけを引き継いだ別法人' })))
  })
})

describe('a succession by hand', () => {
  const none = { 'facilityLists.offeredSuccessions': () => [] }

  it('shows whom both codes name before anything is saved', async () => {
    const { desk, setSuccession } = successionDesk(none)
    renderPart(desk, <SuccessionsPanel />, supervisor)
    await screen.findByText(/承継の候補はありません/u)
    type('前のコード', '13-1-01-1009-8')
    type('今のコード', '1310199998')
    expect(await handForm().findByText('見本内科医院')).toBeTruthy()
    expect(await handForm().findByText('見本内科クリニック')).toBeTruthy()
    fireEvent.submit(screen.getByRole('form', { name: 'コードを指定して結ぶ' }))
    fireEvent.click(dialog().getByLabelText('移転でコードが変わった'))
    fireEvent.click(dialog().getByText('承継として結ぶ'))
    await waitFor(() => expect(setSuccession).toHaveBeenCalledWith({ facilityCode: '1310110098', successorCode: '1310199998', state: 'linked', reason: '移転でコードが変わった' }))
  })

  it('takes an old code no list holds, but not a new one; offers what was meant', async () => {
    renderPart(successionDesk(none).desk, <SuccessionsPanel />, supervisor)
    await screen.findByText(/承継の候補はありません/u)
    type('前のコード', '1310110091')
    expect(await screen.findByText(/検証番号も合いません/u)).toBeTruthy()
    fireEvent.click(screen.getByText('もしかして 1310110098 見本内科医院'))
    expect(screen.getByLabelText<HTMLInputElement>('前のコード').value).toBe('1310110098')
    type('前のコード', '1310100019')
    expect(await screen.findByText('一覧にないコードです。前のコードとして記録します。')).toBeTruthy()
    type('今のコード', '1310100019')
    expect(await screen.findByText('前のコードと今のコードが同じです。')).toBeTruthy()
    expect(screen.getByText(/今のコードには、一覧にある施設を指定してください/u)).toBeTruthy()
    fireEvent.submit(screen.getByRole('form', { name: 'コードを指定して結ぶ' }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('says to whom a code is linked already, and can take the link away', async () => {
    const { desk, setSuccession } = successionDesk(none, after)
    renderPart(desk, <SuccessionsPanel />, supervisor)
    await screen.findByText(/承継の候補はありません/u)
    type('前のコード', '1310110098')
    expect(await screen.findByText('すでに 見本内科クリニック に結ばれています。')).toBeTruthy()
    fireEvent.click(await screen.findByText('結び付けを外す'))
    fireEvent.click(dialog().getByLabelText('誤って結んでいた'))
    fireEvent.click(dialog().getByText('結び付けを外す'))
    await waitFor(() => expect(setSuccession).toHaveBeenCalledWith({ facilityCode: '1310110098', successorCode: '1310199998', state: 'removed', reason: '誤って結んでいた' }))
  })
})
