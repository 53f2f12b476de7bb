import Box from '@mui/material/Box'
import { DueMark } from './due-mark.tsx'

/** Who sees to a case, and until when. */
export function AssignedCell({ row }: { readonly row: { readonly assignedToName: string; readonly dueOn: string | null; readonly isLate: boolean } }) {
  return (
    <>
      <Box>{row.assignedToName}</Box>
      <DueMark dueOn={row.dueOn} isLate={row.isLate} />
    </>
  )
}
