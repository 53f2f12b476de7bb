/**
 * The scan desk: every answer in words, one field for the scanner, and nothing goes on past a skipped sheet.
 *
 * @jest-environment-options {"hasStyles": true}
 */
import { describe, expect, it, jest } from '@jest/globals'
import { act, screen, waitFor } from '@testing-library/react'
import { scanCodes, scanWarnings, type LotView, type ScanResult } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { LotDesk } from '#renderer/screens/mailroom/lot-desk.tsx'
import { useDeskQuery } from '#renderer/api/use-desk.ts'
import { ja } from '#renderer/strings/ja.ts'
import { fakeDesk } from '#test/support/fake-desk.ts'
import { renderPart } from '#test/support/render-desk.tsx'
import { clerk, idOf, lotId, lotView, numberOf, piece, scanned } from './mailroom-samples.ts'

const text = ja.mailroom.scan
const stopWords = ja.mailroom.stop
type Seal = { readonly lotId: string; readonly pieceMark: string }
type Post = { readonly lotId: string; readonly noticeId: string; readonly trackingNumber: string }

/** The lot as the desk holds it: what the screens read and the scans change. */
function OpenLot() {
  const { data } = useDeskQuery<LotView>('lots', 'get', lotId, (desk, signal) => desk.lots.get({ lotId }, { signal }))
  return data === undefined ? null : <LotDesk view={data} />
}
interface Scanner {
  readonly view?: LotView
  readonly seal?: (input: Seal) => ScanResult | Promise<ScanResult>
  readonly post?: (input: Post) => ScanResult
  readonly resolveStop?: (input: { readonly lotId: string; readonly finding: string }) => LotView
  readonly resolveDuplicate?: (input: { readonly lotId: string; readonly noticeId: string; readonly finding: string }) => LotView
}
const open = async ({ view = lotView(), seal, post, resolveStop, resolveDuplicate }: Scanner) => {
  const desk = fakeDesk({ 'lots.get': () => view, ...(seal === undefined ? {} : { 'lots.seal': seal }), ...(post === undefined ? {} : { 'lots.post': post }), ...(resolveStop === undefined ? {} : { 'lots.resolveStop': resolveStop }), ...(resolveDuplicate === undefined ? {} : { 'lots.resolveDuplicate': resolveDuplicate }) })
  const drawn = renderPart(desk, <OpenLot />, clerk)
  await screen.findByRole('textbox', { hidden: true })
  return drawn
}
const field = () => screen.getByRole<HTMLInputElement>('textbox')
/** Sheet 1 is sealed, its label comes next. */
const afterSeal = (predictedTrackingNumber: string | null) => lotView({ pieces: [piece(1, { state: 'sealed' }), piece(2), piece(3)], nextToPost: { noticeId: idOf(1), noticeNumber: numberOf(1) }, nextSheet: 2, predictedTrackingNumber })
const afterPost = lotView({ pieces: [piece(1, { state: 'posted', trackingNumber: '12345678901' }), piece(2), piece(3)], nextSheet: 2 })
const sealsWell = (predicted: string | null = null) => () => scanned('good', afterSeal(predicted), { noticeId: idOf(1), noticeNumber: numberOf(1), sheetNumber: 1 })

