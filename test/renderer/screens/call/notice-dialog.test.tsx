import { describe, expect, it, jest } from '@jest/globals'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { NoticeDialog } from '#renderer/screens/call/notice-dialog.tsx'
import { callId, facility, fakeDesk, verificationId } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const asked = facility('1318814790', '東京大学医学部附属病院')
const notice = {
  noticeId: '019aa000-0000-7000-8000-000000000009', noticeNumber: 'N001-261123-001', state: 'queued', reason: 'emailUnknown', facilityCode: asked.facilityCode, facilityName: asked.name,
  prefectureNumber: '13', isSample: false, requestedAt: '2026-11-23T03:00:00.000Z', requestedBy: 'op01', requestedByName: '試験 太郎', validUntil: null, postedOn: null, redeemedAt: null, trackingNumber: null, version: 0,
}

describe('arranging a notice', () => {
  it('reads back kind, name, town and the last four digits before anything is sent', () => {
    renderPart(fakeDesk(), <NoticeDialog callId={callId} facility={asked} verificationId={verificationId} question="Q11" onClose={() => undefined} />)
    for (const shown of ['病院', '東京大学医学部附属病院', '東京都文京区本郷', '4790']) expect(screen.getByText(shown)).toBeTruthy()
  })

  it('shows the receipt number once, closed only by saying that it was told, and keeps it nowhere', async () => {
    const onClose = jest.fn()
    const request = jest.fn(() => ({ notice, receiptNumber: '123456' }))
    const { user } = renderPart(fakeDesk({ 'notices.request': request }), <NoticeDialog callId={callId} facility={asked} verificationId={verificationId} question="Q11" onClose={onClose} />)
    await user.click(screen.getByRole('button', { name: '読み上げて確認した・手配する' }))
    expect(await screen.findByText('123 456')).toBeTruthy()
    expect(screen.getByText('いち に さん、よん ご ろく')).toBeTruthy()

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
    const request = jest.fn(() => ({ notice, receiptNumber: '123456' }))
    const { user } = renderPart(fakeDesk({ 'notices.request': request }), <NoticeDialog callId={callId} facility={asked} verificationId={verificationId} question={null} onClose={() => undefined} />)
    await user.click(screen.getByRole('button', { name: '読み上げて確認した・手配する' }))
    expect(await screen.findByText('理由を選んでください。')).toBeTruthy()
    expect(request).not.toHaveBeenCalled()
  })
})
