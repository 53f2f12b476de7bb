import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { ja } from '../../strings/ja.ts'
import { problemText } from './document-fields.ts'

const text = ja.documents

interface DocumentProblemsProps {
  /** null = not looked at yet. */
  readonly problems: readonly string[] | null
  readonly isCurrent: boolean
}

/** What is to be mended, as one types. */
export function DocumentProblems({ problems, isCurrent }: DocumentProblemsProps) {
  if (problems === null) return <Alert severity="info" role="status">{text.checking}</Alert>
  return (
    <Alert severity={problems.length > 0 ? 'warning' : isCurrent ? 'success' : 'info'} role="status">
      {problems.length > 0 ? text.problems(problems.length) : isCurrent ? text.noProblems : text.checking}
      {problems.length === 0 ? null : <Box component="ul" sx={{ m: 0, mt: 1, pl: 5 }}>{problems.map((problem) => <li key={problem}>{problemText(problem)}</li>)}</Box>}
    </Alert>
  )
}
