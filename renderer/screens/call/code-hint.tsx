import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { normaliseFacilityCode } from '#shared/domain/facility-code.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.call.search
/** Ten digits and nothing but separators around them. */
const codeIn = (typed: string): string | null => {
  const digits = normaliseFacilityCode(typed)
  return digits.length === 10 && !/[^\d\s‐‑‒–—―−ー－.・,，、-]/u.test(typed.normalize('NFKC')) ? digits : null
}

interface CodeHintProps {
  readonly typed: string
  readonly hasResults: boolean
  readonly isSettled: boolean
  readonly onOpen: (facility: FoundFacility) => void
}

/** もしかして: a code of ten digits that finds nothing. A hint, never a wall. */
export function CodeHint({ typed, hasResults, isSettled, onOpen }: CodeHintProps) {
  const code = codeIn(typed)
  const isAsked = code !== null && !hasResults && isSettled
  const check = useDeskQuery('facilities', 'checkCode', code, (desk, signal) => desk.facilities.checkCode({ code: code ?? '' }, { signal }), { isEnabled: isAsked })
  if (!isAsked || check.data === undefined || check.data.isListed) return null
  const { suggestions, valid } = check.data
  return (
    <Alert severity="warning" role="status">
      {valid ? text.codeUnlisted : text.codeWrong}
      <Box sx={{ display: 'grid', justifyItems: 'start', gap: 1, mt: 1 }}>
        {suggestions.slice(0, 6).map((facility) => (
          // Not `code`: what the caller said was another one, it is still to be asked.
          <Button key={facility.facilityCode} size="small" color="inherit" onClick={() => onOpen({ ...facility, matchedBy: 'words' })} sx={{ whiteSpace: 'normal', textAlign: 'left' }}>
            <FacilityCode code={facility.facilityCode} />　{facility.name}　{facility.prefectureName}{facility.town}
          </Button>
        ))}
        {suggestions.length === 0 && !valid ? text.noSuggestion : null}
      </Box>
    </Alert>
  )
}
