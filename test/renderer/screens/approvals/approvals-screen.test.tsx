import { describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import type { Comparison } from '#shared/contract/records.ts'
import { defaultVerificationRule } from '#shared/domain/verification-rule.ts'
import { ApprovalsScreen } from '#renderer/screens/approvals/approvals-screen.tsx'
import { caseSummary } from '#test/support/fake-cases.ts'
import { callId, facility, fakeDesk, supervisor, verificationId, verificationView } from '#test/support/fake-desk.ts'
import { noticeId, noticeSummary } from '#test/support/fake-notices.ts'
import { renderPart } from '#test/support/render-desk.tsx'

const hospital = facility('1318814790', '東京大学医学部附属病院')
const compared = (item: Comparison['item'], result: Comparison['result'] = 'match'): Comparison => ({ item, result, reason: null, attempts: 1 })
const waiting = (more: { comparisons?: Comparison[]; performedBy?: string } = {}) => ({
  verification: {
    verificationId, version: 1, callId, facilityCode: hospital.facilityCode, outcome: 'supervisor', performedBy: 'op01', performedAt: '2026-11-23T03:00:00.000Z',
    decidedBy: null, decidedAt: null, decisionReason: null, spokenAddressHash: null,
    comparisons: [compared('facilityCode'), compared('addressNumbers'), compared('movedRecently'), compared('telephone'), compared('registeredMail', 'unconfirmed')], ...more,
  },
  performedByName: '試験 太郎', facility: hospital, noticeNumber: null,
})
const ruleWith = (confirmedBy: 'operator' | 'supervisor' | 'client') => () => {
  const { musts, plus, plusNeeded, attemptsPerItem, neutralSentence } = defaultVerificationRule
  return { confirmedBy, musts, plus, plusNeeded, attemptsPerItem, neutralSentence }
}
const draw = (answers: Parameters<typeof fakeDesk>[0]) => renderPart(fakeDesk({ 'verifications.listWaiting': () => [waiting()], ...answers }), <ApprovalsScreen />, supervisor)

describe('what waits for a supervisor', () => {
  it('says why, and what is still to be asked of central', async () => {
    draw({ 'verifications.rule': ruleWith('supervisor') })
    expect(await screen.findByText('照合は一致しています。設定により、監督者が確認します。')).toBeTruthy()
    const chip = screen.getByText(/登録メール：/u)
    expect(chip.textContent).toBe('登録メール：未確認')
  })

  it('takes down the word of 支払基金 with its reference where the rule leaves it to them', async () => {
    const decide = jest.fn((_input: unknown) => verificationView(hospital, { outcome: 'approved', isConcluded: true, missing: [] }))
    const { user } = draw({ 'verifications.rule': ruleWith('client'), 'verifications.decide': decide })
    const button = await screen.findByRole('button', { name: '東京大学医学部附属病院 の確認を判断する' })
    await waitFor(() => expect(button.textContent).toBe('支払基金の確認を記録'))
    await user.click(button)
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: '確認できた' }))
    expect(await dialog.findByText('支払基金の確認を、照会番号などとともに入力してください。')).toBeTruthy()
    expect(decide).not.toHaveBeenCalled()
    await user.click(dialog.getByRole('textbox', { name: '支払基金の確認（照会番号など）' }))
    await user.paste('照会番号 1234')
    await user.click(dialog.getByRole('button', { name: '確認できた' }))
    await waitFor(() => expect(decide).toHaveBeenCalledWith({ verificationId, decision: 'approved', reason: '照会番号 1234' }))
  })

  it('is not decided by the person who asked', async () => {
    draw({ 'verifications.listWaiting': () => [waiting({ performedBy: 'sv01' })] })
    expect((await screen.findByRole<HTMLButtonElement>('button', { name: /の確認を判断する/u })).disabled).toBe(true)
    expect(screen.getByText('ご自身が確認した通話は、ほかの監督者が判断します。')).toBeTruthy()
  })
})

describe('案内と異なる手配', () => {
  it('shows each with its reason, who and when', async () => {
    const search = jest.fn((_input: unknown) => ({ cases: [caseSummary({ kind: 'notice', id: noticeId, number: 'N001-1123-001', state: 'queued', question: '', isOverride: true })], hasMore: false }))
    draw({ 'cases.search': search, 'notices.get': () => ({ notice: noticeSummary({ overrideReason: '携帯を替えて受信できないとのこと' }), events: [] }) })
    const region = within(await screen.findByRole('region', { name: '案内と異なる手配' }))
    expect(await region.findByText('携帯を替えて受信できないとのこと')).toBeTruthy()
    expect(region.getByText(/試験 太郎・11\/23 12:00/u)).toBeTruthy()
    expect(search).toHaveBeenCalledWith(expect.objectContaining({ kinds: ['notice'], onlyOverrides: true, from: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/u) }))
  })
})
