/** Facility lists on their way to central, and what desktops see of them. */
import { randomUUID } from 'node:crypto'
import type { CentralClient, CentralReply } from '#shared/contract/central/client.ts'
import { CentralProblem } from '#shared/contract/central/problem.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import type { FacilityListKind, ListForm } from '#shared/domain/facility.ts'
import { listQuestionKinds, type ListQuestionKind } from '#shared/domain/list-questions.ts'
import type { Desktop, SignedIn } from './desktop.ts'
import { publishedOf } from './records.ts'
import { clientOf, type TestCentral } from './test-central.ts'

export const clientOfPerson = (test: TestCentral, who: SignedIn): CentralClient => clientOf(test.url, who.session.accessToken)

/** The code of the problem a call ends in. */
export const problemOf = async (call: Promise<unknown>): Promise<string> =>
  call.then(() => 'no problem', (error: unknown) => (error instanceof CentralProblem ? error.code : String(error)))

export interface ListOptions {
  readonly isSample?: boolean
  readonly form?: ListForm
  readonly asOf?: string | null
  readonly sparedCodes?: string[]
  /** Default: every question there may be. */
  readonly confirmed?: ListQuestionKind[]
  /** More than the facilities' own prefectures and kinds. */
  readonly alsoCovers?: { prefectureNumber: string; listKind: FacilityListKind }[]
}

/** Hands in a list of these facilities, not yet in use. @returns its id */
export async function stageList(test: TestCentral, administrator: SignedIn, facilities: readonly FacilityRecord[], options: ListOptions = {}): Promise<string> {
  const client = clientOfPerson(test, administrator)
  const listId = randomUUID()
  const scopes = new Map([...facilities, ...(options.alsoCovers ?? [])].map((scope) => [`${scope.prefectureNumber} ${scope.listKind}`, scope]))
  const coverage = [...scopes.values()].map(({ prefectureNumber, listKind }) => ({
    prefectureNumber, listKind, asOf: options.asOf ?? null, form: options.form ?? 'bureauReport' as const,
  }))
  await client.call('startFacilityList', { body: { listId, isSample: options.isSample ?? false, coverage, sparedCodes: options.sparedCodes ?? [] } })
  if (facilities.length > 0) await client.call('addFacilities', { parameters: { listId, part: 0 }, body: { facilities: facilities.map(publishedOf) } })
  return listId
}

export function activateList(
  test: TestCentral, administrator: SignedIn, listId: string, expectedCount: number, confirmed: ListQuestionKind[] = [],
): Promise<CentralReply<'activateFacilityList'>> {
  return clientOfPerson(test, administrator).call('activateFacilityList', { parameters: { listId }, body: { expectedCount, confirmed } })
}

/** Loads a list of these facilities; what it covers and does not name is closed. */
export async function useList(
  test: TestCentral, administrator: SignedIn, facilities: readonly FacilityRecord[], options: ListOptions = {},
): Promise<CentralReply<'activateFacilityList'>> {
  const listId = await stageList(test, administrator, facilities, options)
  return activateList(test, administrator, listId, facilities.length, options.confirmed ?? [...listQuestionKinds])
}

/** The facility as desktops fetch it. @throws where none has this code */
export async function fetchFacility(test: TestCentral, desk: Desktop, facilityCode: string): Promise<FacilityRecord> {
  const afterCode = (BigInt(facilityCode) - 1n).toString().padStart(10, '0')
  const { facilities } = await clientOf(test.url, desk.deviceToken).call('listFacilities', { query: { afterCode, limit: 1 } })
  const [found] = facilities
  if (found?.facilityCode !== facilityCode) throw new Error('There is no facility of this code')
  return found
}

/** Version of the list in use, and the codes touched after another one. */
export async function touchedSince(test: TestCentral, desk: Desktop, sinceVersion: number): Promise<{ version: number; codes: string[] }> {
  const { version, facilities } = await clientOf(test.url, desk.deviceToken).call('listFacilities', { query: { sinceVersion } })
  return { version, codes: facilities.map((facility) => facility.facilityCode) }
}

export async function versionInUse(test: TestCentral, desk: Desktop): Promise<number> {
  return (await touchedSince(test, desk, 2 ** 31 - 1)).version
}
