/** Putting a facility list into use by command, on central's own machine: the same rules as for a desktop's list. */
import type { z } from 'zod'
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { listCoverage } from '#shared/contract/central/operations.ts'
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import type { FacilityListKind } from '#shared/domain/facility.ts'
import type { ListQuestionKind } from '#shared/domain/list-questions.ts'
import type { Database } from '../database/open-database.ts'
import { activateFacilityList, addFacilities, discardFacilityList, previewFacilityList, startFacilityList, type ListImporter } from '../facility-lists/facility-lists.ts'
import { codesInUse } from '../facility-lists/facility-repository.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { AdministrationError } from '../staff/administration.ts'
import { findStaff } from '../staff/staff-repository.ts'

/** Who gives the command: an administrator by ID, or null = whoever has this account of the operating system. */
export interface CommandPerson {
  readonly by: string | null
  readonly account: string | null
}

export interface NewServerList {
  readonly listId: string
  readonly coverage: z.output<typeof listCoverage>[]
  readonly sparedCodes: string[]
}

export interface FacilityListAdministration {
  /** Codes of real facilities in use, in their order, at most `limit`; none while only a sample is in use. */
  readonly codesInUse: (scope: { prefectureNumber: string; listKind: FacilityListKind; after: string; limit: number }) => Promise<string[]>
  /** @throws AdministrationError, also where a table's list comes without a person */
  readonly start: (list: NewServerList, person: CommandPerson) => Promise<void>
  /** @throws AdministrationError */
  readonly add: (listId: string, part: number, facilities: readonly PublishedFacilityRecord[]) => Promise<void>
  /** @throws AdministrationError */
  readonly preview: (listId: string) => Promise<CentralReply<'previewFacilityList'>>
  /** @throws AdministrationError where a question is not confirmed: nothing changed */
  readonly activate: (listId: string, wanted: { expectedCount: number; confirmed: readonly ListQuestionKind[] }, person: CommandPerson) => Promise<CentralReply<'activateFacilityList'>>
  /** @throws AdministrationError for one that is in use */
  readonly discard: (listId: string, person: CommandPerson) => Promise<void>
}

const refused: Partial<Record<Refusal['code'], string>> = {
  CONFIRMATION_NEEDED: 'The list in use changed meanwhile, and this list now raises a question. Run the command again.',
  CONFLICT: 'The list was dropped or put into use meanwhile. Run the command again.',
  NOT_FOUND: 'The list was dropped meanwhile. Run the command again.',
  INVALID_REQUEST: 'The list holds something central does not take. Nothing was changed.',
}

async function speaking<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    throw new AdministrationError(refused[error.code] ?? `Central refused the list (${error.code}). Nothing was changed.`)
  })
}

export function createFacilityListAdministration(database: Database, clock: Clock): FacilityListAdministration {
  /** A colon stands in no staff ID: an account of the operating system is never taken for a person of the list. */
  const importerOf = async ({ by, account }: CommandPerson): Promise<ListImporter> => {
    if (by === null) return { staff: { staffId: `account:${account ?? '-'}` }, deviceId: null }
    const person = await findStaff(database.reader, by)
    if (person === null || !person.isActive || person.role !== 'administrator') throw new AdministrationError('--by must be the ID of an administrator in service')
    return { staff: { staffId: person.staffId }, deviceId: null }
  }
  return {
    codesInUse: ({ prefectureNumber, listKind, after, limit }) => codesInUse(database.reader, { prefectureNumber, listKind }, after, limit),
    start: async (list, person) => {
      // Who may not approve or print letters to an address is told by who brought it (docs/sync.md, Who changed the address).
      if (person.by === null && list.coverage.some(({ form }) => form === 'table')) {
        throw new AdministrationError('These files are tables, not a bureau\'s report: name the administrator who answers for the addresses with --by ID')
      }
      await speaking(startFacilityList(database, clock, await importerOf(person), { ...list, isSample: false }))
    },
    add: async (listId, part, facilities) => void (await speaking(addFacilities(database, listId, part, facilities))),
    preview: (listId) => speaking(previewFacilityList(database, listId)),
    activate: async (listId, wanted, person) => speaking(activateFacilityList(database, clock, await importerOf(person), listId, wanted)),
    discard: async (listId, person) => void (await speaking(discardFacilityList(database, clock, await importerOf(person), listId))),
  }
}
