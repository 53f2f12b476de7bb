import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { SystemEvent } from '#shared/contract/desktop/contract.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { startOffice, verifiedCall, type TestOffice } from '#test/support/test-office.ts'

// A call from its first key to its end, as its operator and as others see it.

const folder = temporaryFolders()
let office: TestOffice
let desk: TestDesktop
let operator: DeskClient
let colleague: DeskClient

beforeAll(async () => {
  office = await startOffice()
  desk = await office.openDesktop(folder())
  operator = await desk.signedIn('operator')
  colleague = await desk.signedIn('operator2')
}, 60_000)
afterAll(async () => {
  await desk?.stop()
  await office?.close()
})
beforeEach(async () => {
  for (const page of [operator, colleague]) {
    const { active, parked } = await page.calls.open({})
    for (const call of [active, ...parked]) {
      if (call === null) continue
      await page.calls.save({ callId: call.callId, outcome: 'disconnected' })
      await page.calls.finish({ callId: call.callId })
    }
  }
})

const isoAt = (milliseconds: number) => new Date(office.test.clock.now() + milliseconds).toISOString()
const minute = 60_000
const day = 86_400_000

describe('a call', () => {
  it('begins with the number the telephone system told, and is gone on with when it is asked for again', async () => {
    const call = await operator.calls.start({ telephone: '+81 75-751-3111' })
    expect(call).toMatchObject({ callbackTelephone: '0757513111', parked: null, paperSlip: null, outcome: null, guidedCards: [], paths: [] })
    expect(await operator.calls.start({ telephone: '03-0000-0000' })).toEqual(call)
    expect(await colleague.calls.open({})).toEqual({ active: null, parked: [] })
  })

  it('is parked and gone on with, one at hand at a time, also after a restart', async () => {
    const first = await operator.calls.start({})
    expect(await operator.calls.park({ callId: first.callId, note: ' 確認中 ' })).toMatchObject({ active: null, parked: [{ callId: first.callId, parked: { note: '確認中' } }] })
    const second = await operator.calls.start({})
    expect(second.callId).not.toBe(first.callId)
    // What is said meanwhile about the parked one is kept.
    await operator.calls.save({ callId: first.callId, notes: '追記' })
    expect(await operator.calls.resume({ callId: first.callId })).toMatchObject({ active: { callId: first.callId, notes: '追記', parked: null }, parked: [{ callId: second.callId, parked: { note: '' } }] })
    await desk.restart()
    operator = await desk.signedIn('operator')
    colleague = await desk.signedIn('operator2')
    expect(await operator.calls.open({})).toMatchObject({ active: { callId: first.callId }, parked: [{ callId: second.callId }] })
    await desk.sync()
    expect(await operator.system.rejectedChanges({})).toEqual([])
  })

  it('is nobody else\'s to change, and stays ended', async () => {
    const { callId } = await operator.calls.start({})
    for (const change of [colleague.calls.save({ callId, notes: 'x' }), colleague.calls.park({ callId }), colleague.calls.resume({ callId }), colleague.calls.finish({ callId })]) {
      expect(await refusalOf(change)).toBe('FORBIDDEN CALL_OF_ANOTHER')
    }
    await operator.calls.save({ callId, outcome: 'disconnected' })
    await operator.calls.finish({ callId })
    for (const change of [operator.calls.save({ callId, notes: 'x' }), operator.calls.park({ callId }), operator.calls.resume({ callId }), operator.calls.finish({ callId })]) {
      expect(await refusalOf(change)).toBe('CONFLICT CALL_FINISHED')
    }
  })
})

