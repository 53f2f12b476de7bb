import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import DoneIcon from '@mui/icons-material/PlaylistAddCheckOutlined'
import HomeIcon from '@mui/icons-material/HomeWorkOutlined'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { EmptyNotice } from '../../parts/notices.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { day, shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.callbacks.waits

/** 住所相違・一覧待ち: who waits for the list, and those it has caught up with. */
export function AddressWaits() {
  const waits = useDeskQuery('verifications', 'listAddressWaits', null, (desk, signal) => desk.verifications.listAddressWaits({}, { signal }))
  return (
    <>
      <Box sx={{ p: 3, fontSize: typeScale.small, color: colours.inkSoft }}>{text.lead}</Box>
      <Answer of={waits}>
        {(rows) => rows.length === 0 ? <EmptyNotice icon={<HomeIcon />}>{text.empty}</EmptyNotice> : (
          <Table aria-label={text.heading}>
            <TableHead>
              <TableRow>
                <TableCell>{text.columns.facility}</TableCell>
                <TableCell>{text.columns.state}</TableCell>
                <TableCell>{text.columns.performedAt}</TableCell>
                <TableCell>{text.columns.until}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={row.verificationId}>
                  <TableCell>
                    <Box sx={{ fontWeight: 700 }}>{row.facility.name}</Box>
                    <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}><FacilityCode code={row.facility.facilityCode} />　{row.facility.prefectureName}{row.facility.town}</Box>
                  </TableCell>
                  <TableCell>{row.outcome === 'listUpdated' ? <StateChip tone="info" icon={DoneIcon} text={text.states.listUpdated} /> : <StateChip tone="warning" icon={HomeIcon} text={text.states.addressDiffers} />}</TableCell>
                  <TableCell>{shortDateTime(row.performedAt)}<Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{row.performedByName}</Box></TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{day(row.waitsUntil)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Answer>
    </>
  )
}
