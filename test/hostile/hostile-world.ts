/** A central over real sockets with people, desks, letters and secrets in it, and every credential an attacker might hold. */
import { randomUUID } from 'node:crypto'
import { createLog } from '#central/log.ts'
import type { Central } from '#central/create-central.ts'
import { centralOperations, type CentralOperationName, type Operation } from '#shared/contract/central/operations.ts'
import type { Role } from '#shared/contract/records.ts'
import { mayCallOperation } from '#shared/domain/permissions.ts'
import { offlineWorkMilliseconds } from '#shared/domain/offline-work.ts'
import { addPerson, enrolDesktop, testPassword, type Desktop, type SignedIn } from '#test/central/support/desktop.ts'
import { clientOfPerson, stageList } from '#test/central/support/lists.ts'
import { openMailHouse } from '#test/central/support/mail-house.ts'
import { call, emailChangeRequest, facility, lot } from '#test/central/support/records.ts'
import { clientOf } from '#test/central/support/test-central.ts'
import { defaultVerificationRule } from '#shared/domain/verification-rule.ts'
import { watchEffects, type Effects } from './effects.ts'
import type { Pools } from './right-shaped.ts'
import { storedSecrets } from './stored-secrets.ts'

export interface HostileCredential {
  readonly name: string
  /** Null: none is sent. */
  readonly token: string | null
  readonly kind: 'none' | 'wrong' | 'device' | 'session' | 'portal'
  readonly role: Role | null
  readonly deviceId: string | null
}

interface KnownSession {
  readonly sessionId: string
  readonly staffId: string
  readonly deviceId: string
  readonly role: Role
  /** What is done later is refused. */
  readonly goodUntil: number
}

export interface HostileWorld {
  readonly port: number
  readonly central: Central
  readonly pools: Pools
  readonly credentials: readonly HostileCredential[]
  readonly sessions: readonly KnownSession[]
  readonly deviceIds: readonly string[]
  /** Values of callers: for desktops alone. */
  readonly personal: readonly string[]
  /** For nobody. */
  readonly secrets: readonly string[]
  readonly effects: Effects
  /** Log lines since they were asked for last. */
  readonly takeLog: () => string[]
  /** Places of a desktop's sequence and ids that are taken. */
  readonly usedPlaces: Map<string, Set<number>>
  readonly usedMutations: Set<string>
  readonly signInLeaver: () => Promise<{ accessToken: string; sessionId: string }>
  readonly close: () => Promise<void>
}

export const isRight = (credential: HostileCredential, name: CentralOperationName): boolean => {
  const operation: Operation = centralOperations[name]
  if (operation.credential === 'none') return true
  return credential.kind === operation.credential && (credential.kind !== 'session' || (credential.role !== null && mayCallOperation(credential.role, name)))
}

const unlimited = { everything: 1e9, signIn: 1e9, enrolDevice: 1e9, redeemNotice: 1e9 }
const provider = {
  issuer: 'https://identity.invalid', clientId: 'central', clientSecret: 'provider-secret-7w', redirectUri: 'https://central.invalid/v1/oidc/callback', claim: 'sub', requiredAcr: [], requiredAmr: [],
  fetch: () => Promise.reject(new Error('away')),
}
const prefix = '26888'
export const callerNames = ['秘匿花子（架空）', '内緒太郎（架空）'] as const