describe('what a scan says', () => {
  it.each(scanCodes.filter((code) => code !== 'good'))('%s: full screen, an alert in words with what to do', async (code) => {
    const { user } = await open({ seal: () => scanned(code, lotView()) })
    await user.keyboard('MARK{Enter}')
    const alert = await screen.findByRole('alert')
    expect(text.codes[code]).not.toBe('')
    expect(alert.textContent).toContain(text.codes[code])
    expect(alert.textContent).toContain(text.remedies[code])
    expect(text.remedies[code]).toMatch(/。$/u)
    expect(getComputedStyle(alert).position).toBe('fixed')
    expect(document.activeElement).toBe(field())
  })

  it('no two codes say the same', () => {
    expect(new Set(Object.values(text.codes)).size).toBe(scanCodes.length)
  })

  it.each([...scanWarnings])('warning %s is said with the good scan', async (warning) => {
    const { user } = await open({ seal: sealsWell(), post: () => scanned('good', afterPost, { noticeId: idOf(1), noticeNumber: numberOf(1), sheetNumber: 1, warning }) })
    await user.keyboard('MARK{Enter}')
    await screen.findByText(text.inHand)
    await user.keyboard('12345678901{Enter}')
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain(text.warnings[warning]))
    expect(screen.getByRole('status').textContent).toContain(text.good.posted)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('a bad one stays until Enter, Esc or the next right scan', async () => {
    let isRight = false
    const { user } = await open({ seal: () => isRight ? sealsWell()() : scanned('foreignLot', lotView()) })
    await user.keyboard('MARK{Enter}')
    await screen.findByRole('alert')
    await user.keyboard('{Enter}')
    expect(screen.queryByRole('alert')).toBeNull()
    await user.keyboard('MARK{Enter}')
    await screen.findByRole('alert')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('alert')).toBeNull()
    await user.keyboard('MARK{Enter}')
    await screen.findByRole('alert')
    isRight = true
    await user.keyboard('MARK{Enter}')
    await screen.findByText(text.good.sealed)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('a scan that did not come through is said too', async () => {
    const { user } = await open({ seal: () => { throw new DeskError('CONFLICT', 'LOT_STATE') } })
    await user.keyboard('MARK{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain(ja.errors.reasons['LOT_STATE'])
    expect(document.activeElement).toBe(field())
  })
})

describe('one field', () => {
  it('takes the mark, then the label of that envelope, then the next mark, and says what is next', async () => {
    const post = jest.fn((_input: Post) => scanned('good', afterPost, { noticeId: idOf(1), noticeNumber: numberOf(1), sheetNumber: 1 }))
    const { user } = await open({ seal: sealsWell(), post })
    expect(screen.getByText(text.firstSheet)).toBeTruthy()
    await user.keyboard('MARK{Enter}')
    await screen.findByLabelText(text.postLabel)
    expect(screen.getByText(text.noPrediction)).toBeTruthy()
    await user.keyboard('12345678901{Enter}')
    await screen.findByText(text.good.posted)
    expect(post).toHaveBeenCalledWith({ lotId, noticeId: idOf(1), trackingNumber: '12345678901' })
    expect(screen.getByText(text.nextSheet(2))).toBeTruthy()
    expect(screen.getByLabelText(text.sealLabel)).toBe(document.activeElement)
  })

  it('Enter alone confirms the predicted number, shown large', async () => {
    const post = jest.fn((_input: Post) => scanned('good', afterPost))
    const { user } = await open({ seal: sealsWell('12345678912'), post })
    await user.keyboard('{Enter}')
    expect(post).not.toHaveBeenCalled()
    await user.keyboard('MARK{Enter}')
    expect(await screen.findByText('123-45-67891-2')).toBeTruthy()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(post).toHaveBeenCalledWith({ lotId, noticeId: idOf(1), trackingNumber: '' }))
  })

  it('the second Enter of a scanner that sends two confirms nothing', async () => {
    const post = jest.fn((_input: Post) => scanned('good', afterPost))
    let answer: (result: ScanResult) => void = () => undefined
    const { user } = await open({ seal: () => new Promise<ScanResult>((resolve) => { answer = resolve }), post })
    await user.keyboard('MARK{Enter}{Enter}')
    answer(sealsWell('12345678912')())
    await screen.findByText('123-45-67891-2')
    expect(post).not.toHaveBeenCalled()
  })

  it('takes scans that come faster than the answers, in their order', async () => {
    const post = jest.fn((_input: Post) => scanned('good', afterPost))
    const { user } = await open({ seal: sealsWell(), post })
    await user.keyboard('MARK{Enter}12345678901{Enter}')
    await waitFor(() => expect(post).toHaveBeenCalledWith({ lotId, noticeId: idOf(1), trackingNumber: '12345678901' }))
  })

  it('drops what was read after a bad scan: the person looks first', async () => {
    let answer: (result: ScanResult) => void = () => undefined
    const seal = jest.fn((_input: Seal) => new Promise<ScanResult>((resolve) => { answer = resolve }))
    const { user } = await open({ seal })
    await user.keyboard('MARK{Enter}12345678901{Enter}')
    answer(scanned('foreignLot', lotView()))
    await screen.findByRole('alert')
    expect(seal).toHaveBeenCalledTimes(1)
  })

  it('asks no number of a letter that goes without one: Enter alone records it', async () => {
    const ordinary = lotView({ pieces: [piece(1, { state: 'sealed', isRecorded: false })], nextToPost: { noticeId: idOf(1), noticeNumber: numberOf(1) } })
    const post = jest.fn((_input: Post) => scanned('good', lotView({ pieces: [piece(1, { state: 'posted', isRecorded: false })] })))
    const { user } = await open({ view: ordinary, post })
    expect(screen.getByLabelText(text.postUnrecorded)).toBe(document.activeElement)
    expect(screen.queryByText(text.predicted)).toBeNull()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(post).toHaveBeenCalledWith({ lotId, noticeId: idOf(1), trackingNumber: '' }))
    expect(await screen.findByText(text.allScanned)).toBeTruthy()
  })

  it('gets what a scanner types wherever the focus went', async () => {
    const seal = jest.fn((_input: Seal) => sealsWell()())
    const { user } = await open({ seal })
    act(() => screen.getByRole('button', { name: ja.mailroom.close.action }).focus())
    await user.keyboard('MARK{Enter}')
    await waitFor(() => expect(seal).toHaveBeenCalledWith({ lotId, pieceMark: 'MARK' }))
  })

  it('labels may come later: all envelopes first, then the labels in their order', async () => {
    const { user } = await open({ seal: sealsWell() })
    await user.keyboard('MARK{Enter}')
    await user.click(await screen.findByRole('button', { name: text.later }))
    expect(screen.getByLabelText(text.sealLabel)).toBe(document.activeElement)
    expect(screen.getByRole('button', { name: text.choose(numberOf(1)) })).toBeTruthy()
  })

  it('asks for labels by itself once every envelope was read', async () => {
    await open({ view: lotView({ pieces: [piece(1, { state: 'sealed' })], nextToPost: { noticeId: idOf(1), noticeNumber: numberOf(1) } }) })
    expect(screen.getByLabelText(text.postLabel)).toBe(document.activeElement)
  })
})

describe('a mark read twice', () => {
  const again = () => scanned('duplicateSheet', lotView({ pieces: [piece(1, { state: 'sealed' }), piece(2), piece(3)] }), { noticeId: idOf(1), noticeNumber: numberOf(1), sheetNumber: 1 })
  const words = ja.mailroom.duplicate

  it.each([['F8', 'sameEnvelope'], ['F9', 'secondSheet']])('%s says %s; a scanner says nothing', async (key, finding) => {
    const resolveDuplicate = jest.fn((_input: { lotId: string; noticeId: string; finding: string }) => afterPost)
    const { user } = await open({ seal: again, resolveDuplicate })
    await user.keyboard('MARK{Enter}')
    const question = await screen.findByRole('alertdialog', { name: text.codes.duplicateSheet })
    expect(question.textContent).toContain(numberOf(1))
    expect(screen.getByRole('group', { name: words.ask })).toBeTruthy()
    await user.keyboard('MARK{Enter}{Escape}')
    expect(resolveDuplicate).not.toHaveBeenCalled()
    await user.keyboard(`{${key}}`)
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(resolveDuplicate).toHaveBeenCalledWith({ lotId, noticeId: idOf(1), finding })
    await waitFor(() => expect(document.activeElement).toBe(field()))
  })
})

describe('a skipped sheet', () => {
  const stop = { at: '2026-11-23T02:00:00.000Z', precedingNoticeId: idOf(1), skippedNoticeIds: [idOf(2)], scannedNoticeId: idOf(3) }
  const stopped = lotView({ pieces: [piece(1, { state: 'sealed' }), piece(2), piece(3)], lot: { stop } })

  it('stops the desk, naming the piece before it and the skipped one; a scanner answers nothing', async () => {
    const seal = jest.fn(() => scanned('skippedSheet', stopped))
    const resolveStop = jest.fn((_input: { lotId: string; finding: string }) => afterPost)
    const { user } = await open({ seal, resolveStop })
    await user.keyboard('MARK{Enter}')
    const stopScreen = await screen.findByRole('alertdialog', { name: stopWords.title })
    expect(screen.getByRole('alert').textContent).toContain(stopWords.lead)
    for (const number of [1, 2, 3]) expect(stopScreen.textContent).toContain(`${stopWords.sheet(number)}${numberOf(number)}`)
    await user.keyboard('MARK{Enter}12345678901{Enter}{Escape}')
    expect(screen.getByRole('alertdialog')).toBeTruthy()
    expect(seal).toHaveBeenCalledTimes(1)
    expect(resolveStop).not.toHaveBeenCalled()
  })

  it('F8: it was found by itself, and the desk goes on', async () => {
    const resolveStop = jest.fn((_input: { lotId: string; finding: string }) => afterPost)
    const { user } = await open({ view: stopped, resolveStop })
    await screen.findByRole('alertdialog')
    await user.keyboard('{F8}')
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(resolveStop).toHaveBeenCalledWith({ lotId, finding: 'foundSeparately' })
    expect(document.activeElement).toBe(field())
  })

  it('F9: two in one envelope is asked once more, because it voids both', async () => {
    const resolveStop = jest.fn((_input: { lotId: string; finding: string }) => afterPost)
    const { user } = await open({ view: stopped, resolveStop })
    await screen.findByRole('alertdialog')
    await user.keyboard('{F9}')
    const question = screen.getByRole('group', { name: stopWords.confirm(2) })
    expect(question.textContent).toContain(numberOf(1))
    expect(question.textContent).toContain(numberOf(2))
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('group', { name: stopWords.confirm(2) })).toBeNull()
    expect(resolveStop).not.toHaveBeenCalled()
    await user.keyboard('{F9}{Tab}{Enter}')
    await waitFor(() => expect(resolveStop).toHaveBeenCalledWith({ lotId, finding: 'doubleFilled' }))
  })
})
