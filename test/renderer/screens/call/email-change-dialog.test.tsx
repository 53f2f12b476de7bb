import { describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import { ORPCError } from '@orpc/server'
import { EmailChangeDialog } from '#renderer/screens/call/email-change-dialog.tsx'
import { emailChangeView } from '#test/support/fake-cases.ts'
import { callId, facility, fakeDesk, verificationId } from '#test/support/fake-desk.ts'
import { noticeId, noticeSummary } from '#test/support/fake-notices.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const hospital = facility('1318814790', '東京大学医学部附属病院')
const { facilityName: _name, noticeNumber: _number, requestedByName: _by, assignedToName: _to, isMine: _mine, dueOn: _due, isLate: _late, ...record } = emailChangeView()

const draw = (answers: Parameters<typeof fakeDesk>[0] = {}) => {
  const onRecorded = jest.fn()
  const sent = jest.fn((_input: unknown) => record)
  return {
    onRecorded, sent,
    ...renderPart(fakeDesk({ 'emailChangeRequests.record': sent, ...answers }), <EmailChangeDialog callId={callId} facility={hospital} verificationId={verificationId} notices={[noticeSummary()]} onClose={() => undefined} onRecorded={onRecorded} />),
  }
}
const wanted = () => screen.getByRole<HTMLInputElement>('textbox', { name: '希望する新しいメールアドレス' })
const chooseOld = async (user: ReturnType<typeof draw>['user'], name: string) => await user.click(screen.getByRole('radio', { name }))
const save = () => screen.getByRole('button', { name: '記録する' })

describe('メールアドレス変更を記録', () => {
  it('is self-service where the old address is known and usable (Q13)', async () => {
    const { user, sent, onRecorded } = draw()
    await chooseOld(user, '分かる・受信できる')
    await user.click(screen.getByRole('button', { name: '自己手続きの案内として記録' }))
    await waitFor(() => expect(sent).toHaveBeenCalledWith(expect.objectContaining({ oldEmail: 'usable', wantedEmail: null })))
    expect(onRecorded).toHaveBeenCalledWith(record.requestNumber)
  })

  it('links verification and notice of the call otherwise, and asks for what is missing first', async () => {
    const { user, sent } = draw()
    await user.click(save())
    expect((await screen.findAllByText('今のアドレスの状態を選んでください。')).length).toBe(2)
    expect(sent).not.toHaveBeenCalled()
    await chooseOld(user, '分からない')
    expect(screen.getByText('通知書 N001-1123-001 とつなげて記録します。')).toBeTruthy()
    await user.click(save())
    await waitFor(() => expect(sent).toHaveBeenCalledWith(expect.objectContaining({ oldEmail: 'forgotten', verificationId, noticeId })))
  })

  it('offers what was probably meant, and never puts it in by itself', async () => {
    const { user, sent } = draw()
    await chooseOld(user, '分からない')
    await user.click(wanted())
    await user.paste('uketsuke＠gmial.com')
    expect(await screen.findByText('もしかして uketsuke@gmail.com')).toBeTruthy()
    await user.click(save())
    expect(sent).not.toHaveBeenCalled()
    expect(wanted().value).toBe('uketsuke＠gmial.com')
    await user.click(screen.getByRole('button', { name: 'これにする' }))
    expect(wanted().value).toBe('uketsuke@gmail.com')
    await user.click(save())
    await waitFor(() => expect(sent).toHaveBeenCalledWith(expect.objectContaining({ wantedEmail: 'uketsuke@gmail.com' })))
  })

  it('asks central when the field is left, once, and shows the answer to the operator alone', async () => {
    const check = jest.fn((_input: unknown) => ({ use: 'usedElsewhere' }))
    const { user, sent } = draw({ 'emailChangeRequests.checkWanted': check })
    await chooseOld(user, '分からない')
    await user.click(wanted())
    await user.paste('uketsuke@clinic.example.jp')
    await user.tab()
    expect(await screen.findByText('相手には伝えないでください')).toBeTruthy()
    expect(screen.getByText(/別の施設で登録されています/u)).toBeTruthy()
    await user.click(save())
    expect(await screen.findByText(/もう一度「記録する」を押すと/u)).toBeTruthy()
    expect(sent).not.toHaveBeenCalled()
    await user.click(save())
    await waitFor(() => expect(sent).toHaveBeenCalledTimes(1))
    expect(check).toHaveBeenCalledTimes(1)
  })

  it('the press that leaves the field waits for the answer instead of asking twice', async () => {
    let answer: (use: { use: string }) => void = () => undefined
    const check = jest.fn((_input: unknown) => new Promise<{ use: string }>((resolve) => { answer = resolve }))
    const { user, sent } = draw({ 'emailChangeRequests.checkWanted': check })
    await chooseOld(user, '分からない')
    await user.click(wanted())
    await user.paste('uketsuke@clinic.example.jp')
    await user.click(save())
    await waitFor(() => expect(check).toHaveBeenCalledTimes(1))
    expect(sent).not.toHaveBeenCalled()
    answer({ use: 'free' })
    await waitFor(() => expect(sent).toHaveBeenCalledTimes(1))
    expect(check).toHaveBeenCalledTimes(1)
  })

  it('records an unconfirmed address while central is away, and goes on where it may not ask any more', async () => {
    const { user, sent, unmount } = draw({ 'emailChangeRequests.checkWanted': () => ({ use: 'unconfirmed' }) })
    await chooseOld(user, '分からない')
    await user.click(wanted())
    await user.paste('uketsuke@clinic.example.jp')
    await user.click(save())
    await waitFor(() => expect(sent).toHaveBeenCalledTimes(1))
    unmount()
    const limited = draw({ 'emailChangeRequests.checkWanted': () => { throw new ORPCError('REFUSED') } })
    await chooseOld(limited.user, '分からない')
    await limited.user.click(wanted())
    await limited.user.paste('uketsuke@clinic.example.jp')
    await limited.user.click(save())
    expect(await screen.findByText(/決まりにより/u)).toBeTruthy()
    await limited.user.click(save())
    await waitFor(() => expect(limited.sent).toHaveBeenCalledTimes(1))
  })
})
