/** 返戻: by keys alone from the scan to the record, incidents said as such, leftovers destroyed before a second person. */
import { describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { FoundPiece, MailDay } from '#shared/contract/desktop/contract.ts'
import { ReturnsTab } from '#renderer/screens/mailroom/returns/returns-tab.tsx'
import { ja } from '#renderer/strings/ja.ts'
import { fakeDesk } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'
import { clerk, foundPiece, idOf, mailDay, noticeSummary, numberOf } from './mailroom-samples.ts'

const text = ja.mailroom.returns
const words = ja.mailroom.destruction
type Return = { noticeId: string; returnReason: string; isOpened: boolean; note: string }

const open = async (found: FoundPiece[], answers: Parameters<typeof fakeDesk>[0] = {}) => {
  const lookUp = jest.fn((_input: { mark: string }) => found)
  const record = jest.fn((_input: Return) => noticeSummary(1, { state: 'returned' }))
  const drawn = renderPart(fakeDesk({ 'mailroom.day': () => mailDay(), 'mailroom.lookUpPiece': lookUp, 'mailroom.returnPiece': record, ...answers }), <ReturnsTab />, clerk)
  await screen.findByText(text.destroyEmpty).catch(() => undefined)
  return { ...drawn, lookUp, record }
}
const field = () => screen.getByLabelText(text.scanLabel)

describe('a letter that came back', () => {
  it('is recorded by keys alone, and the field is ready for the next', async () => {
    const { user, lookUp, record } = await open([foundPiece(1)])
    expect(document.activeElement).toBe(field())
    await user.keyboard('MARK{Enter}')
    await screen.findByRole('form', { name: text.pieceHeading })
    expect(lookUp).toHaveBeenCalledWith({ mark: 'MARK' })
    // 宛所に尋ねあたらず, then 開封されていない, then the note.
    await user.keyboard(' {Tab} {Tab}箱に入っていた{Enter}')
    await waitFor(() => expect(record).toHaveBeenCalledWith({ noticeId: idOf(1), returnReason: 'addressUnknown', isOpened: false, note: '箱に入っていた' }))
    expect(await screen.findByText(text.done(numberOf(1)))).toBeTruthy()
    expect(document.activeElement).toBe(field())
  })

  it('needs the reason and whether it was opened', async () => {
    const { user, record } = await open([foundPiece(1)])
    await user.keyboard('MARK{Enter}')
    await user.click(await screen.findByRole('button', { name: text.submit }))
    expect(screen.getByText(text.reasonMissing)).toBeTruthy()
    expect(screen.getByText(text.openedMissing)).toBeTruthy()
    expect(record).not.toHaveBeenCalled()
  })

  it('is chosen where a number was used again', async () => {
    const { user } = await open([foundPiece(2), foundPiece(1, { postedOn: '2019-04-01', state: 'expired', mayReturn: false })])
    await user.keyboard('12345678901{Enter}')
    const list = await screen.findByRole('list', { name: text.several })
    expect(list.textContent).toContain(text.posted('2019/4/1'))
    expect(screen.queryByRole('form', { name: text.pieceHeading })).toBeNull()
    await user.keyboard('{Enter}')
    expect((await screen.findByRole('form', { name: text.pieceHeading })).closest('section')?.textContent).toContain(numberOf(2))
  })

  it('says in red words what an incident is', async () => {
    const { user, record } = await open([foundPiece(1, { state: 'redeemed', isIncident: true })])
    await user.keyboard('MARK{Enter}')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain(text.incidentTitle)
    expect(alert.textContent).toContain(text.incident)
    await user.click(screen.getByLabelText(text.reasons.other))
    await user.click(screen.getByLabelText(text.openedYes))
    await user.click(screen.getByRole('button', { name: text.submit }))
    await waitFor(() => expect(record.mock.calls[0]?.[0]).toMatchObject({ returnReason: 'other', isOpened: true }))
    expect((await screen.findByRole('alert')).textContent).toBe(text.doneIncident(numberOf(1)))
  })

  it('cannot be recorded where it is none, and nothing found is said', async () => {
    const { user } = await open([foundPiece(1, { state: 'returned', mayReturn: false, returned: { on: '2026-11-20', reason: 'refused', isOpened: false, at: '2026-11-20T02:00:00.000Z', staffId: 'ml01' } })])
    await user.keyboard('MARK{Enter}')
    expect((await screen.findByRole('alert')).textContent).toBe(text.alreadyReturned('2026/11/20', text.reasons.refused))
    expect(screen.queryByRole('button', { name: text.submit })).toBeNull()
  })

  it('nothing found is said', async () => {
    const { user } = await open([])
    await user.keyboard('MARK{Enter}')
    expect((await screen.findByRole('alert')).textContent).toBe(text.notFound)
  })
})

describe('letters to be destroyed', () => {
  const waiting: MailDay['toDestroy'] = [1, 2].map((number) => ({ noticeId: idOf(number), noticeNumber: numberOf(number), state: 'returned' }))

  it('are counted, and witnessed by a second person', async () => {
    let left = waiting
    const destroy = jest.fn((_input: { noticeIds: string[]; countedSheets: number; witness: { staffId: string; password: string } }) => {
      left = []
      return mailDay()
    })
    const { user } = await open([], { 'mailroom.day': () => mailDay({ toDestroy: left }), 'mailroom.destroyPieces': destroy })
    await user.click(await screen.findByLabelText(text.destroySelect(numberOf(2))))
    await user.type(screen.getByLabelText(words.count), '1')
    await user.type(screen.getByLabelText(words.witnessId), 'sv01')
    await user.type(screen.getByLabelText(words.password), 'right{Enter}')
    await waitFor(() => expect(destroy).toHaveBeenCalledWith({ noticeIds: [idOf(1)], countedSheets: 1, witness: { staffId: 'sv01', password: 'right' } }))
    expect(await screen.findByText(text.destroyDone)).toBeTruthy()
  })
})
