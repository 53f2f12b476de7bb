import { Fragment, useState } from 'react'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import CoveredIcon from '@mui/icons-material/TaskAltOutlined'
import { facilityListKinds } from '#shared/domain/facility.ts'
import { EmptyNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { todayInJapan } from '../../../strings/dates.ts'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { CoverageTableCell, FaultSign } from './coverage-cell.tsx'
import { coverageView, onlyFaults, type Covered, type CoverageRegion, type CoverageView } from './coverage-view.ts'

const text = ja.facilityLists
/** Rows close together: a country has 47 of them. */
const dense = { '& td, & th': { py: 0.75 } }

function Legend() {
  return (
    <Box component="dl" aria-label={text.legend} sx={{ display: 'flex', columnGap: 5, rowGap: 1, flexWrap: 'wrap', m: 0, fontSize: typeScale.small, color: colours.inkSoft }}>
      {([['gap', text.gapMeaning], ['stale', text.staleMeaning]] as const).map(([state, meaning]) => (
        <Box key={state} sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
          <Box component="dt"><FaultSign state={state} /></Box>
          <Box component="dd" sx={{ m: 0 }}>{meaning}</Box>
        </Box>
      ))}
    </Box>
  )
}

function Region({ region }: { readonly region: CoverageRegion }) {
  const faults = text.regionFaults(region.gaps, region.stale)
  return (
    <>
      <TableRow>
        <TableCell component="th" scope="rowgroup" colSpan={1 + facilityListKinds.length} sx={{ bgcolor: colours.neutralTint, fontSize: typeScale.small, fontWeight: 700 }}>
          {region.region}
          {faults === '' ? null : <Box component="span" sx={{ ml: 3, fontWeight: 500, color: colours.inkSoft }}>{faults}</Box>}
        </TableCell>
      </TableRow>
      {region.rows.map(({ prefecture, cells }) => (
        <TableRow key={prefecture.number} hover>
          <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
            <Box component="span" sx={{ mr: 1.5, color: colours.inkSoft, fontSize: typeScale.small }}>{prefecture.number}</Box>{prefecture.name}
          </TableCell>
          {cells.map((cell) => <CoverageTableCell key={cell.listKind} cell={cell} />)}
        </TableRow>
      ))}
    </>
  )
}

function CoverageTable({ view, regions }: { readonly view: CoverageView; readonly regions: readonly CoverageRegion[] }) {
  return (
    <Table size="small" aria-label={text.coverage} sx={{ ...dense, tableLayout: 'fixed' }}>
      {/* Stays in sight while the screen scrolls under it. */}
      <TableHead sx={{ position: 'sticky', top: 0, zIndex: 1 }}>
        <TableRow>
          <TableCell sx={{ width: '14%' }}>{text.prefecture}</TableCell>
          {facilityListKinds.map((kind) => (
            <TableCell key={kind} sx={{ borderLeft: `1px solid ${colours.line}`, '&&': { whiteSpace: 'normal' } }}>
              <Box component="span" sx={{ color: colours.ink, fontSize: typeScale.body, mr: 2 }}>{ja.general.facilityKinds[kind]}</Box>
              <Box component="span" sx={{ whiteSpace: 'nowrap', fontWeight: 500 }}>{text.total(view.totals[kind])}</Box>
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>{regions.map((region) => <Fragment key={region.region}><Region region={region} /></Fragment>)}</TableBody>
    </Table>
  )
}

interface CoverageProps {
  readonly coverage: readonly Covered[]
  readonly isSample?: boolean
  /** ISO date. */
  readonly today?: string
}

/** Prefecture × kind: what is taken in, as of which day, and what is missing or old. */
export function Coverage({ coverage, isSample = false, today = todayInJapan() }: CoverageProps) {
  const [isFiltered, setIsFiltered] = useState(false)
  const view = coverageView(coverage, today, isSample)
  const isWhole = view.gaps === 0 && view.stale === 0
  return (
    <Panel
      heading={text.coverage} isFlush sx={{ overflow: 'visible' }}
      aside={
        <>
          <Box component="span" role="status" sx={{ fontWeight: 700, color: isWhole ? colours.good : colours.ink }}>{isWhole ? text.allCovered : text.gapsAndStale(view.gaps, view.stale)}</Box>
          <FormControlLabel control={<Checkbox size="small" checked={isFiltered} onChange={(_event, isOn) => setIsFiltered(isOn)} />} label={text.onlyFaults} sx={{ m: 0, ml: 2, '& .MuiTypography-root': { fontSize: typeScale.body } }} />
        </>
      }
    >
      <Box sx={{ px: 4, pb: 2.5, display: 'grid', gap: 1.5 }}>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.coverageLead}</Box>
        <Legend />
      </Box>
      {isFiltered && isWhole ? <EmptyNotice icon={<CoveredIcon />}>{text.allCovered}</EmptyNotice> : <CoverageTable view={view} regions={isFiltered ? onlyFaults(view) : view.regions} />}
    </Panel>
  )
}
