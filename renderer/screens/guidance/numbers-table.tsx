import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import GoodIcon from '@mui/icons-material/CheckCircleOutlined'
import NotIcon from '@mui/icons-material/RemoveOutlined'
import { facilityNumberKinds, facilityNumberUses, usesOfFacilityNumber, type FacilityNumberKind } from '#shared/domain/provisional-code-request.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.guidance.numbers

/** What each number of a new facility is good for (Q17); the one a path ended in stands out. */
export function NumbersTable({ ended }: { readonly ended: FacilityNumberKind | null }) {
  const ground = (kind: FacilityNumberKind) => (kind === ended ? { bgcolor: colours.primaryTint, fontWeight: 700 } : {})
  return (
    <TableContainer sx={{ border: `1px solid ${colours.line}`, borderRadius: 2 }}>
      <Table size="small" aria-label={text.heading}>
        <TableHead>
          <TableRow><TableCell>{text.use}</TableCell>{facilityNumberKinds.map((kind) => <TableCell key={kind} align="center" sx={ground(kind)}>{text.kinds[kind]}</TableCell>)}</TableRow>
        </TableHead>
        <TableBody>
          {facilityNumberUses.map((use) => (
            <TableRow key={use}>
              <TableCell component="th" scope="row">{text.uses[use]}</TableCell>
              {facilityNumberKinds.map((kind) => (
                <TableCell key={kind} align="center" sx={ground(kind)}>
                  {usesOfFacilityNumber[kind].includes(use) ? <GoodIcon titleAccess={text.good} fontSize="small" sx={{ color: colours.good, display: 'block', mx: 'auto' }} /> : <NotIcon titleAccess={text.bad} fontSize="small" sx={{ color: colours.inkSoft, display: 'block', mx: 'auto' }} />}
                </TableCell>
              ))}
            </TableRow>
          ))}
          <TableRow>
            <TableCell component="th" scope="row" sx={{ color: colours.inkSoft }}>{text.issuedBy}</TableCell>
            {facilityNumberKinds.map((kind) => <TableCell key={kind} align="center" sx={{ ...ground(kind), fontSize: typeScale.small, fontWeight: 400 }}>{text.issuers[kind]}</TableCell>)}
          </TableRow>
        </TableBody>
      </Table>
    </TableContainer>
  )
}
