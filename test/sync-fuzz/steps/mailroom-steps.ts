/** Lots from the queue to the post, letters redeemed at the portal or returned. */
import { lotSecret } from '#backend/lots/lot-repository.ts'
import { notices } from '#backend/database/record-repository.ts'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { trackingCheckDigit } from '#shared/domain/tracking-number.ts'
import { testPassword, type DeskClient } from '#test/support/test-desktop.ts'
import { answerOf } from '../answer-of.ts'
import type { FuzzDesktop } from '../fuzz-desktop.ts'
import type { FuzzOffice } from '../fuzz-office.ts'
import { typing, type FuzzStep } from '../fuzz-step.ts'

/** Who is signed in without central prints nothing: they sign in again. */
const mailPage = async (office: FuzzOffice, desktop: FuzzDesktop): Promise<DeskClient> => {
  const staffId = office.random.chance(0.85) ? 'mailroom' : 'mailroom2'
  const page = await desktop.page(staffId)
  if (desktop.backend.sessions.of(staffId)?.isOffline !== true || office.random.chance(0.3)) return page
  await page.session.signOut({})
  return await desktop.page(staffId)
}

/** The stack is worked through: as long as it goes well, one sheet after the other. */
const mostAtOnce = 4

const managerOf = (desktop: FuzzDesktop) => desktop.backend.core.database.reader.manager

const ownLots = async (page: DeskClient, state: LotView['lot']['state']): Promise<LotView[]> => (await page.lots.list({})).filter(({ isMine, lot }) => isMine && lot.state === state)

/** The letters that came out of the printer, whatever became of the lot. */
const takeLetters = (office: FuzzOffice, desktop: FuzzDesktop): void => {
  for (const document of desktop.printer.printed.splice(0)) {
    // A challenge sheet's job also names the printer.
    if (!document.jobName.includes(' ')) office.model.letters.push({ lotNumber: document.jobName, document, passwords: null })
  }
}

const confirm = async (desktop: FuzzDesktop, page: DeskClient, lotId: string): Promise<string> => {
  const secret = await lotSecret(managerOf(desktop), lotId)
  return await answerOf(page.lots.confirmChallenge({ lotId, code: secret?.challengeCode ?? '0000', measuredMillimetres: 100 }))
}

const sealNext = async (office: FuzzOffice, desktop: FuzzDesktop, page: DeskClient): Promise<string | null> => {
  const [view] = await ownLots(page, 'printed')
  const next = view?.lot.sheets[(view.nextSheet ?? 1) - 1]
  if (view === undefined || next === undefined || view.nextSheet === null) return null
  const scanned = office.random.chance(0.94) ? next : office.random.pick(view.lot.sheets)
  const pieceId = (await notices.get(managerOf(desktop), scanned))?.pieceId ?? 'XXXX'
  let code = ''
  const answer = await answerOf(page.lots.seal({ lotId: view.lot.lotId, pieceMark: pieceId }).then((result) => { code = result.code }))
  if (code === 'skippedSheet') return await answerOf(page.lots.resolveStop({ lotId: view.lot.lotId, finding: office.random.pick(['foundSeparately', 'doubleFilled']) }))
  return code === '' ? answer : code
}

const postNext = async (office: FuzzOffice, page: DeskClient): Promise<string | null> => {
  const view = (await ownLots(page, 'printed')).find(({ nextToPost }) => nextToPost !== null)
  if (view?.nextToPost == null) return null
  const number = office.model.newLabel()
  let code = ''
  const answer = await answerOf(page.lots.post({ lotId: view.lot.lotId, noticeId: view.nextToPost.noticeId, trackingNumber: number + trackingCheckDigit(number) }).then((result) => { code = result.code }))
  return code === '' ? answer : code
}

