/** A lot whose save central refused goes up again as it stands: paper is not undone by a click. Runs on both databases. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { lots } from '#backend/database/record-repository.ts'
import { outboxEntity } from '#backend/database/entities/sync.ts'
import type { LotRecord } from '#shared/contract/records.ts'
import { refusalOf, testPassword, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { startLotOffice, type LotOffice } from './lot-office.ts'

const folder = temporaryFolders()
let place: LotOffice
let clerk: DeskClient

beforeAll(async () => {
  place = await startLotOffice(folder)
  clerk = place.mailroom
}, 60_000)
afterAll(async () => await place?.close())

const lotAt = async (desktop: TestDesktop, lotId: string): Promise<LotRecord | null> => await lots.get(desktop.backend.core.database.reader.manager, lotId)
const refusedLots = async (): Promise<(string | null)[]> =>
  (await place.back.backend.core.database.reader.manager.find(outboxEntity, { where: { type: 'lot.saved', state: 'rejected' }, order: { sequence: 'ASC' } })).map(({ code }) => code)
const sessionEnds = async () => {
  await place.office.test.central.admin.resetPassword('mailroom', testPassword)
  place.office.test.clock.advance(1000)
}
const asEverybodySeesIt = async (lotId: string): Promise<LotRecord> => {
  await place.back.sync()
  await place.front.sync()
  const here = (await lotAt(place.back, lotId))!
  expect(await lotAt(place.front, lotId)).toEqual(here)
  expect(await refusedLots()).toEqual([])
  return here
}

describe('a lot that central never had', () => {
  it('goes up as it stands once who started it signs in, and is given up by nobody', async () => {
    const asked = await place.ask(2)
    await sessionEnds()
    const { lotId } = await place.start(asked)
    await place.back.sync()
    expect(await refusedLots()).toEqual(['SESSION_ENDED'])
    const supervisor = await place.back.signedIn('supervisor')
    const [change] = (await supervisor.changes.list({})).filter(({ type }) => type === 'lot.saved')
    expect(await refusalOf(supervisor.changes.discard({ mutationId: change!.mutationId, reason: 'notNeeded' }))).toBe('REFUSED LOT_IS_SENT_AGAIN')
    // Another of the mailroom cannot hand in what they did not start.
    const second = await place.back.signedIn('mailroom2')
    await place.back.sync()
    expect(await refusedLots()).toEqual(['SESSION_ENDED'])
    await second.session.signOut({})
    clerk = await place.back.signedIn('mailroom')
    const stands = await asEverybodySeesIt(lotId)
    expect(stands).toMatchObject({ state: 'challenge', version: 1, startedBy: 'mailroom' })
    await clerk.lots.cancel({ lotId })
    expect(await asEverybodySeesIt(lotId)).toMatchObject({ state: 'abandoned', version: 2 })
  })

  it('and was made further before: central has all of it, although none of its saves was taken', async () => {
    const asked = await place.ask(1)
    await sessionEnds()
    const { lotId, code } = await place.start(asked)
    await place.back.sync()
    clerk = await place.back.signedIn('mailroom')
    place.back.network.isDown = false
    const view = await clerk.lots.confirmChallenge({ lotId, code, measuredMillimetres: 100 })
    expect(view.lot.state).toBe('printed')
    expect(await asEverybodySeesIt(lotId)).toMatchObject({ state: 'printed', sheets: [asked[0]!.noticeId] })
    await clerk.lots.close({ lotId })
    expect(await asEverybodySeesIt(lotId)).toMatchObject({ state: 'destroying' })
    await sessionEnds()
    await clerk.lots.destroy({ lotId, countedSheets: 1, witness: { staffId: 'mailroom2', password: testPassword } })
    await place.back.sync()
    expect(await refusedLots()).toEqual(['SESSION_ENDED'])
    clerk = await place.back.signedIn('mailroom')
    expect(await asEverybodySeesIt(lotId)).toMatchObject({ state: 'closed', destruction: { sheets: 1, witnessStaffId: 'mailroom2' } })
  })

  it('and another person destroyed its paper: each says what they did', async () => {
    const asked = await place.ask(1)
    await sessionEnds()
    place.back.network.isDown = false
    const { lotId } = await place.start(asked)
    await place.back.sync()
    const second = await place.back.signedIn('mailroom2')
    // As a lot is left that was closed and destroyed at this desk while nothing of it was taken.
    await place.back.backend.core.database.write(async (manager) => {
      const lot = (await lots.get(manager, lotId))!
      await lots.save(manager, {
        ...lot, state: 'closed', isPaperUncertain: true,
        destruction: { sheets: 1, at: new Date(place.office.test.clock.now()).toISOString(), staffId: 'mailroom2', witnessStaffId: 'supervisor' },
      })
    })
    await place.back.sync()
    expect(await refusedLots()).toEqual(['SESSION_ENDED'])
    clerk = await place.back.signedIn('mailroom')
    await place.back.sync()
    await place.back.sync()
    expect(await asEverybodySeesIt(lotId)).toMatchObject({ state: 'closed', startedBy: 'mailroom', destruction: { staffId: 'mailroom2' } })
    await second.session.signOut({})
  })
})

describe('a lot another desk has adopted meanwhile', () => {
  it('is that desk’s: what this one saved is shown and can be given up', async () => {
    const asked = await place.ask(1)
    const { lotId, marks } = await place.print(asked)
    await asEverybodySeesIt(lotId)
    const second = await place.front.signedIn('mailroom2')
    await second.lots.adopt({ lotId })
    await sessionEnds()
    await clerk.lots.seal({ lotId, pieceMark: marks[0]! })
    await clerk.lots.close({ lotId })
    await place.back.sync()
    clerk = await place.back.signedIn('mailroom')
    await place.back.sync()
    expect((await refusedLots()).length).toBeGreaterThan(0)
    for (const { mutationId } of await clerk.changes.list({})) await clerk.changes.discard({ mutationId, reason: 'doneByAnother' })
    expect(await asEverybodySeesIt(lotId)).toMatchObject({ state: 'printed', adoptedFrom: expect.any(String) })
    await second.session.signOut({})
  })
})
