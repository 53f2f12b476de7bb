/** Two desktops on a central of their own, and all that central holds afterwards: to compare two ways of handing the same things in. */
import { randomUUID } from 'node:crypto'
import type { MutationEnvelope, MutationOutcome } from '#shared/contract/central/sync.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './desktop.ts'
import { useList } from './lists.ts'
import { facility } from './records.ts'
import { startTestCentral, type TestCentral } from './test-central.ts'

export const facilityCodes = ['2619900042', '2619900143', '2619900241', '2619900340'] as const
export const people = ['operator', 'colleague', 'supervisor', 'mailroom'] as const
export type Person = (typeof people)[number]

/** A mutation, the same for both worlds but for the desktop and session it is handed in under. */
export interface Deed {
  readonly desk: 0 | 1
  readonly person: Person
  readonly session: 'own' | 'ofOtherDesk' | 'unknown'
  readonly content: Pick<MutationEnvelope, 'mutationId' | 'sequence' | 'type' | 'occurredAt' | 'payload'>
}

export interface PushWorld {
  readonly test: TestCentral
  readonly deviceIds: readonly string[]
  readonly push: (desk: 0 | 1, deeds: readonly Deed[]) => Promise<MutationOutcome[]>
  /** Everything pushes have left, in one form for both worlds. */
  readonly contents: () => Promise<unknown>
  readonly close: () => Promise<void>
}

const recordTables = ['call', 'verification', 'lot', 'posting_slip', 'mail_day', 'email_change_request', 'callback', 'deputy', 'provisional_code_request']
const looks: readonly string[] = [
  ...recordTables.map((table) => `select '${table}' as of, id, version, body, created_by_device, last_device_id, run_base_version, notice_id from ${table} order by id`),
  'select notice_id, version, facility_code, state, joined_to, replaces, cases, verification_id from notice order by notice_id',
  'select notice_id, position, at, staff_id, device_id, from_state, to_state, reason from notice_event order by notice_id, position',
  'select notice_id, verification_id from notice_receipt order by notice_id, verification_id nulls first',
  'select kind, facility_code, notice_number, at from portal_event order by recorded',
  'select device_id, sequence, mutation_id, type, outcome, code, envelope from mutation_log order by mutation_id',
  'select device_id, position, hash from audit_entry join device using (device_id) order by device_number, position',
  'select kind, device_id, notice_id from security_alert left join device using (device_id) order by kind, device_number, notice_id',
  // Alerts have ids of central's own.
  `select entity, case when entity = 'securityAlert' then '' else id end as id, version, case when entity = 'securityAlert' then null else body end as body from feed
   where entity not in ('staff', 'facilityList', 'portalAccount') order by xid, position`,
]

const refusesPoison = [
  `create function refuse_poison() returns trigger language plpgsql as $$ begin
     if new.body ->> 'notes' = 'poison' then raise exception 'refused' using errcode = '22000'; end if; return new; end $$`,
  'create trigger refuse_poison before insert or update on call for each row execute function refuse_poison()',
]

export async function startPushWorld(): Promise<PushWorld> {
  const test = await startTestCentral()
  const { reader } = test.central.database
  for (const person of people) await addPerson(test, person, person === 'colleague' ? 'operator' : person)
  await addPerson(test, 'administrator', 'administrator')
  const desks: Desktop[] = [await enrolDesktop(test, 'a'), await enrolDesktop(test, 'b')]
  const signedIn: Record<Person, SignedIn>[] = []
  for (const desk of desks) {
    signedIn.push({ operator: await desk.signIn('operator'), colleague: await desk.signIn('colleague'), supervisor: await desk.signIn('supervisor'), mailroom: await desk.signIn('mailroom') })
  }
  await useList(test, await desks[0]!.signIn('administrator'), facilityCodes.map((code) => facility(code)))
  await test.central.admin.importAccounts(facilityCodes.map((facilityCode) => ({ facilityCode, state: 'registered' })))
  for (const statement of refusesPoison) await reader.query(statement)

  // Ids each world has for itself are told by a name.
  const named = new Map<string, string>()
  desks.forEach((desk, index) => {
    named.set(desk.deviceId, `desk ${index}`)
    for (const person of people) named.set(signedIn[index]![person].session.sessionId, `session ${index} ${person}`)
  })
  const sessionOf = ({ desk, person, session }: Deed): string =>
    session === 'unknown' ? '00000000-0000-4000-8000-000000000000' : signedIn[session === 'own' ? desk : 1 - desk]![person].session.sessionId
  return {
    test,
    deviceIds: desks.map(({ deviceId }) => deviceId),
    push: (desk, deeds) => desks[desk]!.push(...deeds.map((deed) => ({ ...deed.content, schemaVersion: 1, staffId: deed.person, sessionId: sessionOf(deed) }))),
    contents: async () => {
      const found: unknown[] = []
      for (const look of looks) found.push(await reader.query(look))
      const text = JSON.stringify(found).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gu, (id) => named.get(id) ?? id)
      return JSON.parse(text) as unknown
    },
    close: test.close,
  }
}

export const freshId = (): string => randomUUID()