export const mailroomSteps: readonly FuzzStep[] = [
  {
    name: 'lots.start and confirm', weight: 16, seat: 'mailroom',
    run: async (office, desktop) => {
      const page = await mailPage(office, desktop)
      if (office.random.chance(0.7)) await answerOf(desktop.sync())
      const waiting = await ownLots(page, 'challenge')
      if (waiting[0] !== undefined) {
        const answer = await confirm(desktop, page, waiting[0].lot.lotId)
        takeLetters(office, desktop)
        return answer
      }
      const ready = (await page.lots.queue({})).notices.filter(({ mayPrint, problems, isToBeSentBack }) => mayPrint && problems.length === 0 && !isToBeSentBack)
      if (ready.length === 0) return null
      let lotId = ''
      if (office.random.chance(0.05)) desktop.printer.failNext = new Error('paper jam')
      let answer = await answerOf(page.lots.start({ noticeIds: ready.slice(0, office.random.integer(1, 3)).map(({ noticeId }) => noticeId) }).then(({ lot }) => { lotId = lot.lotId }))
      if (answer === 'answered' && office.random.chance(0.9)) answer = await confirm(desktop, page, lotId)
      takeLetters(office, desktop)
      // Mostly the stack goes straight to the post.
      if (answer === 'answered' && office.random.chance(0.7)) {
        while ((await sealNext(office, desktop, page)) === 'good');
        while ((await postNext(office, page)) === 'good');
      }
      return answer
    },
  },
  {
    name: 'lots.sendBack', weight: 2, seat: 'mailroom',
    run: async (office, desktop) => {
      const page = await mailPage(office, desktop)
      const changed = (await page.lots.queue({})).notices.filter(({ isToBeSentBack }) => isToBeSentBack)
      return changed[0] === undefined ? null : await answerOf(page.lots.sendBack({ noticeId: changed[0].noticeId }))
    },
  },
  {
    name: 'lots.seal', weight: 22, seat: 'mailroom',
    run: async (office, desktop) => {
      const page = await mailPage(office, desktop)
      let done: string | null = null
      for (let sheets = office.random.integer(1, mostAtOnce); sheets > 0 && (done === null || done === 'good'); sheets -= 1) {
        const sealed = await sealNext(office, desktop, page)
        if (sealed === null) break
        done = sealed
      }
      return done
    },
  },
  {
    name: 'lots.post', weight: 22, seat: 'mailroom',
    run: async (office, desktop) => {
      const page = await mailPage(office, desktop)
      let done: string | null = null
      for (let pieces = office.random.integer(1, mostAtOnce); pieces > 0 && (done === null || done === 'good'); pieces -= 1) {
        const posted = await postNext(office, page)
        if (posted === null) break
        done = posted
      }
      return done
    },
  },
  {
    name: 'lots.close, destroy, adopt', weight: 6, seat: 'mailroom',
    run: async (office, desktop) => {
      const page = await mailPage(office, desktop)
      const [destroying] = await ownLots(page, 'destroying')
      if (destroying !== undefined) {
        return await answerOf(page.lots.destroy({ lotId: destroying.lot.lotId, countedSheets: destroying.sheetsToDestroy, witness: { staffId: 'supervisor', password: testPassword } }))
      }
      const all = await page.lots.list({})
      const adoptable = all.find(({ mayAdopt }) => mayAdopt)
      if (adoptable !== undefined && office.random.chance(0.2)) return await answerOf(page.lots.adopt({ lotId: adoptable.lot.lotId }))
      const mine = all.find(({ isMine, lot, nextToPost }) => isMine && lot.state === 'printed' && nextToPost === null)
      return mine === undefined ? null : await answerOf(page.lots.close({ lotId: mine.lot.lotId }))
    },
  },
  {
    name: 'mailroom.makePostingSlip, closeDay', weight: 2, seat: 'mailroom',
    run: async (office, desktop) => {
      const page = await mailPage(office, desktop)
      const day = await page.mailroom.day({})
      if (day.notListed > 0) return await answerOf(page.mailroom.makePostingSlip({ date: day.date }))
      return day.obstacles.length > 0 || office.random.chance(0.7) ? null : await answerOf(page.mailroom.closeDay({ date: day.date, countedInHand: day.inHand.length }))
    },
  },
  {
    name: 'mailroom.returnPiece', weight: 3, seat: 'mailroom',
    run: async (office, desktop) => {
      const page = await mailPage(office, desktop)
      const posted = (await page.notices.list({ states: ['posted', 'redeemed'] })).filter(({ returned }) => returned === null)
      if (posted.length === 0) return null
      const text = office.model.newText()
      return await typing(office, desktop, [text], () => page.mailroom.returnPiece({ noticeId: office.random.pick(posted).noticeId, returnReason: 'notCollected', isOpened: false, note: text }))
    },
  },
  {
    name: 'mailroom.destroyPieces', weight: 2, seat: 'mailroom',
    run: async (office, desktop) => {
      const page = await mailPage(office, desktop)
      const { toDestroy } = await page.mailroom.day({})
      if (toDestroy.length === 0) return null
      return await answerOf(page.mailroom.destroyPieces({ noticeIds: toDestroy.map(({ noticeId }) => noticeId), countedSheets: toDestroy.length, witness: { staffId: 'supervisor', password: testPassword } }))
    },
  },
]
