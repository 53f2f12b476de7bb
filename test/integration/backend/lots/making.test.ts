/** Letters in the making: what is cancelled, refused, lost on the way or taken over never leaves a letter that redeems. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { lots, notices } from '#backend/database/record-repository.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { challengeCodeOn } from '#test/support/memory-printer.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { passwordsOf, startLotOffice, type LotOffice } from './lot-office.ts'

const folder = temporaryFolders()
let place: LotOffice

beforeAll(async () => {
  place = await startLotOffice(folder)
}, 60_000)
afterAll(async () => await place?.close())

const syncBoth = async () => {
  await place.back.sync()
  await place.front.sync()
}
const noticeHere = async (noticeId: string) => (await notices.get(place.back.backend.core.database.reader.manager, noticeId))!
const nothingRefused = async () => expect(await place.mailroom.system.rejectedChanges({})).toEqual([])

/** Until everything that was asked of the backend in this process has had its turn. */
const turns = async () => {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

describe('a lot in the making', () => {
  it('tells the mailroom how far it is, and hands in template and order of sheets', async () => {
    const { back, mailroom } = place
    const asked = await place.ask(3)
    const { lotId, code } = await place.start(asked)
    const steps: string[] = []
    const { hub } = back.backend.core
    const tell = hub.changed.bind(hub)
    const reading: Promise<unknown>[] = []
    Object.assign(hub, {
      changed: (...topics: Parameters<typeof tell>) => {
        reading.push(mailroom.lots.get({ lotId }).then(({ progress }) => void (progress !== null && steps.push(progress.step))))
        tell(...topics)
      },
    })
    const view = await mailroom.lots.confirmChallenge({ lotId, code, measuredMillimetres: 100 })
    Object.assign(hub, { changed: tell })
    await Promise.all(reading)
    expect(new Set(steps)).toEqual(new Set(['hashing', 'accepting', 'drawing', 'printing']))
    expect(view).toMatchObject({ progress: null, isMine: true, mayAdopt: false, counts: { printed: 3, destroyed: 0 }, nextSheet: null, nextToPost: null })
    expect(view.lot).toMatchObject({ state: 'printed', sheets: asked.map((one) => one.noticeId), scanOrder: null })
    expect(view.pieces.map((piece) => piece.sheetNumber)).toEqual([1, 2, 3])
    await syncBoth()
    await nothingRefused()
    const { manager } = place.front.backend.core.database.reader
    const elsewhere = (await lots.get(manager, lotId))!
    expect(elsewhere).toMatchObject({ state: 'printed', sheets: view.lot.sheets, templateHash: view.lot.templateHash })
    expect((await notices.get(manager, asked[0]!.noticeId))!.template).toEqual({ version: elsewhere.templateVersion, hash: elsewhere.templateHash })
    expect(await refusalOf(mailroom.lots.cancel({ lotId }))).toBe('CONFLICT LOT_PRINTING')
  })

  it('is cancelled before it was begun: nothing happened', async () => {
    const asked = await place.ask(1)
    const { lotId, code } = await place.start(asked)
    expect((await place.mailroom.lots.cancel({ lotId })).lot.state).toBe('abandoned')
    expect(await refusalOf(place.mailroom.lots.confirmChallenge({ lotId, code, measuredMillimetres: 100 }))).toBe('CONFLICT LOT_STATE')
    expect(await refusalOf(place.mailroom.lots.cancel({ lotId }))).toBe('CONFLICT LOT_STATE')
    expect((await noticeHere(asked[0]!.noticeId)).state).toBe('queued')
    await place.operator.notices.cancel({ noticeId: asked[0]!.noticeId, reason: 'test' })
  })

  it('is cancelled while passwords are hashed: central never hears of them, the letters wait again', async () => {
    const { back, mailroom } = place
    const asked = await place.ask(3)
    const { lotId, code } = await place.start(asked)
    const before = back.printer.printed.length
    let cancelled: Promise<unknown> = Promise.resolve()
    const paths: string[] = []
    back.network.intercept = async (path, send) => {
      paths.push(path)
      const reply = await send()
      if (path === '/ready') {
        cancelled = mailroom.lots.cancel({ lotId })
        await turns()
      }
      return reply
    }
    const view = await mailroom.lots.confirmChallenge({ lotId, code, measuredMillimetres: 100 })
    back.network.intercept = null
    await cancelled
    expect(view.lot).toMatchObject({ state: 'abandoned', sheets: [] })
    expect(paths.filter((path) => path.endsWith('/verifiers'))).toEqual([])
    expect(back.printer.printed).toHaveLength(before)
    await syncBoth()
    for (const one of asked) expect(await place.centralState(one.noticeId)).toBe('queued')
    await nothingRefused()
    // The letters are good for another lot.
    expect((await place.print(asked)).view.counts.printed).toBe(3)
  })

  it('is cancelled after central has accepted: those letters are voided', async () => {
    const { back, mailroom } = place
    const asked = await place.ask(2)
    const { lotId, code } = await place.start(asked)
    const before = back.printer.printed.length
    let cancelled: Promise<unknown> = Promise.resolve()
    back.network.intercept = async (path, send) => {
      const reply = await send()
      if (path.endsWith('/verifiers')) {
        cancelled = mailroom.lots.cancel({ lotId })
        await turns()
      }
      return reply
    }
    const view = await mailroom.lots.confirmChallenge({ lotId, code, measuredMillimetres: 100 })
    back.network.intercept = null
    await cancelled
    expect(view).toMatchObject({ lot: { state: 'abandoned' }, counts: { printed: 0, voided: 2 }, sheetsToDestroy: 0 })
    expect(back.printer.printed).toHaveLength(before)
    await syncBoth()
    for (const one of asked) {
      expect(await place.centralState(one.noticeId)).toBe('voided')
      expect((await noticeHere(one.noticeId)).events.at(-1)).toMatchObject({ to: 'voided', reason: 'CANCELLED' })
    }
    await nothingRefused()
  })

  it('cannot be cancelled once the printer has the letters', async () => {
    const { back, mailroom } = place
    const asked = await place.ask(1)
    const { lotId, code } = await place.start(asked)
    const print = back.printer.print.bind(back.printer)
    let refusal = ''
    Object.assign(back.printer, {
      print: async (...printed: Parameters<typeof print>) => {
        refusal = await refusalOf(mailroom.lots.cancel({ lotId }))
        await print(...printed)
      },
    })
    const view = await mailroom.lots.confirmChallenge({ lotId, code, measuredMillimetres: 100 })
    Object.assign(back.printer, { print })
    expect(refusal).toBe('CONFLICT LOT_PRINTING')
    expect(view.lot.state).toBe('printed')
  })

  it('asks again where the reply of central was lost, and goes on with what was accepted', async () => {
    const { back, mailroom } = place
    const asked = await place.ask(2)
    const { lotId, code } = await place.start(asked)
    let lost = 0
    back.network.intercept = async (path, send) => {
      const reply = await send()
      if (path.endsWith('/verifiers') && lost++ < 2) throw new TypeError('reply lost')
      return reply
    }
    const view = await mailroom.lots.confirmChallenge({ lotId, code, measuredMillimetres: 100 })
    back.network.intercept = null
    expect(lost).toBe(3)
    expect(view).toMatchObject({ lot: { state: 'printed' }, counts: { printed: 2 } })
  })

  it('voids what central accepted once it is heard of again, without a restart', async () => {
    const { back, mailroom } = place
    const asked = await place.ask(2)
    const { lotId, code } = await place.start(asked)
    const before = back.printer.printed.length
    back.network.intercept = async (path, send) => {
      const reply = await send()
      if (path.endsWith('/verifiers')) {
        back.network.isDown = true
        throw new TypeError('reply lost')
      }
      return reply
    }
    expect(await refusalOf(mailroom.lots.confirmChallenge({ lotId, code, measuredMillimetres: 100 }))).toBe('OFFLINE LOT_NOT_STARTED')
    back.network.intercept = null
    expect((await mailroom.lots.get({ lotId })).lot.state).toBe('issuing')
    await expect(back.sync()).rejects.toThrow('OFFLINE')
    back.network.isDown = false
    await back.sync()
    expect((await mailroom.lots.get({ lotId })).lot.state).toBe('abandoned')
    for (const one of asked) expect(await place.centralState(one.noticeId)).toBe('voided')
    expect(back.printer.printed).toHaveLength(before)
    await syncBoth()
    await nothingRefused()
  })

  it('never reached central: the letters are free again, and nothing is refused', async () => {
    const { back, mailroom } = place
    const asked = await place.ask(1)
    const { lotId, code } = await place.start(asked)
    back.network.intercept = async (path, send) => {
      if (path.endsWith('/verifiers')) throw new TypeError('never sent')
      return await send()
    }
    expect(await refusalOf(mailroom.lots.confirmChallenge({ lotId, code, measuredMillimetres: 100 }))).toBe('OFFLINE LOT_NOT_STARTED')
    back.network.intercept = null
    await syncBoth()
    expect((await mailroom.lots.get({ lotId })).lot.state).toBe('abandoned')
    expect(await place.centralState(asked[0]!.noticeId)).toBe('queued')
    await nothingRefused()
    expect((await place.print(asked)).view.counts.printed).toBe(1)
    await syncBoth()
  })

  it('gives up a challenge that a start of the desk has come between', async () => {
    const asked = await place.ask(1)
    const { lotId } = await place.start(asked)
    await place.back.restart()
    const mailroom = await place.back.signedIn('mailroom')
    expect((await mailroom.lots.get({ lotId })).lot.state).toBe('abandoned')
    await syncBoth()
    expect(await mailroom.system.rejectedChanges({})).toEqual([])
    expect(await place.centralState(asked[0]!.noticeId)).toBe('queued')
    await place.operator.notices.cancel({ noticeId: asked[0]!.noticeId, reason: 'test' })
  })

  it('gives up where the challenge sheet cannot be printed', async () => {
    const asked = await place.ask(1)
    place.back.printer.failNext = new Error('no paper')
    expect(await refusalOf(place.mailroom.lots.start({ noticeIds: [asked[0]!.noticeId] }))).toBe('FAILED PRINTER_FAILED')
    const views = await place.mailroom.lots.list({})
    expect(views.find(({ lot }) => lot.noticeIds.includes(asked[0]!.noticeId))?.lot).toMatchObject({ state: 'abandoned' })
    await place.operator.notices.cancel({ noticeId: asked[0]!.noticeId, reason: 'test' })
  })
})

describe('the queue', () => {
  it('tells since when a letter waits, its class, and the next collection', async () => {
    const [asked] = await place.ask(1)
    const queue = await place.mailroom.lots.queue({})
    const { requestedAt } = await noticeHere(asked!.noticeId)
    expect(queue.notices.find((notice) => notice.noticeId === asked!.noticeId)).toMatchObject({ queuedAt: requestedAt, postageClass: 'simplifiedRegistered', isToBeSentBack: false, mayPrint: true })
    // 2026-10-05 is a Monday, ten in the morning.
    expect(queue.nextCollection).toEqual({ at: '2026-10-05T07:00:00.000Z', isToday: true })
    expect(queue.postageClasses[0]).toMatchObject({ id: 'simplifiedRegistered', isRecorded: true })
    expect(await refusalOf(place.mailroom.lots.sendBack({ noticeId: asked!.noticeId }))).toBe('REFUSED FACILITY_NOT_CHANGED')
    await place.operator.notices.cancel({ noticeId: asked!.noticeId, reason: 'test' })
  })
})

describe('two desks', () => {
  let other: TestDesktop
  let clerk: DeskClient
  beforeAll(async () => {
    other = await place.office.openDesktop(folder())
    clerk = await other.signedIn('mailroom2')
  })
  afterAll(async () => await other?.stop())

  it('that want the same letter: one gets it, the other prints nothing', async () => {
    const asked = await place.ask(1)
    await other.sync()
    const begun = await place.start(asked)
    const { lot } = await clerk.lots.start({ noticeIds: [asked[0]!.noticeId] })
    const code = await challengeCodeOn(other.printer.printed.at(-1)!)
    const printed = await place.mailroom.lots.confirmChallenge({ lotId: begun.lotId, code: begun.code, measuredMillimetres: 100 })
    expect(printed.counts.printed).toBe(1)
    const late = await clerk.lots.confirmChallenge({ lotId: lot.lotId, code, measuredMillimetres: 100 })
    expect(late).toMatchObject({ lot: { state: 'abandoned', sheets: [] }, pieces: [{ sheetNumber: 0, refusal: 'ILLEGAL_TRANSITION' }], counts: { printed: 0 } })
    expect(other.printer.printed).toHaveLength(1)
    await syncBoth()
    await other.sync()
    expect(await clerk.system.rejectedChanges({})).toEqual([])
    expect(await place.centralState(asked[0]!.noticeId)).toBe('printed')
  })

  it('take over from each other: looked at, adopted, worked off', async () => {
    const { office, mailroom } = place
    const asked = await place.ask(2)
    const { lotId, marks } = await place.print(asked)
    const passwords = await passwordsOf(place.back)
    await mailroom.lots.seal({ lotId, pieceMark: marks[0]! })
    await place.back.sync()
    await other.sync()
    expect(await clerk.lots.get({ lotId })).toMatchObject({ isMine: false, mayAdopt: true, counts: { printed: 2, sealed: 1 } })
    expect(await refusalOf(clerk.lots.seal({ lotId, pieceMark: marks[1]! }))).toBe('REFUSED LOT_OF_OTHER_DESK')
    expect(await refusalOf(clerk.lots.close({ lotId }))).toBe('REFUSED LOT_OF_OTHER_DESK')
    other.network.isDown = true
    expect(await refusalOf(clerk.lots.adopt({ lotId }))).toBe('OFFLINE')
    other.network.isDown = false
    const former = (await clerk.lots.get({ lotId })).lot.deviceId
    const adopted = await clerk.lots.adopt({ lotId })
    expect(adopted).toMatchObject({ isMine: true, mayAdopt: false, lot: { state: 'printed', adoptedFrom: former }, nextToPost: { noticeId: asked[0]!.noticeId } })
    expect(await clerk.lots.seal({ lotId, pieceMark: marks[1]! })).toMatchObject({ isGood: true })
    expect(await clerk.lots.post({ lotId, noticeId: asked[0]!.noticeId, trackingNumber: '12345000004' })).toMatchObject({ isGood: true })
    await other.sync()
    expect(await clerk.system.rejectedChanges({})).toEqual([])
    expect(await office.redeem(asked[0]!.facility.facilityCode, passwords[0]!, asked[0]!.receiptNumber)).toBe('redeemed')
    await place.back.sync()
    expect(await mailroom.lots.get({ lotId })).toMatchObject({ isMine: false, mayAdopt: true })
    expect(await refusalOf(mailroom.lots.seal({ lotId, pieceMark: marks[1]! }))).toBe('REFUSED LOT_OF_OTHER_DESK')

    // One whose letters are not on paper is only given up.
    const more = await place.ask(1)
    const begun = await place.start(more)
    await place.back.sync()
    expect((await clerk.lots.adopt({ lotId: begun.lotId })).lot.state).toBe('abandoned')
    await place.back.sync()
    expect(await refusalOf(mailroom.lots.confirmChallenge({ lotId: begun.lotId, code: begun.code, measuredMillimetres: 100 }))).toBe('REFUSED LOT_OF_OTHER_DESK')
    expect(await refusalOf(clerk.lots.adopt({ lotId: begun.lotId }))).toBe('CONFLICT LOT_STATE')
  })
})
