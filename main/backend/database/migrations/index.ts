import { FirstSchema0000000000001 } from './0001-first-schema.ts'
import { FacilityListFile0000000000002 } from './0002-facility-list-file.ts'
import { Mailroom0000000000003 } from './0003-mailroom.ts'

/** In order; the number of each is its place in this list, from 1. */
export const migrations = [FirstSchema0000000000001, FacilityListFile0000000000002, Mailroom0000000000003] as const
