/** A desktop as central sees it: a device, people signed in on it, a sequence of mutations. */
import { randomUUID } from 'node:crypto'
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { MutationEnvelope, MutationOutcome, MutationType } from '#shared/contract/central/sync.ts'
import type { Role } from '#shared/contract/records.ts'
import { clientOf, type TestCentral } from './test-central.ts'

export interface SignedIn {
  readonly staffId: string
  readonly session: CentralReply<'signIn'>
}

export interface Desktop {
  readonly deviceId: string
  readonly deviceToken: string
  readonly signIn: (staffId: string, password?: string) => Promise<SignedIn>
  readonly envelope: (who: SignedIn, type: MutationType | (string & {}), payload: object) => MutationEnvelope
  readonly push: (...mutations: MutationEnvelope[]) => Promise<MutationOutcome[]>
  /** Makes one mutation, pushes it, gives its outcome as `applied` or the code of its rejection. */
  readonly send: (who: SignedIn, type: MutationType | (string & {}), payload: object) => Promise<string>
  readonly pull: (cursor?: string) => Promise<CentralReply<'pullChanges'>>
}

export const testPassword = 'right-password-1'

export async function addPerson(test: TestCentral, staffId: string, role: Role): Promise<void> {
  await test.central.admin.addStaff({ staffId, displayName: `名前 ${staffId}`, role, password: testPassword })
}

export async function enrolDesktop(test: TestCentral, deviceName = 'desk'): Promise<Desktop> {
  const { code } = await test.central.admin.createEnrolmentCode()
  const device = await test.client.call('enrolDevice', { body: { enrolmentCode: code, deviceName } })
  const client = clientOf(test.url, device.deviceToken)
  let sequence = 0
  const push: Desktop['push'] = async (...mutations) => (await client.call('pushMutations', { body: { clientVersion: '0.1.0', mutations } })).outcomes
  const envelope: Desktop['envelope'] = (who, type, payload) => ({
    mutationId: randomUUID(), sequence: ++sequence, type, schemaVersion: 1, staffId: who.staffId, sessionId: who.session.sessionId,
    occurredAt: new Date(test.clock.now()).toISOString(), payload: { ...payload },
  })
  return {
    deviceId: device.deviceId, deviceToken: device.deviceToken, push, envelope,
    signIn: async (staffId, password = testPassword) => ({ staffId, session: await client.call('signIn', { body: { staffId, password } }) }),
    send: async (who, type, payload) => {
      const [outcome] = await push(envelope(who, type, payload))
      return outcome?.code ?? outcome?.outcome ?? 'nothing'
    },
    pull: (cursor) => client.call('pullChanges', { query: cursor === undefined ? {} : { cursor } }),
  }
}
