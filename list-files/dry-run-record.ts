import type { FacilityType, PublishedFacility, PublishedStatus } from '#shared/domain/facility.ts'

/** One line of `import --dry-run --json`: text as published, absent = null. */
export interface DryRunRecord {
  readonly code10: string
  readonly name: string
  /** 7 digits. */
  readonly postal: string | null
  readonly address: string
  readonly phone: string | null
  readonly founder: string | null
  readonly manager: string | null
  /** ISO date. */
  readonly designatedOn: string | null
  readonly type: FacilityType
  readonly status: PublishedStatus
}

export function dryRunRecord(facility: PublishedFacility): DryRunRecord {
  return {
    code10: facility.facilityCode,
    name: facility.name,
    postal: facility.postalCode,
    address: facility.address,
    phone: facility.telephone,
    founder: facility.founder,
    manager: facility.manager,
    designatedOn: facility.designatedOn,
    type: facility.type,
    status: facility.status,
  }
}
