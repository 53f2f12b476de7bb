/** A helpline with a mailroom: letters wait in the queue of a desk that prints to memory. */
import { readPage } from '#test/letters/support/read-pdf.ts'
import { challengeCodeOn } from '#test/support/memory-printer.ts'
import type { DeskClient, TestDesktop } from '#test/support/test-desktop.ts'
import { requestedNotice, startOffice, type TestOffice } from '#test/support/test-office.ts'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { notices } from '#backend/database/record-repository.ts'
import type { SampleFacility } from '#trial/sample-list.ts'

export interface AskedLetter { readonly facility: SampleFacility; readonly noticeId: string; readonly receiptNumber: string }

export interface LotOffice {
  readonly office: TestOffice
  readonly front: TestDesktop
  readonly back: TestDesktop
  readonly operator: DeskClient
  readonly mailroom: DeskClient
  /** So many new letters, in the queue of the mailroom desk. */
  ask(count: number): Promise<AskedLetter[]>
  /** Started on the mailroom desk, its challenge not yet answered. */
  start(asked: readonly AskedLetter[]): Promise<{ lotId: string; code: string }>
  /** Started, and its challenge answered rightly. */
  print(asked: readonly AskedLetter[]): Promise<{ lotId: string; view: LotView; marks: string[] }>
  /** State of a notice at central. */
  centralState(noticeId: string): Promise<string>
  close(): Promise<void>
}

/** Piece marks of the lot in the order of its sheets. */
export const marksOf = async (desktop: TestDesktop, sheets: readonly string[]): Promise<string[]> =>
  await Promise.all(sheets.map(async (noticeId) => (await notices.get(desktop.backend.core.database.reader.manager, noticeId))!.pieceId!))

export const startLotOffice = async (newFolder: () => string): Promise<LotOffice> => {
  const office = await startOffice()
  const front = await office.openDesktop(newFolder())
  const back = await office.openDesktop(newFolder())
  const operator = await front.signedIn('operator')
  const mailroom = await back.signedIn('mailroom')
  const start: LotOffice['start'] = async (asked) => {
    const { lot } = await mailroom.lots.start({ noticeIds: asked.map((one) => one.noticeId) })
    return { lotId: lot.lotId, code: await challengeCodeOn(back.printer.printed.at(-1)!) }
  }
  return {
    office, front, back, operator, mailroom, start,
    ask: async (count) => {
      const asked: AskedLetter[] = []
      for (let index = 0; index < count; index += 1) {
        const facility = office.nextFacility()
        const { notice, receiptNumber } = await requestedNotice(operator, facility)
        asked.push({ facility, noticeId: notice.noticeId, receiptNumber: receiptNumber! })
      }
      await front.sync()
      await back.sync()
      return asked
    },
    print: async (asked) => {
      const { lotId, code } = await start(asked)
      const view = await mailroom.lots.confirmChallenge({ lotId, code, measuredMillimetres: 100 })
      return { lotId, view, marks: await marksOf(back, view.lot.sheets) }
    },
    centralState: async (noticeId) => {
      const rows: { state: string }[] = await office.test.central.database.reader.query('select state from notice where notice_id = $1', [noticeId])
      return rows[0]!.state
    },
    close: async () => {
      await front.stop()
      await back.stop()
      await office.close()
    },
  }
}

/** Passwords on the last printed letters, in the order of their sheets: read from the text, without decoding the pixels. */
export const passwordsOf = async (desktop: TestDesktop): Promise<string[]> => {
  const { document, sheets } = desktop.printer.printed.at(-1)!
  const passwords: string[] = []
  for (let page = 1; page <= sheets; page += 1) {
    const { texts } = await readPage(document, page, 20)
    passwords.push(texts.filter((text) => text.size > 20 && text.baseline > 150 && !text.isTilted).map((text) => text.text).join('').replaceAll(' ', ''))
  }
  return passwords
}
