import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import type { GuidancePath } from '#shared/contract/records.ts'
import { ProvisionalCodeDialog } from '#renderer/screens/requests/provisional-code-dialog.tsx'
import { provisionalCodeView } from '#test/support/fake-cases.ts'
import { callId, fakeDesk } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const newFacility: GuidancePath = { kind: 'newFacility', facilityCode: null, answers: { isDesignated: 'no', wantedAt: 'opening', purpose: 'account' }, end: 'provisionalCode', overrideReason: null }
const { facilityName: _name, requestedByName: _by, assignedToName: _to, isMine: _mine, dueOn: _due, isLate: _late, twinNumber: _twin, offeredFacilities: _offered, ...record } =
  { ...provisionalCodeView(), facilityName: '' }
const submit = () => screen.getByRole<HTMLButtonElement>('button', { name: '依頼を記録する' })

const draw = (answers: Parameters<typeof fakeDesk>[0] = {}, paths: GuidancePath[] = []) => {
  const onRecorded = jest.fn()
  return { onRecorded, ...renderPart(fakeDesk(answers), <ProvisionalCodeDialog callId={callId} paths={paths} onClose={() => undefined} onRecorded={onRecorded} />) }
}
type User = ReturnType<typeof draw>['user']

/** At once: what this is about is the form, not the keys. */
const put = async (user: User, name: string, value: string) => {
  await user.click(screen.getByLabelText(name))
  await user.paste(value)
}

const fill = async (user: User) => {
  await user.selectOptions(screen.getByLabelText('施設種別'), '診療所')
  await put(user, '施設名称', '見本医院')
  await put(user, '施設所在地', '福井県福井市中央1-2-3')
  await user.click(screen.getByLabelText('施設の電話番号は未定'))
  await put(user, '開設者氏名', '見本 花子')
  await user.click(screen.getByLabelText('医師'))
  await put(user, '連絡のつく電話番号など', '090-0000-0000')
}

describe('仮コード依頼を記録', () => {
  afterEach(() => {
    jest.restoreAllMocks()
  })

  it('asks both axes first; where none is needed there are words to say and no form (Q15)', async () => {
    const { user } = draw()
    expect(screen.queryByRole('textbox', { name: '施設名称' })).toBeNull()
    await user.click(within(screen.getByRole('radiogroup', { name: /指定は、もう済んでいますか/u })).getByRole('radio', { name: 'はい' }))
    expect(await screen.findByText(/お手元の医療機関等コード/u)).toBeTruthy()
    expect(submit().disabled).toBe(true)
    await user.click(within(screen.getByRole('radiogroup', { name: /指定は、もう済んでいますか/u })).getByRole('radio', { name: 'いいえ' }))
    await user.click(within(screen.getByRole('radiogroup', { name: /開設と同時に/u })).getByRole('radio', { name: 'いいえ' }))
    expect(await screen.findByText(/仮コードも受付番号も必要ありません/u)).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: '施設名称' })).toBeNull()
    await user.click(within(screen.getByRole('radiogroup', { name: /開設と同時に/u })).getByRole('radio', { name: 'はい' }))
    expect(await screen.findByRole('textbox', { name: '施設名称' })).toBeTruthy()
    expect(submit().disabled).toBe(false)
  })

  it('does not ask again what the decision path of the call has answered', async () => {
    draw({}, [newFacility])
    expect(await screen.findByRole('textbox', { name: '施設名称' })).toBeTruthy()
    expect(screen.getByText(/「新規開設の案内」でのお答え/u)).toBeTruthy()
  })

  it('names every field that is left, and goes on to none', async () => {
    const sent = jest.fn()
    const { user } = draw({ 'provisionalCodeRequests.record': sent }, [newFacility])
    await user.click(submit())
    const summary = await screen.findByRole('alert')
    expect(within(summary).getByText('連絡のつく電話番号（またはメールアドレス）を入力してください。')).toBeTruthy()
    expect(within(summary).getByText('施設種別を選ぶか、未定にしてください。')).toBeTruthy()
    expect(sent).not.toHaveBeenCalled()
  })

  it('shows what the opening asks for, and requests that are probably the same, without stopping anybody', async () => {
    const timeline = jest.fn((_input: unknown) => [{ id: 'cardReaderOrder', title: 'カードリーダーを申し込む', until: '2026-11', note: '', isPast: false }])
    const duplicates = jest.fn((_input: unknown) => [provisionalCodeView({ requestNumber: 'K002-261120-007', state: 'formSent' })])
    const { user } = draw({ 'provisionalCodeRequests.timeline': timeline, 'provisionalCodeRequests.duplicates': duplicates }, [newFacility])
    await fill(user)
    await user.selectOptions(screen.getByLabelText('開設の年'), screen.getAllByRole<HTMLOptionElement>('option', { name: /^20\d\d年/u }).at(-1)!)
    await user.selectOptions(screen.getByLabelText('開設の月'), '4月')
    expect(await screen.findByText('カードリーダーを申し込む')).toBeTruthy()
    await waitFor(() => expect(timeline).toHaveBeenLastCalledWith({ opening: expect.stringMatching(/^20\d\d-04$/u), prefectureNumber: '18' }))
    expect(await screen.findByText(/K002-261120-007\s依頼書送付/u)).toBeTruthy()
    expect(submit().disabled).toBe(false)
  })

  it('records both halves of a 併設 facility, and gives the form to print at once', async () => {
    const sent = jest.fn((_input: unknown) => [record, { ...record, requestId: '019aa000-0000-7000-8000-000000000521', requestNumber: 'K001-261123-002' }])
    const form = jest.fn((_input: unknown) => ({ fileName: 'K001-261123-002.pdf', document: new Blob(['%PDF'], { type: 'application/pdf' }) }))
    Object.assign(URL, { createObjectURL: () => 'blob:form', revokeObjectURL: () => undefined })
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    const { user, onRecorded } = draw({ 'provisionalCodeRequests.record': sent, 'provisionalCodeRequests.form': form }, [newFacility])
    await fill(user)
    await user.click(screen.getByLabelText('開設時期は未定'))
    await user.click(screen.getByRole('checkbox', { name: /医科・歯科併設/u }))
    await user.click(submit())
    await waitFor(() => expect(sent).toHaveBeenCalledWith(expect.objectContaining({ callId, isTwin: true, need: { isDesignated: false, isWantedAtOpening: true }, form: expect.objectContaining({ opening: { undecided: true }, facilityTelephone: { undecided: true } }) })))
    const dialog = within(await screen.findByRole('dialog', { name: '仮コード依頼を記録しました' }))
    await user.click(dialog.getByRole('button', { name: 'K001-261123-002 の依頼書（PDF）' }))
    await waitFor(() => expect(form).toHaveBeenCalledWith({ requestId: '019aa000-0000-7000-8000-000000000521' }))
    await user.click(dialog.getByRole('button', { name: '閉じる' }))
    expect(onRecorded).toHaveBeenCalledWith('K001-261123-001、K001-261123-002')
  })
})
