/** The way to central: the typed client, the credential of this desktop, and whether central answers. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { createCentralClient, type CentralClient } from '#shared/contract/central/client.ts'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { SystemStatus } from '#shared/contract/desktop/contract.ts'
import type { Database } from '../database/open.ts'
import { readSetting, writeSetting } from '../database/setting-repository.ts'
import { startAnew } from '../enrolment/start-anew.ts'
import type { BackendDependencies } from '../ports.ts'

type CentralState = SystemStatus['central']

export interface CentralLink {
  readonly call: CentralClient['call']
  readonly callAsDevice: CentralClient['call']
  /** The reply as bytes, to be read in another thread. */
  readonly downloadAsDevice: CentralClient['download']
  state(): CentralState
  /**
   * Enrols this desktop with a one-time code; one that was enrolled before starts anew under the new enrolment.
   * @throws CentralProblem FORBIDDEN (code), TOO_MANY_REQUESTS; CentralUnreachable; DeskError OFFLINE
   */
  enrol(enrolmentCode: string, deviceName: string): Promise<void>
}

const stateAfter = (error: unknown): CentralState | null => {
  if (error instanceof CentralUnreachable) return 'offline'
  if (!(error instanceof CentralProblem)) return null
  if (error.code === 'DEVICE_REVOKED') return 'deviceRevoked'
  if (error.code === 'CLIENT_TOO_OLD') return 'clientTooOld'
  return error.status >= 500 ? 'offline' : 'connected'
}

export const createCentralLink = (deps: BackendDependencies, database: Database, onState: () => void): CentralLink => {
  let state: CentralState = 'connecting'
  const become = (next: CentralState) => {
    if (state === next) return
    state = next
    onState()
  }
  const client = deps.central === null ? null : createCentralClient({ baseUrl: deps.central.baseUrl, fetch: deps.central.fetch, compress: async (text) => new Uint8Array(await promisify(gzip)(text)) })
  const ask = async <T>(work: (client: CentralClient) => Promise<T>): Promise<T> => {
    if (client === null) {
      become('notEnrolled')
      throw new DeskError('OFFLINE', 'NOT_ENROLLED')
    }
    try {
      const reply = await work(client)
      become('connected')
      return reply
    } catch (error) {
      const next = stateAfter(error)
      if (next !== null) become(next)
      throw error
    }
  }
  const call: CentralClient['call'] = async (name, request) => await ask(async (asked) => await asked.call(name, request))
  const deviceToken = async (): Promise<string> => {
    const token = await readSetting(database.reader.manager, 'deviceToken')
    if (token !== null) return token
    become('notEnrolled')
    throw new DeskError('OFFLINE', 'NOT_ENROLLED')
  }
  return {
    call,
    callAsDevice: async (name, request) => await call(name, { ...request, token: await deviceToken() }),
    downloadAsDevice: async (name, request) => {
      const token = await deviceToken()
      return await ask(async (asked) => await asked.download(name, { ...request, token }))
    },
    state: () => state,
    enrol: async (enrolmentCode, deviceName) => {
      if (client === null) throw new DeskError('OFFLINE', 'CENTRAL_NOT_SET')
      const formerDeviceToken = await readSetting(database.reader.manager, 'deviceToken')
      // Not `call`: a code that is refused says nothing about the enrolment there is.
      const reply = await client.call('enrolDevice', { body: { enrolmentCode, deviceName, ...(formerDeviceToken !== null && { formerDeviceToken }) } })
      await database.write(async (manager) => {
        if (formerDeviceToken !== null) await startAnew(manager, reply.auditPosition)
        await writeSetting(manager, 'deviceId', reply.deviceId)
        await writeSetting(manager, 'deviceNumber', String(reply.deviceNumber))
        await writeSetting(manager, 'deviceToken', reply.deviceToken)
        await writeSetting(manager, 'isTrial', reply.isTrial ? '1' : '0')
      })
      become('connected')
    },
  }
}
