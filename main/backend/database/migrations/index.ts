import { FirstSchema0000000000001 } from './0001-first-schema.ts'
import { FacilityListFile0000000000002 } from './0002-facility-list-file.ts'
import { Cases0000000000004 } from './0004-cases.ts'
import { Mailroom0000000000003 } from './0003-mailroom.ts'
import { ChangesAgain0000000000005 } from './0005-changes-again.ts'
import { ForeseenChanges0000000000006 } from './0006-foreseen-changes.ts'

/** In order; the number of each is its place in this list, from 1. */
export const migrations = [
  FirstSchema0000000000001, FacilityListFile0000000000002, Mailroom0000000000003, Cases0000000000004, ChangesAgain0000000000005, ForeseenChanges0000000000006,
] as const