describe('finishing', () => {
  const missing = async (callId: string) => {
    try {
      await operator.calls.finish({ callId })
      return 'finished'
    } catch (error) {
      const { data } = error as { data: { reason: string; facts: { fields: string } } }
      return `${data.reason} ${data.facts.fields}`
    }
  }

  it('asks for the question and what came of it, and for nothing else where nobody was verified', async () => {
    const { callId } = await operator.calls.start({})
    expect(await missing(callId)).toBe('CALL_INCOMPLETE question outcome')
    await operator.calls.save({ callId, question: 'Q3' })
    expect(await missing(callId)).toBe('CALL_INCOMPLETE outcome')
    await operator.calls.save({ callId, outcome: 'guided' })
    expect(await missing(callId)).toBe('finished')
  })

  it('asks who was verified, and where to call once something was taken down', async () => {
    const facility = office.nextFacility()
    const { callId, verificationId } = await verifiedCall(operator, facility)
    await operator.calls.save({ callId, outcome: 'guided', callerName: ' ', callbackTelephone: '' })
    expect(await missing(callId)).toBe('CALL_INCOMPLETE callerName')
    await operator.notices.request({ callId, verificationId, reason: 'emailUnknown' })
    // The facility it was about is taken from the call: what was requested in it still counts.
    await operator.calls.save({ callId, facilityCodes: [] })
    expect(await missing(callId)).toBe('CALL_INCOMPLETE callerName callbackTelephone')
    await operator.calls.save({ callId, callerName: '受付 田中', callbackTelephone: '075-751-3111' })
    expect(await missing(callId)).toBe('finished')
  })

  it('asks for nothing where the line broke off', async () => {
    const { callId } = await operator.calls.start({})
    await operator.calls.save({ callId, outcome: 'disconnected' })
    await operator.calls.park({ callId })
    const ended = await operator.calls.finish({ callId })
    expect(ended).toMatchObject({ parked: null, endedAt: isoAt(0) })
  })
})

describe('a paper slip', () => {
  const slip = (from: number, to: number) => ({ paperSlip: { startedAt: isoAt(from), endedAt: isoAt(to) } })

  it('is a call with its real times', async () => {
    const call = await operator.calls.start(slip(-90 * minute, -80 * minute))
    expect(call).toMatchObject({ startedAt: isoAt(-90 * minute), endedAt: null, paperSlip: { enteredAt: isoAt(0), endedAt: isoAt(-80 * minute) } })
    await operator.calls.save({ callId: call.callId, question: 'Q1', outcome: 'guided' })
    office.test.clock.advance(minute)
    expect(await operator.calls.finish({ callId: call.callId })).toMatchObject({ startedAt: call.startedAt, endedAt: call.paperSlip?.endedAt })
    await desk.sync()
    expect(await operator.system.rejectedChanges({})).toEqual([])
  })

  it('has times in order, in the past, not too long ago, and no call beside it', async () => {
    expect(await refusalOf(operator.calls.start(slip(-minute, -2 * minute)))).toBe('INVALID_INPUT PAPER_SLIP_ORDER')
    expect(await refusalOf(operator.calls.start(slip(-minute, minute)))).toBe('INVALID_INPUT PAPER_SLIP_FUTURE')
    expect(await refusalOf(operator.calls.start(slip(-90 * day - 1, -day)))).toBe('INVALID_INPUT PAPER_SLIP_TOO_OLD')
    expect(await refusalOf(operator.calls.start(slip(-90 * day, -day)))).toBe('answered')
    expect(await refusalOf(operator.calls.start(slip(-2 * minute, -minute)))).toBe('CONFLICT CALL_RUNNING')
  })
})

