/** A central with an operators' desk, a mailroom desk and facilities to write to. */
import { randomUUID } from 'node:crypto'
import type { CentralOptions } from '#central/create-central.ts'
import type { FacilityRecord, NoticeRecord, Role } from '#shared/contract/records.ts'
import type { OfficeDocumentKind } from '#shared/domain/office-documents.ts'
import type { NoticeState } from '#shared/domain/notice.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './desktop.ts'
import { clientOfPerson, useList } from './lists.ts'
import { handInVerifier, pieceOf, requestLetter, type Letter } from './notices.ts'
import { facility } from './records.ts'
import { startTestCentral, type TestCentral } from './test-central.ts'

const people = ['operator', 'supervisor', 'mailroom', 'administrator'] as const satisfies readonly Role[]

export interface MailHouse {
  readonly test: TestCentral
  readonly desk: Desktop
  readonly mailDesk: Desktop
  /** Who is signed in; by `signInAgain` after access tokens have run out. */
  operator: SignedIn
  supervisor: SignedIn
  mailroom: SignedIn
  administrator: SignedIn
  readonly portalToken: string
  readonly signInAgain: () => Promise<void>
  /** One of its own for each test: at most one open and one live letter each. */
  readonly nextFacility: () => FacilityRecord
  /** A new list in which this facility is as given. */
  readonly changeFacility: (of: FacilityRecord) => Promise<void>
  /** Proposed by the administrator, published by the supervisor. */
  readonly publishDocument: (kind: OfficeDocumentKind, text: string) => Promise<{ hash: string }>
  readonly redeem: (letter: Letter, more?: object) => Promise<{ status: number; text: string; type: string | null }>
  readonly redeemRaw: (body: string, token?: string) => Promise<{ status: number; text: string; type: string | null }>
  readonly recordOf: (letter: Letter) => Promise<NoticeRecord>
  readonly stateOf: (letter: Letter) => Promise<string>
  /** A step of the mailroom with this letter's piece. */
  readonly mail: (type: string, letter: Letter, more?: object) => Promise<string>
  /** A step of an operator. */
  readonly call: (type: string, letter: Letter, more?: object) => Promise<string>
  readonly letterIn: (state: NoticeState, of?: FacilityRecord) => Promise<Letter>
  readonly close: () => Promise<void>
}

export const returned = { returnReason: 'addressUnknown', returnedOn: '2026-10-05', isOpened: false } as const
export const posted = { trackingNumber: '12345678901', postedOn: '2026-10-05' } as const

/** What leads to each state from the one before it. */
const before: Readonly<Record<NoticeState, NoticeState | null>> = {
  requested: 'queued', awaitingApproval: null, queued: null, issuing: 'queued', printed: 'issuing', sealed: 'printed', posted: 'sealed', redeemed: 'posted',
  returned: 'posted', expired: 'posted', voided: 'posted', cancelled: 'queued', joined: null,
}

