import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { facilityListKinds, type FacilityListKind } from '#shared/domain/facility.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import { Panel } from '../../parts/panel.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.facilityLists

interface Covered {
  readonly prefectureNumber: string
  readonly listKind: FacilityListKind
  readonly count: number
}

/** Which prefecture and kind a list has been taken in for: what is not covered is not closed by it. */
export function Coverage({ coverage }: { readonly coverage: readonly Covered[] }) {
  const counts = new Map(coverage.map((entry) => [`${entry.prefectureNumber}:${entry.listKind}`, entry.count]))
  return (
    <Panel heading={text.coverage} isFlush>
      <Box sx={{ px: 4, pb: 2, fontSize: typeScale.small, color: colours.inkSoft }}>{text.coverageLead}</Box>
      <TableContainer tabIndex={0} role="region" aria-label={text.coverage} sx={{ maxHeight: 420 }}>
        <Table size="small" stickyHeader aria-label={text.coverage}>
          <TableHead>
            <TableRow>
              <TableCell>{text.prefecture}</TableCell>
              {facilityListKinds.map((kind) => <TableCell key={kind} align="right">{ja.general.facilityKinds[kind]}</TableCell>)}
            </TableRow>
          </TableHead>
          <TableBody>
            {prefectures.map(({ number, name }) => (
              <TableRow key={number}>
                <TableCell component="th" scope="row">{number} {name}</TableCell>
                {facilityListKinds.map((kind) => <TableCell key={kind} align="right">{counts.get(`${number}:${kind}`)?.toLocaleString('ja-JP') ?? '－'}</TableCell>)}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Panel>
  )
}
