import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import type { Difference } from './line-differences.ts'

const text = ja.documents
const value = { whiteSpace: 'pre-wrap', verticalAlign: 'top' } as const

/** The fields that changed, before and after. */
export function DifferencesTable({ differences }: { readonly differences: readonly Difference[] }) {
  if (differences.length === 0) return <Box sx={{ color: colours.inkSoft }}>{text.noDifferences}</Box>
  return (
    <TableContainer sx={{ border: `1px solid ${colours.line}`, borderRadius: 2 }}>
      <Table size="small" aria-label={text.differences} sx={{ tableLayout: 'fixed' }}>
        <TableHead>
          <TableRow>{[text.item, text.before, text.after].map((heading, index) => <TableCell key={heading} sx={{ width: index === 0 ? '24%' : '38%' }}>{heading}</TableCell>)}</TableRow>
        </TableHead>
        <TableBody>
          {differences.map((difference, index) => (
            <TableRow key={index}>
              <TableCell sx={{ fontWeight: 600, verticalAlign: 'top' }}>{difference.place}</TableCell>
              <TableCell sx={{ ...value, color: colours.inkSoft }}>{difference.before ?? text.absent}</TableCell>
              <TableCell sx={{ ...value, fontWeight: 600 }}>{difference.after ?? text.absent}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
