import type { ReactNode } from 'react'
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { colours } from '../../../theme/tokens.ts'

interface ReportTableProps {
  readonly heading: string
  readonly columns: readonly string[]
  /** Empty text = nothing to say. */
  readonly rows: readonly (readonly string[])[]
  readonly aside?: ReactNode
}

/** A part of a report as a table of its own. */
export function ReportTable({ heading, columns, rows, aside }: ReportTableProps) {
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, mb: 1, minHeight: 30 }}>
        <Typography variant="h3" sx={{ flex: 1 }}>{heading}</Typography>
        {aside}
      </Box>
      <TableContainer tabIndex={0} role="region" aria-label={heading} sx={{ maxHeight: 280, border: `1px solid ${colours.line}`, borderRadius: 1.5 }}>
        <Table size="small" stickyHeader aria-label={heading} sx={{ '& td, & th': { py: 0.75 } }}>
          <TableHead><TableRow>{columns.map((column) => <TableCell key={column}>{column}</TableCell>)}</TableRow></TableHead>
          <TableBody>
            {rows.map((row, index) => <TableRow key={index}>{row.map((cell, column) => <TableCell key={column}>{cell === '' ? '－' : cell}</TableCell>)}</TableRow>)}
          </TableBody>
        </Table>
      </TableContainer>
    </Box>
  )
}

interface FiguresProps {
  readonly figures: readonly { readonly name: string; readonly value: number; readonly isBad?: boolean }[]
}

/** Counts in a row, the number before its name. */
export function Figures({ figures }: FiguresProps) {
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(104px, 1fr))', gap: 2 }}>
      {figures.map(({ name, value, isBad = false }) => (
        <Box key={name} sx={{ display: 'flex', flexDirection: 'column-reverse', px: 3, py: 2, borderRadius: 2, bgcolor: isBad ? colours.badTint : colours.sunken }}>
          <Box component="dt" sx={{ fontSize: '0.8125rem', color: colours.inkSoft }}>{name}</Box>
          <Box component="dd" sx={{ m: 0, fontSize: '1.25rem', fontWeight: 700 }}>{value.toLocaleString('ja-JP')}</Box>
        </Box>
      ))}
    </Box>
  )
}
