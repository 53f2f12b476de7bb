import type { Migration } from './migration.ts'
import { migration as central } from './0001-central.ts'
import { migration as facilityList } from './0002-facility-list.ts'
import { migration as noticeLife } from './0003-notice-life.ts'
import { migration as office } from './0004-office.ts'
import { migration as cases } from './0005-cases.ts'
import { migration as enrolmentAndOidc } from './0006-enrolment-and-oidc.ts'
import { migration as administration } from './0007-administration.ts'
import { migration as knownDevices } from './0008-known-devices.ts'

/** In the order of their numbers. A number once released never changes its content. */
export const migrations: readonly Migration[] = [central, facilityList, noticeLife, office, cases, enrolmentAndOidc, administration, knownDevices]
