import { useState, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import { SelectInput } from '../../parts/select-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'

const text = ja.requests

interface AssignedRow {
  readonly assignedTo: string | null
  readonly requestedBy: string
  readonly assignedToName: string
  readonly isMine: boolean
  readonly isLate: boolean
}

/** Who sees to it: the one it was given to, else who took it down. */
const keeperOf = (row: AssignedRow): string => row.assignedTo ?? row.requestedBy

/** Mine (those of whom I stand in for included), of one person, everyone's; only what is late. Late ones stay first, as they come. */
export function useAssignedFilter(): { readonly narrow: <Row extends AssignedRow>(rows: readonly Row[]) => readonly Row[]; readonly bar: (rows: readonly AssignedRow[]) => ReactNode } {
  const [whose, setWhose] = useState('all')
  const [isLateOnly, setIsLateOnly] = useState(false)
  const isWhose = (row: AssignedRow) => whose === 'all' || (whose === 'mine' ? row.isMine : `staff-${keeperOf(row)}` === whose)
  return {
    narrow: (rows) => rows.filter((row) => isWhose(row) && (!isLateOnly || row.isLate)),
    bar: (rows) => {
      const people = [...new Map(rows.map((row) => [`staff-${keeperOf(row)}`, row.assignedToName]))]
      const late = rows.filter((row) => isWhose(row) && row.isLate).length
      return (
        <>
          <Box sx={{ width: 220 }}>
            <SelectInput label={text.assigned} value={whose} onChoose={setWhose} options={[{ value: 'all', text: text.assignedAll }, { value: 'mine', text: text.assignedMine }, ...people.map(([value, name]) => ({ value, text: name }))]} />
          </Box>
          <ToggleButton value="late" size="small" selected={isLateOnly} onChange={() => setIsLateOnly(!isLateOnly)} sx={{ minHeight: 34, px: 3, ...(late > 0 && !isLateOnly ? { color: colours.bad, bgcolor: colours.badTint, fontWeight: 700 } : {}) }}>{text.late(late)}</ToggleButton>
        </>
      )
    },
  }
}
