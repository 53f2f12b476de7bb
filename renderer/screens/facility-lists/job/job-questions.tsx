import { useEffect, useRef } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { Job } from '#shared/contract/desktop/contract.ts'
import { formatWareki } from '#shared/domain/wareki.ts'
import { useMay } from '../../../api/session.ts'
import { useDeskAction } from '../../../api/use-desk.ts'
import { FailureNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { shortWareki } from '../../../strings/dates.ts'
import { ja } from '../../../strings/ja.ts'
import { colours } from '../../../theme/tokens.ts'
import { scopeName } from '../import/import-files.ts'

type Question = Job['questions'][number]
type Scope = Question['scopes'][number]
const text = ja.facilityLists.questions
/** Above this many the table alone says it. */
const spoken = 3

const count = (value: number) => value.toLocaleString('ja-JP')
const share = ({ held, closing }: Scope) => (held === 0 ? '0' : ((100 * closing) / held).toFixed(1))
const dayOr = (iso: string | null, format: (iso: string) => string) => (iso === null ? text.unknownDay : format(iso))

const sentence = (kind: Question['kind'], scope: Scope): string => {
  const name = scopeName(scope.prefectureNumber, scope.listKind)
  return kind === 'olderList'
    ? text.older(name, dayOr(scope.heldAsOf, formatWareki), dayOr(scope.asOf, formatWareki))
    : text.closing(name, count(scope.held), count(scope.closing), share(scope))
}

function QuestionView({ question }: { readonly question: Question }) {
  const { kind, scopes } = question
  const isClosing = kind === 'manyClosed'
  const { columns } = text
  const headings = [columns.scope, columns.heldAsOf, columns.asOf, ...(isClosing ? [columns.held, columns.closing, columns.share] : [])]
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Typography variant="h3">{text[kind]}</Typography>
      <Box component="ul" sx={{ m: 0, pl: 5 }}>{scopes.slice(0, spoken).map((scope) => <li key={scope.prefectureNumber + scope.listKind}>{sentence(kind, scope)}</li>)}</Box>
      <Box sx={{ color: colours.inkSoft }}>{isClosing ? text.manyClosedHint : text.olderListHint}</Box>
      <TableContainer tabIndex={0} role="region" aria-label={text[kind]} sx={{ maxHeight: 240, border: `1px solid ${colours.line}`, borderRadius: 1.5 }}>
        <Table size="small" stickyHeader aria-label={text[kind]} sx={{ '& td, & th': { py: 0.75 } }}>
          <TableHead><TableRow>{headings.map((heading, index) => <TableCell key={heading} align={index > 2 ? 'right' : 'left'}>{heading}</TableCell>)}</TableRow></TableHead>
          <TableBody>
            {scopes.map((scope) => (
              <TableRow key={scope.prefectureNumber + scope.listKind}>
                <TableCell component="th" scope="row">{scopeName(scope.prefectureNumber, scope.listKind)}</TableCell>
                <TableCell>{dayOr(scope.heldAsOf, shortWareki)}</TableCell>
                <TableCell>{dayOr(scope.asOf, shortWareki)}</TableCell>
                {isClosing ? <><TableCell align="right">{count(scope.held)}</TableCell><TableCell align="right" sx={{ fontWeight: 700 }}>{count(scope.closing)}</TableCell><TableCell align="right">{share(scope)}％</TableCell></> : null}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Box>
  )
}

const acceptText = (questions: readonly Question[]): string => {
  if (questions.length > 1) return text.acceptBoth
  const [question] = questions
  if (question?.kind !== 'manyClosed') return text.acceptOlder
  return text.acceptClosing(count(question.scopes.reduce((sum, scope) => sum + scope.closing, 0)))
}

/** What must be confirmed before the list is put into use. Leaving all as it is has the focus and the weight. */
export function JobQuestions({ job, part }: { readonly job: Job; readonly part: string | null }) {
  const may = useMay()
  const confirm = useDeskAction((desk, _input: null) => desk.facilityLists.confirm({ jobId: job.jobId }))
  const cancel = useDeskAction((desk, _input: null) => desk.facilityLists.cancel({ jobId: job.jobId }))
  const refuse = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // Never out of a field somebody is typing in: the next Enter belongs there.
    if (!(document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLTextAreaElement)) refuse.current?.focus()
  }, [])
  // What comes next is told by the events; until then nothing is pressed twice.
  const isBusy = confirm.isPending || cancel.isPending || confirm.isSuccess || cancel.isSuccess
  return (
    <Panel heading={part === null ? text.heading : `${text.heading}（${part}）`} sx={{ borderColor: colours.warning, borderWidth: 2 }}>
      <Box role="alert" sx={{ display: 'grid', gap: 4 }}>
        {job.questions.map((question) => <QuestionView key={question.kind} question={question} />)}
        {confirm.isError ? <FailureNotice error={confirm.error} /> : null}
        {cancel.isError ? <FailureNotice error={cancel.error} /> : null}
        {may('facilityLists.confirm') ? (
          <Box sx={{ display: 'flex', gap: 3, flexWrap: 'wrap' }}>
            <Button ref={refuse} variant="contained" disabled={isBusy} onClick={() => cancel.mutate(null)}>{text.refuse}</Button>
            <Button color="error" disabled={isBusy} onClick={() => confirm.mutate(null)}>{acceptText(job.questions)}</Button>
          </Box>
        ) : <Alert severity="info">{text.waiting}</Alert>}
      </Box>
    </Panel>
  )
}
