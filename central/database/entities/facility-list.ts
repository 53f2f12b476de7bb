import { EntitySchema } from 'typeorm'
import type { z } from 'zod'
import type { listCoverage } from '#shared/contract/central/operations.ts'
import type { FacilityRecord, PortalAccount } from '#shared/contract/records.ts'
import { boolean, integer, json, nullable, primary, text, time, uuid } from './columns.ts'

export interface FacilityListRow {
  listId: string
  state: 'staged' | 'active' | 'superseded'
  isSample: boolean
  coverage: z.infer<typeof listCoverage>[]
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
    listId: uuid('list_id', primary), state: text('state'), isSample: boolean('is_sample'), coverage: json('coverage'), version: integer('version', nullable),
    startedBy: text('started_by'), startedAt: time('started_at'), activatedAt: time('activated_at', nullable), result: json('result', nullable),
  },
})

export const facilityEntity = new EntitySchema<FacilityRecord>({
  name: 'facility',
  tableName: 'facility',
  columns: {
    facilityCode: text('facility_code', primary), name: text('name'), postalCode: text('postal_code', nullable), address: text('address'),
    telephone: text('telephone', nullable), founder: text('founder', nullable), manager: text('manager', nullable), designatedOn: text('designated_on', nullable),
    type: text('type'), status: text('status'), listKind: text('list_kind'), prefectureNumber: text('prefecture_number'),
    isSample: boolean('is_sample'), listVersion: integer('list_version'),
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
