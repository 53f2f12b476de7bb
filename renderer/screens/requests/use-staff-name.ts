import { useDeskQuery } from '../../api/use-desk.ts'

export const useCaseStaff = () => useDeskQuery('cases', 'staff', null, (desk, signal) => desk.cases.staff({}, { signal }))

/** Name of a person; their id until names are there, or for those who are gone. */
export function useStaffName(): (staffId: string) => string {
  const staff = useCaseStaff()
  return (staffId) => staff.data?.find((one) => one.staffId === staffId)?.displayName ?? staffId
}
