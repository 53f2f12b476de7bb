/** device.*: putting this desktop into use with a one-time code, before anybody can sign in. */
import { hostname } from 'node:os'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { audit, type Caller, type Core } from '../core.ts'
import { readSetting } from '../database/setting-repository.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { isCertificateTrouble } from '../sync/certificate-trouble.ts'
import type { SyncEngine } from '../sync/engine.ts'
import { systemStatusOf } from '../system/status.ts'

const asDeskError = (error: unknown): unknown => {
  if (error instanceof CentralUnreachable) return new DeskError('OFFLINE', isCertificateTrouble(error) ? 'CERTIFICATE_NOT_TRUSTED' : 'CENTRAL_UNREACHABLE', {}, { cause: error })
  if (!(error instanceof CentralProblem)) return error
  if (error.code === 'FORBIDDEN' || error.code === 'INVALID_REQUEST') return new DeskError('REFUSED', 'ENROLMENT_CODE', {}, { cause: error })
  if (error.code === 'TOO_MANY_REQUESTS') return new DeskError('REFUSED', 'TOO_MANY_REQUESTS', {}, { cause: error })
  return error
}

export const createDeviceHandlers = (core: Core, { link, engine, sessions }: { link: CentralLink; engine: SyncEngine; sessions: Sessions }): Handlers<Caller>['device'] => {
  let enrolling: Promise<void> | null = null

  const enrol = async (enrolmentCode: string, deviceName: string) => {
    const isEnrolled = (await readSetting(core.database.reader.manager, 'deviceToken')) !== null
    if (isEnrolled && link.state() !== 'deviceRevoked' && link.state() !== 'deviceUnknown') throw new DeskError('CONFLICT', 'ALREADY_ENROLLED')
    try {
      await link.enrol(enrolmentCode, deviceName)
    } catch (error) {
      if (error instanceof CentralProblem) {
        await core.database.write(async (manager) => await audit(manager, core, { staffId: null, action: 'device.enrol', outcome: 'refused' }))
      }
      throw asDeskError(error)
    }
    sessions.endAll()
    await core.database.write(async (manager) => await audit(manager, core, { staffId: null, action: 'device.enrol', subject: await readSetting(manager, 'deviceNumber') }))
    core.hub.changed('rejected')
    core.hub.statusChanged()
    // Earlier runs failed for want of an enrolment: not after their pause, but now. Nobody waits for the list to come.
    engine.syncNow().catch((error: unknown) => {
      if (!(error instanceof DeskError)) core.deps.log.error('device.firstSync', error)
    })
  }

  return {
    enrolment: async () => ({ hasCentral: core.deps.central !== null, suggestedName: hostname().slice(0, 80) }),
    enrol: async ({ enrolmentCode, deviceName }) => {
      // Two windows, one code: the second is told what became of the first.
      if (enrolling !== null) throw new DeskError('CONFLICT', 'ALREADY_ENROLLED')
      enrolling = enrol(enrolmentCode, deviceName)
      try {
        await enrolling
      } finally {
        enrolling = null
      }
      return await systemStatusOf(core, link)
    },
  }
}
