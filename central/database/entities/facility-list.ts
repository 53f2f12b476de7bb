import { EntitySchema } from 'typeorm'
import type { z } from 'zod'
import type { listCoverage } from '#shared/contract/central/operations.ts'
import type { PortalAccount } from '#shared/contract/records.ts'
import { boolean, integer, json, nullable, primary, text, time, uuid } from './columns.ts'

export interface FacilityListRow {
  listId: string
  state: 'staged' | 'active' | 'superseded' | 'discarded'
  isSample: boolean
  coverage: z.infer<typeof listCoverage>[]
  /** Codes whose row could not be read: in the list, whatever became of the row. */
  sparedCodes: string[]
  /** Of the list in use once this one was activated; one that changed nothing has that of the list before. */
  version: number | null
  startedBy: string
  startedAt: Date
  activatedAt: Date | null
  result: ListChanges | null
}
export interface ListChanges {
  version: number
  added: number
  changed: number
  unchanged: number
  closed: number
}
export const facilityListEntity = new EntitySchema<FacilityListRow>({
  name: 'facilityList',
  tableName: 'facility_list',
  columns: {
    listId: uuid('list_id', primary), state: text('state'), isSample: boolean('is_sample'), coverage: json('coverage'), sparedCodes: json('spared_codes'),
    version: integer('version', nullable),
    startedBy: text('started_by'), startedAt: time('started_at'), activatedAt: time('activated_at', nullable), result: json('result', nullable),
  },
})

export interface PortalAccountRow extends PortalAccount {
  version: number
}
export const portalAccountEntity = new EntitySchema<PortalAccountRow>({
  name: 'portalAccount',
  tableName: 'portal_account',
  columns: { facilityCode: text('facility_code', primary), state: text('state'), version: integer('version') },
})
