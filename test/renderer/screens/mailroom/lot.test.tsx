/** A lot besides its scans: making the letters, closing, destroying before a second person, taking over. */
import { describe, expect, it, jest } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { useDeskQuery } from '#renderer/api/use-desk.ts'
import { LotDesk } from '#renderer/screens/mailroom/lot-desk.tsx'
import { LotList } from '#renderer/screens/mailroom/lot-list.tsx'
import { ja } from '#renderer/strings/ja.ts'
import { fakeDesk } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'
import { clerk, idOf, lotId, lotView, numberOf, piece } from './mailroom-samples.ts'

const text = ja.mailroom
const words = text.destruction

function OpenLot() {
  const { data } = useDeskQuery<LotView>('lots', 'get', lotId, (desk, signal) => desk.lots.get({ lotId }, { signal }))
  return data === undefined ? null : <LotDesk view={data} />
}
const open = async (view: LotView, answers: Parameters<typeof fakeDesk>[0] = {}) => {
  const drawn = renderPart(fakeDesk({ 'lots.get': () => view, ...answers }), <OpenLot />, clerk)
  await screen.findByText(text.lot(view.lot.lotNumber), { selector: 'h2' })
  return drawn
}

describe('making the letters', () => {
  it('says what it does and how far it is, and can be stopped once confirmed', async () => {
    const cancel = jest.fn((_input: { lotId: string }) => lotView({ lot: { state: 'abandoned' } }))
    const { user } = await open(lotView({ lot: { state: 'issuing' }, progress: { step: 'accepting', done: 2, total: 3 } }), { 'lots.cancel': cancel })
    expect(screen.getByRole('status').textContent).toBe(text.progress.counted(text.progress.steps.accepting, 2, 3))
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('67')
    await user.click(screen.getByRole('button', { name: text.progress.cancel }))
    expect(cancel).not.toHaveBeenCalled()
    await user.click(within(screen.getByRole('dialog', { name: text.progress.cancelQuestion })).getByRole('button', { name: text.progress.cancelConfirm }))
    expect(await screen.findByText(text.close.abandoned)).toBeTruthy()
    expect(cancel).toHaveBeenCalledTimes(1)
  })

  it('cannot be stopped once the printer has them', async () => {
    await open(lotView({ lot: { state: 'issuing' }, progress: { step: 'printing', done: 0, total: 3 } }))
    expect(screen.queryByRole('button', { name: text.progress.cancel })).toBeNull()
    expect(screen.getByText(text.progress.tooLate, { exact: false })).toBeTruthy()
  })

  it('says what went wrong even when the challenge has long gone', async () => {
    let view = lotView({ lot: { state: 'challenge' } })
    const { user } = await open(view, {
      'lots.get': () => view,
      'lots.confirmChallenge': () => {
        view = lotView({ lot: { state: 'abandoned' } })
        throw new DeskError('FAILED', 'PRINTER_FAILED')
      },
    })
    await user.keyboard('1234{Tab}100{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain(ja.errors.reasons['PRINTER_FAILED'])
  })
})

describe('closing', () => {
  it('names what will be voided, and envelopes without a label', async () => {
    const { user } = await open(lotView({ pieces: [piece(1, { state: 'sealed' }), piece(2)] }))
    await user.click(screen.getByRole('button', { name: text.close.action }))
    const dialog = screen.getByRole('dialog', { name: text.close.question })
    expect(dialog.textContent).toContain(text.close.willVoid(1))
    expect(dialog.textContent).toContain(text.close.sheet(2, numberOf(2)))
    expect(dialog.textContent).toContain(text.close.notPosted(1))
  })

  it('cannot be closed while it stands still for a skipped sheet', async () => {
    await open(lotView({ lot: { stop: { at: '2026-11-23T02:00:00.000Z', precedingNoticeId: null, skippedNoticeIds: [idOf(1)], scannedNoticeId: idOf(2) } } }))
    expect(screen.queryByRole('button', { name: text.close.action, hidden: true })).toBeNull()
  })
})

describe('destroying', () => {
  const destroying = lotView({
    pieces: [piece(1, { state: 'posted' }), piece(2, { state: 'voided', isToBeDestroyed: true })], sheetsToDestroy: 2,
    lot: { state: 'destroying', duplicates: [{ noticeId: idOf(1), at: '2026-11-23T02:00:00.000Z' }] },
  })
  const closed = lotView({ lot: { state: 'closed', destruction: { sheets: 2, at: '2026-11-23T03:00:00.000Z', staffId: 'ml01', witnessStaffId: 'sv01' } } })
  const sheets = () => within(screen.getByRole('list', { name: text.close.destroyHeading })).getAllByRole('listitem').map((item) => item.textContent)
  const submit = () => screen.getByRole('button', { name: words.submit })

  it('lists every sheet, never the number to be counted, and asks for the count and a second person', async () => {
    const destroy = jest.fn()
    const { user } = await open(destroying, { 'lots.destroy': destroy })
    expect(sheets()).toEqual([text.close.sheet(2, numberOf(2)), text.close.duplicate(1, numberOf(1))])
    expect(screen.getByLabelText<HTMLInputElement>(words.count).value).toBe('')
    await user.click(submit())
    for (const missing of [words.countMissing, words.witnessIdMissing, words.passwordMissing]) expect(screen.getByText(missing)).toBeTruthy()
    expect(destroy).not.toHaveBeenCalled()
  })

  it('where nobody knows how many sheets came out, every one found is counted, even none', async () => {
    const inDoubt = lotView({ pieces: [piece(1, { state: 'voided' }), piece(2, { state: 'voided' })], lot: { state: 'destroying', isPaperUncertain: true } })
    const none = lotView({ lot: { state: 'closed', isPaperUncertain: true, destruction: { sheets: 0, at: '2026-11-23T03:00:00.000Z', staffId: 'ml01', witnessStaffId: 'sv01' } } })
    const { user } = await open(inDoubt, { 'lots.destroy': () => none })
    expect(screen.getByText(text.close.uncertainLead)).toBeTruthy()
    expect(within(screen.getByRole('list', { name: text.close.uncertainSheets })).getAllByRole('listitem')).toHaveLength(2)
    await user.type(screen.getByLabelText(words.count), '0')
    await user.type(screen.getByLabelText(words.witnessId), 'sv01')
    await user.type(screen.getByLabelText(words.password), 'right{Enter}')
    expect((await screen.findByText(/^紙が出ていないことを確かめました/u)).textContent).toBe(text.close.foundNone('11/23 12:00', 'ml01', 'sv01'))
  })

  it('takes nobody for their own witness', async () => {
    const destroy = jest.fn()
    const { user } = await open(destroying, { 'lots.destroy': destroy })
    await user.type(screen.getByLabelText(words.count), '2')
    await user.type(screen.getByLabelText(words.witnessId), ' ML01 ')
    await user.type(screen.getByLabelText(words.password), 'geheim{Enter}')
    expect(screen.getByText(words.witnessSelf)).toBeTruthy()
    expect(destroy).not.toHaveBeenCalled()
  })

  it('forgets what the witness typed when it was refused, keeps the count, and says the result', async () => {
    let isRefused = true
    const destroy = jest.fn((_input: { lotId: string; countedSheets: number; witness: { staffId: string; password: string } }) => {
      if (isRefused) throw new DeskError('SIGN_IN_FAILED')
      return closed
    })
    const { user } = await open(destroying, { 'lots.destroy': destroy })
    const password = screen.getByLabelText<HTMLInputElement>(words.password)
    const witness = screen.getByLabelText<HTMLInputElement>(words.witnessId)
    expect([password.type, password.autocomplete, witness.autocomplete]).toEqual(['password', 'off', 'off'])
    await user.type(screen.getByLabelText(words.count), '２')
    await user.type(witness, 'sv01')
    await user.type(password, 'wrong{Enter}')
    await screen.findByRole('alert')
    expect([password.value, witness.value, screen.getByLabelText<HTMLInputElement>(words.count).value]).toEqual(['', '', '２'])
    expect(document.activeElement).toBe(witness)
    isRefused = false
    await user.keyboard('sv01{Tab}right{Enter}')
    await waitFor(() => expect(destroy).toHaveBeenLastCalledWith({ lotId, countedSheets: 2, witness: { staffId: 'sv01', password: 'right' } }))
    expect((await screen.findByText(/2 枚を廃棄しました/u)).textContent).toContain('sv01')
  })
})

describe('lots of other desks', () => {
  const foreign = lotView({ isMine: false, mayAdopt: true })

  it('stand apart, and are taken over only after a question that names the desk', async () => {
    const adopt = jest.fn((_input: { lotId: string }) => lotView({ lot: { adoptedFrom: idOf(800) } }))
    const onOpen = jest.fn()
    const { user } = renderPart(fakeDesk({ 'lots.list': () => [foreign], 'lots.adopt': adopt }), <LotList onOpen={onOpen} />, clerk)
    const list = await screen.findByRole('list', { name: text.lotsOfOthers })
    expect(list.textContent).toContain(text.desk(2))
    await user.click(within(list).getByRole('button', { name: text.adopt.of('L002-261123-001') }))
    const dialog = screen.getByRole('dialog', { name: text.adopt.question(text.desk(2)) })
    expect(dialog.textContent).toContain(text.adopt.lead(text.desk(2)))
    expect(adopt).not.toHaveBeenCalled()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(onOpen).toHaveBeenCalledWith(lotId))
  })

  it('can only be looked at', async () => {
    await open(lotView({ isMine: false }))
    expect(screen.getByText(text.readOnly)).toBeTruthy()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button', { name: text.close.action })).toBeNull()
    expect(screen.queryByRole('button', { name: text.adopt.action })).toBeNull()
  })
})