export async function openHostileWorld(): Promise<HostileWorld> {
  const lines: string[] = []
  const log = createLog({ write: (line) => void lines.push(line) })
  const house = await openMailHouse(prefix, 12, { log, rateLimits: unlimited, oidc: provider })
  const { test, desk, mailDesk } = house
  const { central } = test
  const people: readonly [string, Role][] = [['second', 'operator'], ['disabled', 'supervisor'], ['gone', 'administrator'], ['leaver', 'operator']]
  for (const [staffId, role] of people) await addPerson(test, staffId, role)

  const expired = house.administrator
  const [revokedDesk, strangeDesk] = [await enrolDesktop(test, '失効した端末'), await enrolDesktop(test, '別の端末')]
  const onRevoked = await revokedDesk.signIn('second')
  const [disabled, gone] = [await desk.signIn('disabled'), await desk.signIn('gone')]
  test.clock.advance(16 * 60_000)
  await house.signInAgain()
  const second = await strangeDesk.signIn('second')
  await clientOfPerson(test, await desk.signIn('gone')).call('signOut', {})
  await central.admin.disableStaff('disabled')
  const devices = await central.admin.listDevices()
  await central.admin.revokeDevice(devices.find(({ deviceId }) => deviceId === revokedDesk.deviceId)?.deviceNumber ?? 0)
  const endedAt = test.clock.now()

  const canary = { callerName: callerNames[0], callbackTelephone: '090-0000-4321', notes: '折り返しは娘さんへ（内緒）' }
  const ownCall = call('operator', canary)
  const otherCall = call('second', { ...canary, callerName: callerNames[1] })
  const must = (answer: string) => { if (answer !== 'applied') throw new Error(`The world is not as it should be: ${answer}`) }
  must(await desk.send(house.operator, 'call.saved', ownCall))
  must(await strangeDesk.send(second, 'call.saved', otherCall))
  const letters = [await house.letterIn('queued'), await house.letterIn('awaitingApproval'), await house.letterIn('printed'), await house.letterIn('posted')]
  const mailLot = lot('mailroom', mailDesk.deviceId, letters.map(({ notice }) => notice.noticeId))
  must(await mailDesk.send(house.mailroom, 'lot.saved', mailLot))
  const [first] = letters
  if (first === undefined) throw new Error('No letter')
  const request = emailChangeRequest(first.notice)
  must(await desk.send(house.operator, 'emailChangeRequest.saved', request))
  const listId = await stageList(test, house.administrator, [facility(`${prefix}00001`), facility(`${prefix}00002`)])
  const batchId = randomUUID()
  await clientOfPerson(test, house.administrator).call('addReadings', { parameters: { batchId, part: 0 }, body: { readings: [{ facilityCode: `${prefix}00001`, name: '第1病院', reading: 'ダイイチ', source: 'dictionary' }] } })
  const document = await clientOfPerson(test, house.administrator).call('proposeDocument', { body: { documentId: randomUUID(), kind: 'verificationRule', name: '', text: JSON.stringify(defaultVerificationRule), note: '見直し' } })
  // What comes about when it is first asked for.
  await clientOf(test.url, house.portalToken).call('listPortalEvents', { query: {} })
  await clientOf(test.url, desk.deviceToken).call('officeKey', {})
  await clientOfPerson(test, house.operator).call('compareMail', { parameters: { facilityCode: `${prefix}00009` }, body: { email: 'a@example.jp', purpose: 'registered' } })

  const device = (name: string, of: Desktop): HostileCredential => ({ name, token: of.deviceToken, kind: 'device', role: null, deviceId: of.deviceId })
  const session = (name: string, of: SignedIn, deviceId: string): HostileCredential => ({ name, token: of.session.accessToken, kind: 'session', role: of.session.staff.role, deviceId })
  const wrong = (name: string, token: string): HostileCredential => ({ name, token, kind: 'wrong', role: null, deviceId: null })
  const signedIn: readonly [SignedIn, Desktop, number][] = [
    [house.operator, desk, Infinity], [house.supervisor, desk, Infinity], [house.administrator, desk, Infinity], [house.mailroom, mailDesk, Infinity], [second, strangeDesk, Infinity],
    [expired, desk, Infinity], [gone, desk, Infinity], [onRevoked, revokedDesk, endedAt], [disabled, desk, endedAt],
  ]
  const usedPlaces = new Map<string, Set<number>>()
  const usedMutations = new Set<string>()
  const rows: { device_id: string; sequence: string; mutation_id: string }[] = await central.database.reader.query('select device_id, sequence, mutation_id from mutation_log')
  for (const { device_id: deviceId, sequence, mutation_id: mutationId } of rows) {
    usedPlaces.set(deviceId, (usedPlaces.get(deviceId) ?? new Set()).add(Number(sequence)))
    usedMutations.add(mutationId)
  }
  const ids = letters.map(({ notice }) => notice.noticeId)
  const secrets = [
    ...signedIn.flatMap(([{ session: of }]) => [of.accessToken, of.refreshToken]), ...[desk, mailDesk, strangeDesk, revokedDesk].map(({ deviceToken }) => deviceToken), house.portalToken, testPassword,
    provider.clientSecret, ...letters.flatMap(({ password }) => [password, password.replaceAll('-', '')]), ...(await storedSecrets(central.database)),
  ]
  lines.length = 0
  return {
    port: Number(new URL(test.url).port), central, secrets, usedPlaces, usedMutations,
    personal: [...callerNames, canary.callbackTelephone, canary.notes],
    deviceIds: [desk, mailDesk, strangeDesk, revokedDesk].map(({ deviceId }) => deviceId),
    effects: await watchEffects(central.database),
    takeLog: () => lines.splice(0),
    credentials: [
      { name: 'none', token: null, kind: 'none', role: null, deviceId: null },
      wrong('random', `device_${'Q'.repeat(43)}`), wrong('short', 'x'), wrong('markup', `<script>${'a'.repeat(30)}`), wrong('SQL', `' or '1'='1' -- ${'a'.repeat(20)}`), wrong('long', 'a'.repeat(4000)),
      wrong('refresh token', house.administrator.session.refreshToken), wrong('revoked desk', revokedDesk.deviceToken), wrong('session on the revoked desk', onRevoked.session.accessToken),
      wrong('expired session', expired.session.accessToken), wrong('session signed out', gone.session.accessToken), wrong('disabled person', disabled.session.accessToken),
      wrong('cut token', house.administrator.session.accessToken.slice(0, -1)), wrong('hash instead of token', secrets.at(-1) ?? ''),
      device('desk', desk), device('mailroom desk', mailDesk),
      session('operator', house.operator, desk.deviceId), session('supervisor', house.supervisor, desk.deviceId), session('administrator', house.administrator, desk.deviceId), session('mailroom', house.mailroom, mailDesk.deviceId),
      { name: 'portal', token: house.portalToken, kind: 'portal', role: null, deviceId: null },
    ],
    sessions: signedIn.map(([{ staffId, session: of }, { deviceId }, goodUntil]) => ({
      sessionId: of.sessionId, staffId, deviceId, role: of.staff.role, goodUntil: goodUntil === Infinity && staffId === 'gone' ? endedAt + offlineWorkMilliseconds : goodUntil,
    })),
    pools: {
      uuid: [...ids, ownCall.callId, otherCall.callId, mailLot.lotId, request.requestId, listId, batchId, document.documentId, desk.deviceId, first.verification.verificationId],
      staff: ['operator', 'supervisor', 'mailroom', 'administrator', 'second', 'disabled'],
      facility: [...letters.map(({ notice }) => notice.facilityCode), `${prefix}00009`, `${prefix}00010`],
      byName: {
        noticeId: ids, sheet: ids, replaces: ids, verificationId: letters.map(({ verification }) => verification.verificationId), callId: [ownCall.callId, otherCall.callId], lotId: [mailLot.lotId],
        requestId: [request.requestId], listId: [listId], batchId: [batchId], documentId: [document.documentId], hash: [document.hash], pieceId: letters.map(({ pieceId }) => pieceId),
        deviceId: [desk.deviceId, mailDesk.deviceId, strangeDesk.deviceId], version: [0, 1, 2], entity: ['call', 'notice', 'staff', 'verification', 'securityAlert'], recordId: [ownCall.callId, otherCall.callId, ...ids, 'operator'],
        // A staged list is switched on where its count is right: never here, so that the letters' facilities stay.
        expectedCount: [999_999], clientVersion: ['1.0.0'], part: [0, 1], prefectureNumber: ['26'], kind: ['verificationRule', 'policy', 'guidanceCard', 'passwordNotice'],
        refreshToken: [second.session.refreshToken, onRevoked.session.refreshToken, disabled.session.refreshToken], formerDeviceToken: [strangeDesk.deviceToken, desk.deviceToken],
        postageClass: ['simplifiedRegistered'], email: ['a@example.jp', `${'a'.repeat(60)}@example.com`],
      },
    },
    signInLeaver: async () => (await desk.signIn('leaver')).session,
    close: house.close,
  }
}
