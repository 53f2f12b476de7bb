/** The way to central: the typed client, the credential of this desktop, and whether central answers. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { createCentralClient, type CentralClient } from '#shared/contract/central/client.ts'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { clockDifference, minutesOff } from '#shared/domain/clock-difference.ts'
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
  /** Whole minutes this desktop is ahead of central (negative: behind); null = right, or not known yet. */
  clockOffMinutes(): number | null
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

/** One answer may be a mistake of something in between: the second one in a row is believed. */
const refusalsToBelieve = 2

const isUnauthenticated = (error: unknown): boolean => error instanceof CentralProblem && error.code === 'UNAUTHENTICATED'

export const createCentralLink = (deps: BackendDependencies, database: Database, onState: () => void): CentralLink => {
  let state: CentralState = 'connecting'
  let offMinutes: number | null = null
  let refusals = 0
  const become = (next: CentralState) => {
    if (state === next) return
    state = next
    onState()
  }
  const client = deps.central === null ? null : createCentralClient({ baseUrl: deps.central.baseUrl, fetch: deps.central.fetch, compress: async (text) => new Uint8Array(await promisify(gzip)(text, { level: 1 })) })
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
      // A credential that is refused says nothing new of a desktop central does not know.
      if (next !== null && !(state === 'deviceUnknown' && isUnauthenticated(error))) become(next)
      throw error
    }
  }
  const call: CentralClient['call'] = async (name, request) => await ask(async (asked) => await asked.call(name, request))
  /** As `ask`, with the credential of this desktop: what comes of it tells whether central knows the desktop. */
  const askAsDevice = async <T>(work: (client: CentralClient) => Promise<T>): Promise<T> => {
    try {
      const reply = await ask(work)
      refusals = 0
      return reply
    } catch (error) {
      if (isUnauthenticated(error) && (refusals += 1) >= refusalsToBelieve) become('deviceUnknown')
      throw error
    }
  }
  const compareClocks = (askedAt: number, centralTime: string) => {
    const now = minutesOff(clockDifference({ askedAt, answeredAt: deps.clock.now(), centralTime: Date.parse(centralTime) }))
    if (now === offMinutes) return
    offMinutes = now
    onState()
  }
  const deviceToken = async (): Promise<string> => {
    const token = await readSetting(database.reader.manager, 'deviceToken')
    if (token !== null) return token
    become('notEnrolled')
    throw new DeskError('OFFLINE', 'NOT_ENROLLED')
  }
  return {
    call,
    callAsDevice: async (name, request) => {
      const token = await deviceToken()
      const askedAt = deps.clock.now()
      const reply = await askAsDevice(async (asked) => await asked.call(name, { ...request, token }))
      if ('serverTime' in reply) compareClocks(askedAt, reply.serverTime)
      return reply
    },
    downloadAsDevice: async (name, request) => {
      const token = await deviceToken()
      return await askAsDevice(async (asked) => await asked.download(name, { ...request, token }))
    },
    state: () => state,
    clockOffMinutes: () => offMinutes,
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
      refusals = 0
      become('connected')
    },
  }
}
