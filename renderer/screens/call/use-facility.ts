import { useDeskQuery } from '../../api/use-desk.ts'

/** One facility, masked, with its portal account state and notices. */
export const useFacility = (facilityCode: string | null) =>
  useDeskQuery('facilities', 'get', facilityCode, (desk, signal) => desk.facilities.get({ facilityCode: facilityCode ?? '' }, { signal }), { isEnabled: facilityCode !== null })
