import { describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { NoticePreparation } from '#shared/contract/desktop/contract.ts'
import { NoticeDialog } from '#renderer/screens/call/notice-dialog.tsx'
import { callId, facility, fakeDesk, status, verificationId } from '#test/support/fake-desk.ts'
import { delivery, noticeSummary, preparation } from '#test/support/fake-notices.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const asked = facility('1318814790', '東京大学医学部附属病院')
const confirm = '読み上げて確認した・手配する'

const draw = (more: Partial<NoticePreparation> = {}, answer: object = {}, question: string | null = 'Q11') => {
  const onClose = jest.fn()
  const request = jest.fn((_input: unknown) => ({ notice: noticeSummary(), receiptNumber: '123456', delivery: delivery(), ...answer }))
  const desk = fakeDesk({ 'notices.prepare': () => preparation(asked, more), 'notices.request': request })
  return { onClose, request, ...renderPart(desk, <NoticeDialog callId={callId} verificationId={verificationId} question={question} onClose={onClose} />) }
}

describe('arranging a notice', () => {
  it('reads back kind, name, town and the last four digits, and says when it arrives, before anything is sent', async () => {
    const { request } = draw()
    for (const shown of ['病院', '東京大学医学部附属病院', '東京都文京区本郷', '4790', '11月25日から27日ごろに届く見込みです。']) expect(await screen.findByText(shown)).toBeTruthy()
    expect(screen.queryByRole('radiogroup', { name: '郵便の種類' })).toBeNull()
    expect(request).not.toHaveBeenCalled()
  })

  it('shows the receipt number once, closed only by saying that it was told, and keeps it nowhere', async () => {
    const { user, onClose, request } = draw()
    await user.click(await screen.findByRole('button', { name: confirm }))
    expect(await screen.findByText('123 456')).toBeTruthy()
    expect(screen.getByText('いち に さん、よん ご ろく')).toBeTruthy()
    expect(screen.getByText('11月25日から27日ごろに届く見込みです。')).toBeTruthy()

    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' })
    expect(screen.getByText('123 456')).toBeTruthy()
    expect(onClose).not.toHaveBeenCalled()

    await user.click(screen.getByRole('button', { name: 'お伝えしました' }))
    expect(onClose).toHaveBeenCalledTimes(1)
    await waitFor(() => expect(document.body.textContent).not.toContain('123 456'))
    expect(request).toHaveBeenCalledTimes(1)
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('123456')
  })

  it('asks for the reason where the question does not tell it', async () => {
    const { user, request } = draw({}, {}, null)
    await user.click(await screen.findByRole('button', { name: confirm }))
    expect(await screen.findByText('理由を選んでください。')).toBeTruthy()
    expect(request).not.toHaveBeenCalled()
  })

  it('says that the caller joins an open notice, since when, and tells a number of their own', async () => {
    const { user, request } = draw(
      { openNotice: noticeSummary({ noticeNumber: 'N002-1122-007', requestedByName: '試験 三郎' }) },
      { notice: noticeSummary({ state: 'joined', joinedToNumber: 'N002-1122-007' }) },
    )
    expect(await screen.findByText(/^N002-1122-007 11\/23 12:00 受付（試験 三郎）$/u)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '読み上げて確認した・合流する' }))
    expect(await screen.findByText('手配中の N002-1122-007 に合流しました。届く通知書は 1 通です。')).toBeTruthy()
    expect(screen.getByText('123 456')).toBeTruthy()
    expect(request).toHaveBeenCalledWith({ callId, verificationId, reason: 'emailUnknown', postageClass: null, overrideReason: null })
  })

  it('does not end a live letter before it was ticked that the caller knows', async () => {
    const { user, request } = draw({ liveNotice: noticeSummary({ state: 'posted', postedOn: '2026-11-20', trackingNumber: '12345678901' }) })
    expect(await screen.findByText('2026/11/20 発送')).toBeTruthy()
    expect(screen.getByText('引受番号 123-45-67890-1')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: confirm }))
    expect(await screen.findByText('今の通知書が使えなくなることを伝えてから、印を付けてください。')).toBeTruthy()
    expect(request).not.toHaveBeenCalled()
    await user.click(screen.getByRole('checkbox'))
    await user.click(screen.getByRole('button', { name: confirm }))
    await waitFor(() => expect(request).toHaveBeenCalledTimes(1))
  })

  it('takes a request that cannot be printed yet, and says why', async () => {
    const { user, request } = draw({ problems: ['所在地に印字できない文字があります。外字の訂正を依頼してください。'] })
    expect(await screen.findByText('所在地に印字できない文字があります。外字の訂正を依頼してください。')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: confirm }))
    await waitFor(() => expect(request).toHaveBeenCalledTimes(1))
  })

  it('lets choose among several classes of postage, the first unless chosen', async () => {
    const [usual] = preparation(asked).postageClasses
    const { user, request } = draw({ postageClasses: [usual!, { id: 'registered', name: '書留', marks: ['書留'], feeYen: 590, isRecorded: true }] })
    expect((await screen.findByRole('radio', { name: '簡易書留（460 円）' }) as HTMLInputElement).checked).toBe(true)
    await user.click(screen.getByRole('radio', { name: '書留（590 円）' }))
    await user.click(screen.getByRole('button', { name: confirm }))
    await waitFor(() => expect(request).toHaveBeenCalledWith(expect.objectContaining({ postageClass: 'registered' })))
  })

  it('promises no day while central is away, and that stands out', async () => {
    draw({ delivery: delivery({ isCertain: false, postsOn: null, arrivesFrom: null, arrivesUntil: null, sentence: '発送の日は、あらためてご連絡します。' }) })
    const warning = await screen.findByRole('alert', { name: 'お届けの目安（読み上げてください）' })
    expect(warning.textContent).toContain('到着の日をお約束せず')
    expect(warning.textContent).toContain('発送の日は、あらためてご連絡します。')
  })

  it('without a second number there is none to tell', async () => {
    const { user } = draw({ isSecondNumberUsed: false }, { receiptNumber: null })
    await user.click(await screen.findByRole('button', { name: confirm }))
    expect(await screen.findByRole('dialog', { name: '通知書を手配しました' })).toBeTruthy()
    expect(screen.queryByText('受付番号控え')).toBeNull()
    expect(screen.getByText(/N001-1123-001/u)).toBeTruthy()
  })

  it('does not take its own request for one to join', async () => {
    let requested: () => void = () => undefined
    let answer: (value: unknown) => void = () => undefined
    const prepare = jest.fn(() => preparation(asked))
    const desk = fakeDesk({
      'notices.prepare': prepare, 'notices.request': () => new Promise((resolve) => {
        answer = resolve
        requested()
      }),
      'system.watch': async function* () {
        yield { kind: 'status', status }
        await new Promise<void>((resolve) => { requested = resolve })
        yield { kind: 'changed', topics: ['notices'] }
        // Asked for the next event, the page has taken note of this one.
        answer({ notice: noticeSummary(), receiptNumber: '123456', delivery: delivery() })
        await new Promise<void>(() => undefined)
      },
    })
    const { user } = renderPart(desk, <NoticeDialog callId={callId} verificationId={verificationId} question="Q11" onClose={() => undefined} />)
    await user.click(await screen.findByRole('button', { name: confirm }))
    expect(await screen.findByText('123 456')).toBeTruthy()
    expect(prepare).toHaveBeenCalledTimes(1)
  })

  it('asks why where the guidance ends elsewhere, and hands the reason in', async () => {
    const { user, request } = draw({ needsOverride: true })
    await user.click(await screen.findByRole('button', { name: confirm }))
    expect(await screen.findByText('案内と異なる手配の理由を入力してください。')).toBeTruthy()
    expect(request).not.toHaveBeenCalled()
    await user.type(screen.getByRole('textbox', { name: '案内と異なる手配の理由' }), '共用の端末で、再設定のメールを本人が読めないため')
    await user.click(screen.getByRole('button', { name: confirm }))
    await waitFor(() => expect(request).toHaveBeenCalledWith(expect.objectContaining({ overrideReason: '共用の端末で、再設定のメールを本人が読めないため' })))
  })

  it('a refused request keeps what was chosen', async () => {
    const { user, request } = draw({}, {}, null)
    request.mockImplementation(() => { throw new DeskError('REFUSED', 'FACILITY_CHANGED') })
    await user.click(await screen.findByRole('radio', { name: 'メールアドレスが分からない（Q11）' }))
    await user.click(screen.getByRole('button', { name: confirm }))
    expect((await screen.findByRole('alert')).textContent).toContain('確認のあとに施設の情報が変わりました')
    expect((screen.getByRole('radio', { name: 'メールアドレスが分からない（Q11）' }) as HTMLInputElement).checked).toBe(true)
  })
})
