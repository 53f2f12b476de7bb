import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { startOffice, type TestOffice } from '#test/support/test-office.ts'
import { clinicForm, codeOn, inCall, needed, recordCode } from './request-office.ts'

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let back: TestDesktop
let operator: DeskClient
let supervisor: DeskClient

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  back = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
  supervisor = await back.signedIn('supervisor')
}, 60_000)
afterEach(() => {
  for (const desktop of [front, back]) desktop.network.isDown = false
})
afterAll(async () => {
  await front?.stop()
  await back?.stop()
  await office?.close()
})

const bothSynced = async () => {
  await front.sync()
  await back.sync()
  await front.sync()
}
const place = (number: number) => ({ value: `福井市見本町二丁目${number}番1号` })
/** Walks a request on from 受付. */
const walk = async (page: DeskClient, requestId: string, version: number, ...states: ('formSent' | 'formReceived' | 'forwarded' | 'numbered' | 'informed' | 'migrated' | 'cancelled')[]) => {
  let at = version
  for (const to of states) {
    const moved = await page.provisionalCodeRequests.move({ requestId, to, version: at, ...(to === 'numbered' && { provisionalCode: `KARI-${at}` }) })
    at = moved.version
  }
  return at
}

describe('taking it down', () => {
  it('is refused where no 仮コード is needed (Q15)', async () => {
    for (const need of [{ isDesignated: true, isWantedAtOpening: true }, { isDesignated: false, isWantedAtOpening: false }]) {
      const answer = await inCall(operator, async (callId) => await refusalOf(operator.provisionalCodeRequests.record({ callId, need, form: clinicForm })))
      expect(answer).toBe('REFUSED PROVISIONAL_CODE_NOT_NEEDED')
    }
  })

  it('needs every field answered, and records the 受付番号 the caller tells', async () => {
    const missing = await inCall(operator, async (callId) => await refusalOf(operator.provisionalCodeRequests.record({ callId, need: needed, form: { ...clinicForm, contactTelephone: '' } })))
    expect(missing).toBe('INVALID_INPUT FORM_INCOMPLETE')
    const [request] = await recordCode(operator, { facilityAddress: place(1) }, { designationReceiptNumber: 'UK-77' })
    expect(request).toMatchObject({ state: 'received', designationReceiptNumber: 'UK-77', twinRequestId: null, assignedTo: null })
  })

  it('makes two of a 併設 facility, each naming the other', async () => {
    const [medical, dental] = await recordCode(operator, { facilityType: { value: 'hospital' }, facilityAddress: place(2) }, { isTwin: true, designationReceiptNumber: 'UK-78' })
    expect([medical?.form.facilityType, dental?.form.facilityType]).toEqual([{ value: 'hospital' }, { value: 'dentalClinic' }])
    expect([medical?.twinRequestId, dental?.twinRequestId]).toEqual([dental?.requestId, medical?.requestId])
    expect([medical?.designationReceiptNumber, dental?.designationReceiptNumber]).toEqual(['UK-78', null])
    await bothSynced()
    expect(await codeOn(supervisor, medical!.requestId)).toMatchObject({ twinNumber: dental!.requestNumber, requestedByName: '名前 operator' })
    const pharmacy = await inCall(operator, async (callId) => await refusalOf(operator.provisionalCodeRequests.record({ callId, need: needed, isTwin: true, form: { ...clinicForm, facilityType: { value: 'pharmacy' } } })))
    expect(pharmacy).toBe('INVALID_INPUT TWIN_TYPE')
    const { version, form } = (await codeOn(operator, dental!.requestId))!
    const other = { requestId: dental!.requestId, version, designationReceiptNumber: null, notes: '', reason: '訂正', form: { ...form, facilityType: { value: 'clinic' as const } } }
    expect(await refusalOf(operator.provisionalCodeRequests.fill(other))).toBe('INVALID_INPUT TWIN_TYPE')
  })

  it('shows open requests of the same founder, address and kind, also those of other desks', async () => {
    const [first] = await recordCode(operator, { facilityAddress: place(3) })
    await bothSynced()
    const again = { ...clinicForm, facilityAddress: { value: '福井県福井市見本町２－３－１' }, founder: { kind: 'individual' as const, name: '見本太郎' } }
    expect((await supervisor.provisionalCodeRequests.duplicates({ form: again })).map(({ requestId }) => requestId)).toEqual([first!.requestId])
    expect(await supervisor.provisionalCodeRequests.duplicates({ form: { ...again, facilityType: { value: 'dentalClinic' } } })).toEqual([])
    await walk(supervisor, first!.requestId, first!.version, 'cancelled')
    expect(await supervisor.provisionalCodeRequests.duplicates({ form: again })).toEqual([])
  })
})

