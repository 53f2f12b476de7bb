import type { KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import FlagIcon from '@mui/icons-material/FlagOutlined'
import type { CaseSummary } from '#shared/contract/desktop/contract.ts'
import { caseStateWord } from '#shared/domain/case-words.ts'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { fullDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.cases
const rowButton = 'button[data-case]'

/** The first result takes the focus. */
export const focusFirstResult = (): void => document.querySelector<HTMLElement>(rowButton)?.focus()

/** ↑ and ↓ walk through the rows; Enter is the button's own. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(rowButton)]
  const target = all[all.findIndex((one) => one === document.activeElement) + step]
  if (target === undefined) return
  event.preventDefault()
  target.focus()
}

const kindText = (found: CaseSummary) => `${text.kinds[found.kind]}${found.question === '' ? '' : `（${found.question}）`}`
/** What a case is called: its number, or the facility and the time. */
export const caseName = (found: CaseSummary): string => found.number ?? `${text.kinds[found.kind]} ${fullDateTime(found.at)}`

/** What was found, newest first. */
export function CaseResults({ cases, onOpen }: { readonly cases: readonly CaseSummary[]; readonly onOpen: (found: CaseSummary) => void }) {
  const { columns } = text
  return (
    <TableContainer>
      <Table aria-label={text.title}>
        <TableHead>
          <TableRow>{Object.values(columns).map((heading) => <TableCell key={heading}>{heading}</TableCell>)}</TableRow>
        </TableHead>
        <TableBody onKeyDown={walk}>
          {cases.map((found) => (
            <TableRow key={`${found.kind}-${found.id}`} hover>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <Link component="button" type="button" data-case aria-label={text.openOf(caseName(found))} sx={{ fontWeight: 600 }} onClick={() => onOpen(found)}>{kindText(found)}</Link>
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{found.number ?? '－'}</TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{fullDateTime(found.at)}</TableCell>
              <TableCell>
                {found.facilityName === null && found.facilityCode === null ? '－' : (
                  <>
                    <Box>{found.facilityName ?? '－'}</Box>
                    {found.facilityCode === null ? null : <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}><FacilityCode code={found.facilityCode} /></Box>}
                  </>
                )}
              </TableCell>
              <TableCell>{found.callerName === null || found.callerName === '' ? '－' : found.callerName}</TableCell>
              <TableCell>
                <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
                  <span>{found.state === '' ? '－' : caseStateWord(found.kind, found.state)}</span>
                  {found.isOverride ? <StateChip tone="warning" icon={FlagIcon} text={text.isOverride} /> : null}
                </Box>
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{found.staffName ?? '－'}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
