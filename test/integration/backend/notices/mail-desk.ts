/** What the mailroom does with a letter, as far as these tests need it. */
import { challengeCodeOn, readLetter, type ReadLetter } from '#test/support/memory-printer.ts'
import type { DeskClient, TestDesktop } from '#test/support/test-desktop.ts'

export interface MailDesk {
  /** Prints a lot. @returns its letters in the order of their sheets */
  print(noticeIds: string[]): Promise<{ lotId: string; letters: ReadLetter[] }>
  /** Prints a lot, seals and posts every letter of it. @returns each letter by its notice */
  post(noticeIds: string[]): Promise<Map<string, ReadLetter>>
}

/** Never the same twice in a test file: a number is used once a day. */
let label = 10_000_000_000

/** A mailroom clerk at a desktop that has its notices by now. */
export const mailDeskOf = (desktop: TestDesktop, mailroom: DeskClient): MailDesk => {
  const print: MailDesk['print'] = async (noticeIds) => {
    const { lot } = await mailroom.lots.start({ noticeIds })
    const code = await challengeCodeOn(desktop.printer.printed.at(-1)!)
    const before = desktop.printer.printed.length
    await mailroom.lots.confirmChallenge({ lotId: lot.lotId, code, measuredMillimetres: 100 })
    const letters: ReadLetter[] = []
    for (const printed of desktop.printer.printed.slice(before)) for (let page = 1; page <= printed.sheets; page += 1) letters.push(await readLetter(printed, page))
    return { lotId: lot.lotId, letters }
  }
  return {
    print,
    post: async (noticeIds) => {
      const { lotId, letters } = await print(noticeIds)
      const posted = new Map<string, ReadLetter>()
      for (const letter of letters) {
        const { noticeId } = await mailroom.lots.seal({ lotId, pieceMark: letter.pieceMark })
        if (noticeId === null) throw new Error('The sealed piece is not known')
        const { code } = await mailroom.lots.post({ lotId, noticeId, trackingNumber: String((label += 1)) })
        if (code !== 'good') throw new Error(`Not posted: ${code}`)
        posted.set(noticeId, letter)
      }
      return posted
    },
  }
}