describe('filling in', () => {
  it('stands in the history of the other desk: which fields, who and why', async () => {
    const [request] = await recordCode(operator, { facilityAddress: place(4) })
    const filled = await operator.provisionalCodeRequests.fill({
      requestId: request!.requestId, version: request!.version, designationReceiptNumber: null, notes: '', reason: '開設者から電話',
      form: { ...request!.form, facilityName: { value: '見本クリニック' }, facilityTelephone: { value: '0776-00-0000' } },
    })
    await operator.provisionalCodeRequests.move({ requestId: request!.requestId, to: 'formSent', version: filled.version })
    await bothSynced()
    const seen = await codeOn(supervisor, request!.requestId)
    expect(seen?.form).toMatchObject({ facilityName: { value: '見本クリニック' }, facilityTelephone: { value: '0776-00-0000' } })
    expect(seen?.events.map(({ staffId, from, to, reason }) => [staffId, from, to, reason])).toEqual([
      ['operator', null, 'received', null], ['operator', 'received', 'received', '施設名称、施設の電話番号：開設者から電話'], ['operator', 'received', 'formSent', null],
    ])
    expect((await codeOn(operator, request!.requestId))?.events).toHaveLength(3)
    const unchanged = { requestId: request!.requestId, version: seen!.version, designationReceiptNumber: null, notes: '', reason: '訂正', form: seen!.form }
    expect(await refusalOf(supervisor.provisionalCodeRequests.fill(unchanged))).toBe('INVALID_INPUT NOTHING_CHANGED')
  })

  it('never overwrites what another desk filled in meanwhile, and keeps the text that lost', async () => {
    const [request] = await recordCode(operator, { facilityAddress: place(5) })
    await bothSynced()
    const { requestId, version, form } = (await codeOn(supervisor, request!.requestId))!
    const fill = async (page: DeskClient, at: number, name: string) =>
      await page.provisionalCodeRequests.fill({ requestId, version: at, designationReceiptNumber: null, notes: '', reason: `${name}と連絡`, form: { ...form, facilityName: { value: name } } })
    back.network.isDown = true
    await fill(supervisor, version, '後から届く名前')
    await fill(operator, version, '先に届いた名前')
    expect(await refusalOf(fill(operator, version, '古い版から'))).toBe('CONFLICT CHANGED_MEANWHILE')
    await front.sync()
    back.network.isDown = false
    await bothSynced()
    await back.sync()
    expect(await supervisor.system.rejectedChanges({})).toMatchObject([{ type: 'provisionalCodeRequest.saved', code: 'VERSION_CONFLICT', subject: requestId }])
    const { outbox } = { outbox: await back.backend.core.database.reader.manager.findOneByOrFail('outbox', { entityId: requestId, state: 'rejected' }) }
    expect(JSON.stringify(outbox)).toContain('後から届く名前')
    for (const page of [operator, supervisor]) expect((await codeOn(page, requestId))?.form.facilityName).toEqual({ value: '先に届いた名前' })
    const again = await fill(supervisor, (await codeOn(supervisor, requestId))!.version, '後から届く名前')
    await bothSynced()
    expect((await codeOn(operator, requestId))?.form.facilityName).toEqual({ value: '後から届く名前' })
    expect(again.events).toHaveLength(3)
    expect((await codeOn(operator, requestId))?.events).toHaveLength(3)
  })

  it('ends with the request', async () => {
    const [request] = await recordCode(operator, { facilityAddress: place(6) })
    const version = await walk(operator, request!.requestId, request!.version, 'cancelled')
    const late = { requestId: request!.requestId, version, designationReceiptNumber: null, notes: '追記', reason: '追記', form: request!.form }
    expect(await refusalOf(operator.provisionalCodeRequests.fill(late))).toBe('CONFLICT REQUEST_STATE')
  })
})