describe('past calls', () => {
  it('are listed with names: one\'s own, and everybody\'s of a facility', async () => {
    const [one, two] = [office.nextFacility(), office.nextFacility()]
    const mine = await operator.calls.start({})
    await operator.calls.save({ callId: mine.callId, facilityCodes: [one.facilityCode, two.facilityCode] })
    office.test.clock.advance(minute)
    const hers = await colleague.calls.start({})
    await colleague.calls.save({ callId: hers.callId, facilityCodes: [two.facilityCode] })
    expect((await operator.calls.list({ facilityCode: two.facilityCode })).map(({ callId, operatorName }) => [callId, operatorName])).toEqual([[hers.callId, '名前 operator2'], [mine.callId, '名前 operator']])
    expect((await operator.calls.list({ facilityCode: two.facilityCode, limit: 1 })).map(({ callId }) => callId)).toEqual([hers.callId])
    await operator.calls.save({ callId: mine.callId, facilityCodes: [one.facilityCode] })
    expect((await operator.calls.list({ facilityCode: two.facilityCode })).map(({ callId }) => callId)).toEqual([hers.callId])
    const own = await operator.calls.list({})
    expect(own[0]?.callId).toBe(mine.callId)
    expect(own.every(({ operatorId }) => operatorId === 'operator')).toBe(true)
  })

  it('of others can be read, which is audited', async () => {
    const { callId } = await operator.calls.start({})
    const entries = async () => await desk.backend.core.database.reader.manager.countBy('audit_entry', { action: 'calls.get', subject: callId })
    expect((await operator.calls.get({ callId })).operatorName).toBe('名前 operator')
    expect(await entries()).toBe(0)
    expect((await colleague.calls.get({ callId })).callId).toBe(callId)
    expect(await entries()).toBe(1)
    expect(await refusalOf(operator.calls.get({ callId: '01a20878-0000-7000-8000-000000000001' }))).toBe('NOT_FOUND CALL')
  })
})

describe('who may be calling', () => {
  it('is found by the whole number, however it is written, and nobody is chosen', async () => {
    const facility = office.nextFacility()
    const digits = facility.telephone!.replace(/\D/gu, '')
    const { callId } = await operator.calls.start({})
    await operator.callbacks.promise({ callId, kind: 'promised', target: 'told', telephone: facility.telephone!, about: '書類' })
    for (const written of [digits, `+81${digits.slice(1)}`, facility.telephone!, facility.telephone!.normalize('NFKC')]) {
      const { facilities, callbacks } = await operator.calls.candidates({ telephone: written })
      expect(facilities.map(({ facilityCode }) => facilityCode)).toContain(facility.facilityCode)
      expect(facilities.every(({ matchedBy }) => matchedBy === 'telephone')).toBe(true)
      expect(JSON.stringify(facilities)).not.toContain(facility.telephone)
      expect(callbacks.filter(({ about }) => about === '書類')).toHaveLength(1)
    }
    expect((await operator.calls.get({ callId })).facilityCodes).toEqual([])
    for (const part of [digits.slice(0, -1), digits.slice(1), '', '110', `${digits}0`]) expect((await operator.calls.candidates({ telephone: part })).facilities).toEqual([])
  })

  it('is told to the pages of who answers calls, and to no other', async () => {
    const heard: string[] = []
    const watching = new AbortController()
    const watches = ['operator', 'supervisor', 'mailroom', 'nobody'].map(async (who) => {
      const page = who === 'nobody' ? desk.page(who) : await desk.signedIn(who)
      const events: AsyncIterable<SystemEvent> = await page.system.watch({}, { signal: watching.signal })
      const ready = Promise.withResolvers<void>()
      const done = (async () => {
        for await (const event of events) {
          ready.resolve()
          if (event.kind === 'incomingCall') heard.push(`${who} ${event.telephone}`)
          // The sign that everything before was read.
          if (event.kind === 'changed' && event.topics.includes('mailroom')) return
        }
      })()
      await ready.promise
      // In an object: a promise that is returned would be waited for.
      return { done }
    })
    const reading = await Promise.all(watches)
    desk.backend.incomingCall('+81 75-751-3111')
    for (const none of ['', '12', '090a', '1'.repeat(20)]) desk.backend.incomingCall(none)
    desk.backend.core.hub.changed('mailroom')
    await Promise.all(reading.map(({ done }) => done))
    watching.abort()
    expect(heard.sort()).toEqual(['operator 0757513111', 'supervisor 0757513111'])
    expect(desk.log.filter(({ event }) => event === 'telephone.incoming').map(({ text }) => text).join()).not.toContain('751')
  })
})