/** @param prefix five digits of the facilities' codes */
export async function openMailHouse(prefix: string, count = 60, options: Partial<CentralOptions> = {}): Promise<MailHouse> {
  const test = await startTestCentral(options)
  for (const role of people) await addPerson(test, role, role)
  const [desk, mailDesk] = [await enrolDesktop(test), await enrolDesktop(test, 'mailroom')]
  const facilities = Array.from({ length: count }, (_, index) => facility(`${prefix}${String(index).padStart(5, '0')}`, { name: `第${index}病院` }))
  let used = 0
  const administrator = await desk.signIn('administrator')
  await useList(test, administrator, facilities)
  await test.central.admin.importAccounts(facilities.map(({ facilityCode }) => ({ facilityCode, state: 'registered' })))
  const { token: portalToken } = await test.central.admin.createPortalCredential()

  const house: MailHouse = {
    test, desk, mailDesk, administrator, portalToken,
    operator: await desk.signIn('operator'), supervisor: await desk.signIn('supervisor'), mailroom: await mailDesk.signIn('mailroom'),
    signInAgain: async () => {
      for (const role of people) house[role] = await (role === 'mailroom' ? mailDesk : desk).signIn(role)
    },
    nextFacility: () => {
      const next = facilities[used++]
      if (next === undefined) throw new Error('More facilities are needed')
      return next
    },
    changeFacility: async (of) => {
      const index = facilities.findIndex(({ facilityCode }) => facilityCode === of.facilityCode)
      facilities[index] = of
      await useList(test, house.administrator, facilities)
    },
    publishDocument: async (kind, text) => {
      const body = { documentId: randomUUID(), kind, text, note: '改定のため' }
      const { hash } = await clientOfPerson(test, house.administrator).call('proposeDocument', { body })
      return clientOfPerson(test, house.supervisor).call('publishDocument', { parameters: { documentId: body.documentId }, body: { hash } })
    },
    redeemRaw: async (body, token = portalToken) => {
      const response = await fetch(`${test.url}/v1/notice-redemptions`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body })
      return { status: response.status, text: await response.text(), type: response.headers.get('content-type') }
    },
    redeem: (letter, more = {}) =>
      house.redeemRaw(JSON.stringify({ facilityCode: letter.notice.facilityCode, password: letter.password, receiptNumber: letter.receiptNumber, ...more })),
    recordOf: async (letter) => {
      const { changes } = await desk.pull()
      return changes.find((change) => change.id === letter.notice.noticeId)?.body as unknown as NoticeRecord
    },
    stateOf: async (letter) => (await house.recordOf(letter)).state,
    mail: (type, letter, more = {}) => mailDesk.send(house.mailroom, type, { ...pieceOf(letter), ...more }),
    call: (type, letter, more = {}) => desk.send(house.operator, type, { noticeId: letter.notice.noticeId, ...more }),
    letterIn: async (state, of = house.nextFacility()) => {
      const former = before[state]
      const letter = former === null ? await begin(house, state, of) : await house.letterIn(former, of)
      const answer = former === null ? 'applied' : await advance(house, state, letter)
      if (answer !== 'applied') throw new Error(`The letter is not ${state}: ${answer}`)
      return letter
    },
    close: () => test.close(),
  }
  return house
}

async function begin(house: MailHouse, state: NoticeState, of: FacilityRecord): Promise<Letter> {
  if (state === 'joined') await requestLetter(house.desk, house.operator, of)
  const { letter, answer } = await requestLetter(house.desk, house.operator, of, { state: state === 'awaitingApproval' ? state : 'queued' })
  if (answer !== 'applied') throw new Error(`The letter is not requested: ${answer}`)
  return letter
}

async function advance(house: MailHouse, state: NoticeState, letter: Letter): Promise<string> {
  switch (state) {
    case 'requested':
      return house.mail('notice.sentBack', letter)
    case 'issuing':
      return (await handInVerifier(house.test, house.mailroom, letter)) ?? 'applied'
    case 'printed':
    case 'sealed':
      return house.mail(`notice.${state}`, letter)
    case 'posted':
      return house.mail('notice.posted', letter, posted)
    case 'redeemed':
      return (await house.redeem(letter)).status === 200 ? 'applied' : 'refused'
    case 'returned':
      return house.mail('notice.returned', letter, returned)
    case 'voided':
      return house.mail('notice.voided', letter, { reason: '破損' })
    case 'cancelled':
      return house.call('notice.cancelled', letter, { reason: '取り下げ' })
    case 'expired':
      // As if its day had passed: the clock stays where the other letters need it.
      await house.test.central.database.reader.query(`update notice set valid_until = '2026-10-01' where notice_id = $1`, [letter.notice.noticeId])
      return (await house.test.central.admin.endOverdueNotices()).expired === 1 ? 'applied' : 'not expired'
    case 'awaitingApproval':
    case 'queued':
    case 'joined':
      return 'no step leads there'
  }
}
