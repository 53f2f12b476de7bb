import type { PortalAccountState } from '#shared/domain/notice.ts'
import { publishedSampleCodes } from './published-sample-codes.ts'
import type { SampleFacility } from './sample-list.ts'
import { seededRandom } from './seeded-random.ts'

/** 登録済, 仮登録のみ, 未登録, 仮コードで登録. */
export type SampleAccountState = Exclude<PortalAccountState, 'unknown'>

export interface SamplePortalAccount {
  readonly facilityCode: string
  readonly state: SampleAccountState
  /** Login address, one of its own for every facility, of a domain kept for examples (RFC 2606, JPRS); null where there is none yet. */
  readonly emailAddress: string | null
  /** ISO date of the registration, null where there is none. */
  readonly registeredOn: string | null
}

/** So that each state can be shown on a facility everyone knows. */
const shownStates: Readonly<Record<string, SampleAccountState>> = {
  '0110113420': 'provisionalRegistration',
  '1310110049': 'unregistered',
  '1618010035': 'registeredWithProvisionalCode',
}

const publishedCodes: ReadonlySet<string> = new Set(publishedSampleCodes.map(([facilityCode]) => facilityCode))

/** The registered address of a sample: to be said when comparing is tried. */
const sampleMailOf = (facilityCode: string): string => `info@f${facilityCode}.example.jp`

/** The portal account of every facility of the sample, the same for the same seed, in the same order. */
export function generateSamplePortalAccounts(facilities: readonly SampleFacility[], { seed }: { readonly seed: number }): SamplePortalAccount[] {
  const random = seededRandom(seed)
  return facilities.map(({ facilityCode }) => {
    const drawn = random.pickWeighted<SampleAccountState>([['registered', 80], ['provisionalRegistration', 7], ['unregistered', 9], ['registeredWithProvisionalCode', 4]])
    const registeredOn = `${random.integer(2020, 2025)}-${String(random.integer(1, 12)).padStart(2, '0')}-${String(random.integer(1, 28)).padStart(2, '0')}`
    // Whoever tries the product looks for these first: most of them must lead to a notice.
    const state = shownStates[facilityCode] ?? (publishedCodes.has(facilityCode) ? 'registered' : drawn)
    const isRegistered = state === 'registered' || state === 'registeredWithProvisionalCode'
    return {
      facilityCode,
      state,
      emailAddress: state === 'unregistered' ? null : sampleMailOf(facilityCode),
      registeredOn: isRegistered ? registeredOn : null,
    }
  })
}
