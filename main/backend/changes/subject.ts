/** What a change is about, as people call it: its number, the facility or who called. */
import type { EntityManager } from 'typeorm'
import type { Core } from '../core.ts'
import { callbacks, calls, emailChangeRequests, lots, notices, postingSlips, provisionalCodeRequests, verifications } from '../database/record-repository.ts'
import type { OutboxRow } from '../database/entities/sync.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'

const nameOf = (core: Core, facilityCode: string | null | undefined): string | null =>
  facilityCode === null || facilityCode === undefined ? null : (facilityByCode(core.facilityList.handle(), facilityCode)?.name ?? facilityCode)

type Parts = readonly (string | null | undefined)[]

const partsOf: Readonly<Record<string, (manager: EntityManager, core: Core, id: string) => Promise<Parts>>> = {
  call: async (manager, core, id) => {
    const call = await calls.get(manager, id)
    return [...(call?.facilityCodes ?? []).slice(0, 1).map((code) => nameOf(core, code)), call?.callerName]
  },
  callback: async (manager, core, id) => {
    const callback = await callbacks.get(manager, id)
    return [nameOf(core, callback?.facilityCode), callback?.callerName]
  },
  verification: async (manager, _core, id) => [(await verifications.get(manager, id))?.facility.name],
  notice: async (manager, _core, id) => {
    const notice = await notices.get(manager, id)
    return [notice?.noticeNumber, notice?.facility.name]
  },
  lot: async (manager, _core, id) => [(await lots.get(manager, id))?.lotNumber],
  postingSlip: async (manager, _core, id) => [(await postingSlips.get(manager, id))?.slipNumber],
  emailChangeRequest: async (manager, core, id) => {
    const request = await emailChangeRequests.get(manager, id)
    return [request?.requestNumber, nameOf(core, request?.facilityCode)]
  },
  provisionalCodeRequest: async (manager, _core, id) => {
    const request = await provisionalCodeRequests.get(manager, id)
    const name = request?.form.facilityName
    return [request?.requestNumber, name !== undefined && 'value' in name ? name.value : null]
  },
}

/** Null where it is about nothing a person knows by name. */
export const subjectOf = async (manager: EntityManager, core: Core, { entity, entityId }: Pick<OutboxRow, 'entity' | 'entityId'>): Promise<string | null> => {
  const ask = entity === null || !Object.hasOwn(partsOf, entity) ? undefined : partsOf[entity]
  if (ask === undefined || entityId === null) return null
  const said = (await ask(manager, core, entityId)).filter((part) => part !== null && part !== undefined && part !== '')
  return said.length === 0 ? null : said.join('　')
}
