import type { Migration } from './migration.ts'
import { migration as central } from './0001-central.ts'
import { migration as facilityList } from './0002-facility-list.ts'

/** In the order of their numbers. A number once released never changes its content. */
export const migrations: readonly Migration[] = [central, facilityList]
