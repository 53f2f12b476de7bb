import { describe, expect, it } from '@jest/globals'
import { screen } from '@testing-library/react'
import type { Custody } from '#shared/contract/desktop/contract.ts'
import { CustodyPage } from '#renderer/screens/custody/custody-page.tsx'
import { fakeDesk } from '#test/support/fake-desk.ts'
import { noticeId, noticeSummary } from '#test/support/fake-notices.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const hash = 'abcdef0123456789'.repeat(4)
const event = (from: string | null, to: string, at: string, reason: string | null = null) => ({ at, staffId: 'ml01', deviceId: '019aa000-0000-7000-8000-0000000000d1', from, to, reason })
const custody = (more: Partial<Custody> = {}): Custody => ({
  notice: noticeSummary({ state: 'returned', trackingNumber: '12345678901', postedOn: '2026-11-20' }),
  pieceId: 'piece-1', template: { version: '2026-11-1', hash }, lotNumber: 'L002-1120-1', postingSlipNumber: 'S002-1120-1',
  steps: [
    { event: event(null, 'queued', '2026-11-19T02:00:00.000Z'), staffName: '試験 太郎', deviceNumber: 1, audit: { deviceNumber: 1, position: 12, hash } },
    { event: event('issuing', 'printed', '2026-11-20T01:02:03.000Z'), staffName: '発送 花子', deviceNumber: 2, audit: { deviceNumber: 2, position: 1345, hash } },
    { event: event('posted', 'returned', '2026-11-22T15:00:00.000Z', 'addressUnknown'), staffName: '発送 花子', deviceNumber: 2, audit: null },
    { event: event('returned', 'destroyed', '2026-11-22T15:30:00.000Z'), staffName: '発送 花子', deviceNumber: 2, audit: null },
  ],
  cases: [{ noticeId: '019aa000-0000-7000-8000-0000000000c1', callId: noticeId, verificationId: noticeId, staffId: 'op02', at: '2026-11-19T03:00:00.000Z', staffName: '試験 三郎', noticeNumber: 'N003-1119-004' }],
  checkedBy: 'central', chains: [{ deviceNumber: 2, entries: 1400, firstBroken: null }], ...more,
})
const draw = (of: Custody) => renderPart(fakeDesk({ 'notices.custody': () => of }), <CustodyPage notice={of.notice} onClose={() => undefined} />)

describe('来歴', () => {
  it('shows each step with who, when in Japan to the second, which desk, and the entry that proves it', async () => {
    draw(custody())
    const cells = async (step: string) => [...(await screen.findByText(step, { selector: 'td' })).closest('tr')!.querySelectorAll('td')].map((cell) => cell.textContent)
    expect(await cells('印刷済')).toEqual(['印刷済', '2026/11/20 10:02:03', '発送 花子', '端末 2', '端末 2・1,345 番目・abcdef012345', ''])
    expect((await cells('返戻')).slice(1)).toEqual(['2026/11/23 00:00:00', '発送 花子', '端末 2', '記録なし', '宛所に尋ねあたらず'])
    expect((await cells('廃棄'))[2]).toBe('発送 花子')
    expect((await cells('受付（発送待ち）'))[3]).toBe('端末 1')
    for (const words of ['L002-1120-1', 'S002-1120-1', '123-45-67890-1', '版 2026-11-1（abcdef012345）']) expect(screen.getByText(words)).toBeTruthy()
    expect(screen.getByText(/N003-1119-004 試験 三郎 が受付/u)).toBeTruthy()
  })

  it('says who has checked the records, and that they are whole', async () => {
    draw(custody())
    const proof = await screen.findByRole('status', { name: '操作の記録の確かめ' })
    expect(proof.textContent).toContain('センターが')
    expect(proof.textContent).toContain('端末 2：1,400 件の記録がすべてつながっています')
  })

  it('raises a broken chain with its first broken place', async () => {
    draw(custody({ chains: [{ deviceNumber: 2, entries: 1400, firstBroken: 777 }, { deviceNumber: 3, entries: 5, firstBroken: null }] }))
    expect((await screen.findByRole('alert', { name: '操作の記録の確かめ' })).textContent).toContain('端末 2：777 番目で記録が途切れています')
  })

  it('claims no more than this desk could check while central is away', async () => {
    draw(custody({ checkedBy: 'desktop' }))
    expect((await screen.findByRole('status', { name: '操作の記録の確かめ' })).textContent).toContain('この端末の記録だけを確かめました')
  })
})
