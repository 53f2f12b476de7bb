import type { ReactNode } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import CloseIcon from '@mui/icons-material/CloseOutlined'
import ErrorIcon from '@mui/icons-material/ErrorOutlined'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import type { ChosenFile } from './import-files.ts'
import { sheetFacts } from './sheet-facts.ts'

const text = ja.facilityLists

export function RemoveFile({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  return <IconButton size="small" aria-label={text.remove(name)} title={text.remove(name)} onClick={onRemove}><CloseIcon fontSize="small" /></IconButton>
}

function Section({ heading, aside, children }: { readonly heading: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, mb: 1, minHeight: 30 }}>
        <Typography variant="h3" sx={{ flex: 1 }}>{heading}</Typography>
        {aside}
      </Box>
      {children}
    </Box>
  )
}

/** Files that cannot be read: why, and out with them. */
export function ProblemFiles({ files, onRemove }: { readonly files: readonly ChosenFile[]; readonly onRemove: (files: readonly ChosenFile[]) => void }) {
  return (
    <Section heading={text.problems(files.length)} aside={<Button size="small" onClick={() => onRemove(files)}>{text.removeProblems(files.length)}</Button>}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, borderTop: `1px solid ${colours.line}` }}>
        {files.map((entry) => (
          <Box component="li" key={entry.file.name} sx={{ display: 'flex', gap: 2, alignItems: 'center', py: 1.5, px: 2, borderBottom: `1px solid ${colours.line}`, bgcolor: colours.badTint }}>
            <ErrorIcon aria-hidden sx={{ fontSize: 18, color: colours.bad }} />
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Box sx={{ fontWeight: 600 }}>{entry.file.name}</Box>
              <Box sx={{ fontSize: typeScale.small, color: colours.bad }}>{entry.inspected?.problem}</Box>
            </Box>
            <RemoveFile name={entry.file.name} onRemove={() => onRemove([entry])} />
          </Box>
        ))}
      </Box>
    </Section>
  )
}

interface ReadyFilesProps {
  readonly files: readonly ChosenFile[]
  readonly onRemove: (files: readonly ChosenFile[]) => void
  readonly onColumns: (file: ChosenFile) => void
}

/** Files that say themselves what they are, with what was recognised. */
export function ReadyFiles({ files, onRemove, onColumns }: ReadyFilesProps) {
  const heading = text.ready(files.length)
  const { file, prefecture, kind, asOf, form } = text.fileColumns
  return (
    <Section heading={heading}>
      <TableContainer tabIndex={0} role="region" aria-label={heading} sx={{ maxHeight: 360, border: `1px solid ${colours.line}`, borderRadius: 1.5 }}>
        <Table size="small" stickyHeader aria-label={heading} sx={{ '& td, & th': { py: 0.75 } }}>
          <TableHead><TableRow>{[file, prefecture, kind, asOf, form].map((column) => <TableCell key={column}>{column}</TableCell>)}<TableCell padding="none" sx={{ width: 48 }}>{text.removeShort}</TableCell></TableRow></TableHead>
          <TableBody>
            {files.map((entry) => {
              const facts = sheetFacts(entry)
              return (
                <TableRow key={entry.file.name} hover>
                  <TableCell>{entry.file.name}</TableCell>
                  <TableCell>{facts.prefectures}</TableCell>
                  <TableCell>{facts.kinds}</TableCell>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{facts.days}</TableCell>
                  <TableCell>
                    {facts.form}
                    {entry.inspected?.table == null ? null : <Button size="small" variant="text" onClick={() => onColumns(entry)} sx={{ ml: 1, minHeight: 24, py: 0 }}>{text.changeColumns}</Button>}
                  </TableCell>
                  <TableCell padding="none"><RemoveFile name={entry.file.name} onRemove={() => onRemove([entry])} /></TableCell>
                </TableRow>
              )
            })}
          </TableBody>
        </Table>
      </TableContainer>
    </Section>
  )
}

export { Section as FileSection }

/** What was not taken at all. */
export function RefusedFiles({ sentences }: { readonly sentences: readonly string[] }) {
  return sentences.length === 0 ? null : (
    <Alert severity="error" role="alert">
      {sentences.map((sentence) => <Box key={sentence}>{sentence}</Box>)}
    </Alert>
  )
}
