import { useId } from 'react'
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import type { ChangeConflict } from '#shared/contract/desktop/contract.ts'
import { FieldLabel } from '../../parts/field-label.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { fieldWord, valueWords } from './change-words.ts'

type Side = 'mine' | 'theirs'

interface ConflictFieldProps {
  readonly conflict: ChangeConflict
  readonly value: Side | null
  readonly errorText: string | undefined
  readonly onChoose: (side: Side) => void
}

/** Both values of one field side by side, however long they are; one is chosen. */
export function ConflictField({ conflict, value, errorText, onChoose }: ConflictFieldProps) {
  const labelId = useId()
  const errorId = useId()
  return (
    <Box>
      <FieldLabel id={labelId} text={fieldWord(conflict.field)} need="required" />
      <RadioGroup
        aria-labelledby={labelId} aria-describedby={errorText === undefined ? undefined : errorId} value={value ?? ''} onChange={(_event, next) => onChoose(next as Side)}
        sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2 }}
      >
        {(['mine', 'theirs'] as const).map((side) => (
          <FormControlLabel
            key={side} value={side} control={<Radio size="small" />}
            sx={{ alignItems: 'flex-start', m: 0, p: 2, border: `1px solid ${value === side ? colours.primary : colours.lineControl}`, borderRadius: 1 }}
            label={
              <>
                <Box component="span" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{`${ja.changes.conflict[side]}：`}</Box>
                <Box component="span" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{valueWords(conflict.field, conflict[side]) || ja.changes.empty}</Box>
              </>
            }
          />
        ))}
      </RadioGroup>
      {errorText === undefined ? null : <FormHelperText error id={errorId}>{errorText}</FormHelperText>}
    </Box>
  )
}