describe('on its way', () => {
  it('needs the number at 付番, and a facility of the list at the end', async () => {
    const [request] = await recordCode(operator, { facilityAddress: place(7) })
    const { requestId } = request!
    let version = await walk(operator, requestId, request!.version, 'formSent', 'formReceived', 'forwarded')
    expect(await refusalOf(operator.provisionalCodeRequests.move({ requestId, to: 'numbered', version }))).toBe('INVALID_INPUT PROVISIONAL_CODE_MISSING')
    expect(await refusalOf(operator.provisionalCodeRequests.move({ requestId, to: 'numbered', version, provisionalCode: '---' }))).toBe('INVALID_INPUT PROVISIONAL_NUMBER_FORMAT')
    const numbered = await operator.provisionalCodeRequests.move({ requestId, to: 'numbered', version, provisionalCode: 'KARI-0001' })
    expect(numbered.provisionalCode).toBe('KARI-0001')
    version = await walk(operator, requestId, numbered.version, 'informed')
    expect(await refusalOf(operator.provisionalCodeRequests.move({ requestId, to: 'migrated', version }))).toBe('INVALID_INPUT FACILITY_CODE_MISSING')
    expect(await refusalOf(operator.provisionalCodeRequests.move({ requestId, to: 'migrated', version, facilityCode: '1899999999' }))).toBe('NOT_FOUND FACILITY')
    await operator.provisionalCodeRequests.move({ requestId, to: 'migrated', version, facilityCode: office.facilities[0]!.facilityCode })
    await bothSynced()
    expect(await codeOn(supervisor, requestId)).toMatchObject({ state: 'migrated', provisionalCode: 'KARI-0001', facilityCode: office.facilities[0]!.facilityCode, isLate: false, dueOn: null })
    expect(await operator.system.rejectedChanges({})).toEqual([])
  })

  it('is offered, never linked, to the facility an import brings: same name, founder and address', async () => {
    const [request] = await recordCode(operator, { facilityName: { value: '見本こどもクリニック' }, facilityAddress: { value: '福井県福井市見本町三丁目9番30号' } })
    await walk(operator, request!.requestId, request!.version, 'formSent', 'formReceived', 'forwarded', 'numbered', 'informed')
    await bothSynced()
    expect((await codeOn(operator, request!.requestId))?.offeredFacilities).toEqual([])
    const opened = {
      ...office.facilities[0]!, facilityCode: '1810199990', name: '見本こどもクリニック', address: '福井市見本町３－９－３０　見本ビル２階', founder: '見本　太郎', type: 'clinic' as const,
      status: 'active' as const, listKind: 'medical' as const, prefectureNumber: '18', postalCode: '9100006', telephone: '0776-00-0000',
    }
    const near = { ...opened, facilityCode: '1810199991', address: '福井市見本町３－９－３１' }
    await office.useList(front, [...office.facilities, opened, near])
    await bothSynced()
    const seen = await codeOn(supervisor, request!.requestId)
    expect(seen?.offeredFacilities.map(({ facilityCode }) => facilityCode)).toEqual(['1810199990'])
    expect(seen).toMatchObject({ state: 'informed', facilityCode: null })
    expect(JSON.stringify(seen?.offeredFacilities)).not.toMatch(/0776|９－３０/u)
    const linked = await supervisor.provisionalCodeRequests.move({ requestId: seen!.requestId, to: 'migrated', version: seen!.version, facilityCode: '1810199990' })
    expect(linked).toMatchObject({ state: 'migrated', facilityCode: '1810199990' })
    await bothSynced()
    expect((await codeOn(operator, request!.requestId))?.offeredFacilities).toEqual([])
    expect(await codeOn(operator, request!.requestId)).toMatchObject({ state: 'migrated', facilityCode: '1810199990' })
  })

  it('tells what is to be done by when, and prints it before the form', async () => {
    const steps = await operator.provisionalCodeRequests.timeline({ opening: '2027-09', prefectureNumber: null })
    expect(steps.map(({ id, until }) => [id, until])).toEqual([['provisionalCode', '2027-04'], ['cardReaderOrder', '2027-04'], ['designation', null], ['preparation', '2027-09'], ['opening', '2027-09']])
    const [request] = await recordCode(operator, { facilityAddress: place(8) })
    const { fileName, document } = await operator.provisionalCodeRequests.form({ requestId: request!.requestId })
    expect(fileName).toBe(`仮コード付番依頼書-${request!.requestNumber}.pdf`)
    expect(Buffer.from(await document.arrayBuffer()).toString('latin1')).toMatch(/\/Count 2/u)
    const [broken] = await recordCode(operator, { facilityName: { value: '\uE000医院' }, facilityAddress: place(9) })
    expect(await refusalOf(operator.provisionalCodeRequests.form({ requestId: broken!.requestId }))).toBe('REFUSED FORM_NOT_DRAWABLE')
  })

  it('comes to the top when it waits longer than its limit, weekends and holidays not counted', async () => {
    const [waiting] = await recordCode(operator, { facilityAddress: place(10) })
    const [sent] = await recordCode(operator, { facilityAddress: place(11) })
    await walk(operator, sent!.requestId, sent!.version, 'formSent')
    // Monday 2026-10-05: one business day for 受付, ten for 依頼書送付 (2026-10-12 is a holiday).
    expect(await codeOn(operator, waiting!.requestId)).toMatchObject({ dueOn: '2026-10-06', isLate: false })
    expect(await codeOn(operator, sent!.requestId)).toMatchObject({ dueOn: '2026-10-20', isLate: false })
    office.test.clock.advance(2 * 24 * 3_600_000)
    const listed = await (await front.signedIn('operator')).provisionalCodeRequests.list({})
    expect(listed.find(({ requestId }) => requestId === waiting!.requestId)).toMatchObject({ isLate: true })
    const ranks = listed.map(({ isLate, dueOn }) => (isLate ? 0 : dueOn !== null ? 1 : 2))
    expect(ranks).toEqual([...ranks].sort())
    expect(new Set(ranks)).toEqual(new Set([0, 1, 2]))
  })
})
