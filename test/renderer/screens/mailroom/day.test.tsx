/** 一日の締め: the equation in figures and words, slips, and an end only when the count was typed. */
import { describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { MailDay } from '#shared/contract/desktop/contract.ts'
import { DayTab } from '#renderer/screens/mailroom/day/day-tab.tsx'
import { todayInJapan } from '#renderer/strings/dates.ts'
import { ja } from '#renderer/strings/ja.ts'
import { fakeDesk } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'
import { clerk, idOf, mailDay } from './mailroom-samples.ts'

const text = ja.mailroom.day
const today = todayInJapan()
const open = async (day: Partial<MailDay>, answers: Parameters<typeof fakeDesk>[0] = {}) => {
  const ask = jest.fn(({ date }: { date: string | null }) => mailDay({ date: date ?? today, ...day }))
  const drawn = renderPart(fakeDesk({ 'mailroom.day': ask, ...answers }), <DayTab />, clerk)
  await screen.findByRole('img')
  return { ...drawn, ask }
}
const slip = { slipId: idOf(700), version: 1, slipNumber: 'S002-261123-001', postedOn: today, deviceId: idOf(800), madeBy: 'ml01', madeAt: '2026-11-23T03:00:00.000Z', noticeIds: [idOf(1)], madeByName: '試験 発送' }
const even = { printed: 12, posted: 9, destroyed: 2, inHand: 1 }

describe('the day', () => {
  it('is one equation, said in words too', async () => {
    await open({ counts: even })
    expect(screen.getByRole('img', { name: text.equation(even) }).textContent).toBe('印刷12＝発送9＋廃棄2＋手元1')
    expect(screen.getByText(text.agrees)).toBeTruthy()
  })

  it('says by how much it does not agree', async () => {
    await open({ counts: { ...even, inHand: 0 } })
    expect(screen.getByRole('alert').textContent).toBe(text.differs(1))
    expect(screen.getByRole('img').textContent).toContain('≠')
  })

  it('makes a slip of what is on none', async () => {
    const make = jest.fn((_input: { date: string }) => mailDay({ date: today, slips: [slip] }))
    const { user } = await open({ notListed: 1 }, { 'mailroom.makePostingSlip': make })
    expect(screen.getByText(text.notListed(1))).toBeTruthy()
    await user.click(screen.getByRole('button', { name: text.makeSlip }))
    expect(await screen.findByText('S002-261123-001')).toBeTruthy()
    expect(make).toHaveBeenCalledWith({ date: today })
    expect(screen.queryByRole('button', { name: text.makeSlip })).toBeNull()
  })

  it('names what hinders the closing, and offers none meanwhile', async () => {
    await open({ obstacles: ['ロット L002-261123-001 を締めてください。'] })
    expect(screen.getByText('ロット L002-261123-001 を締めてください。')).toBeTruthy()
    expect(screen.queryByRole('button', { name: text.close })).toBeNull()
  })

  it('closes with the number of envelopes a person counted, even none', async () => {
    const close = jest.fn((_input: { date: string; countedInHand: number }) => mailDay({
      date: today, closed: { dayId: idOf(600), version: 1, date: today, deviceId: idOf(800), closedBy: 'ml01', closedAt: '2026-11-23T08:00:00.000Z', counts: even, closedByName: '試験 発送' },
    }))
    const { user } = await open({}, { 'mailroom.closeDay': close })
    await user.click(screen.getByRole('button', { name: text.close }))
    expect(screen.getByText(text.countedMissing)).toBeTruthy()
    expect(close).not.toHaveBeenCalled()
    await user.type(screen.getByLabelText(text.counted), '0{Enter}')
    await waitFor(() => expect(close).toHaveBeenCalledWith({ date: today, countedInHand: 0 }))
    expect(await screen.findByText(text.closed('11/23 17:00', '試験 発送'))).toBeTruthy()
  })

  it('goes to the days before, never past today', async () => {
    const { user, ask } = await open({})
    expect(screen.getByRole<HTMLButtonElement>('button', { name: text.next }).disabled).toBe(true)
    await user.click(screen.getByRole('button', { name: text.previous }))
    await waitFor(() => expect(ask.mock.calls.at(-1)?.[0].date).not.toBe(today))
    expect(ask.mock.calls.at(-1)![0].date! < today).toBe(true)
  })
})
