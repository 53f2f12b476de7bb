import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { Job } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../../api/use-desk.ts'
import { FailureNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { DropArea } from '../drop-area.tsx'
import { RemoveFile } from '../import/file-tables.tsx'
import { failureOf } from '../job/import-report-view.tsx'
import { Figures } from '../job/report-table.tsx'

const text = ja.listReadings
/** Files of one start (contract). */
const fileLimit = 20
const reportFigures = ['official', 'dictionary', 'without', 'changed', 'publishedRows', 'ambiguous'] as const

interface ReadingsPanelProps {
  /** Facilities in use, of them without a reading, with a guess. */
  readonly count: number
  readonly without: number
  readonly guessed: number
  /** Ended, or null. */
  readonly job: Job | null
  readonly isRunning: boolean
  readonly onStarted: (job: Job) => void
}

function Outcome({ job }: { readonly job: Job }) {
  const { readings } = job
  return (
    <Panel heading={text.report}>
      <Box role="status">
        {job.state === 'cancelled' ? <Alert severity="info">{text.cancelled}</Alert> : null}
        {job.state === 'failed' ? <Alert severity="error">{failureOf(job, text.failed)}</Alert> : null}
        {readings === null ? null : <Figures figures={reportFigures.map((name) => ({ name: text.reportFigures[name], value: readings[name] }))} />}
      </Box>
    </Panel>
  )
}

/** 読み: how many there are, and where more come from. */
export function ReadingsPanel({ count, without, guessed, job, isRunning, onStarted }: ReadingsPanelProps) {
  const [files, setFiles] = useState<readonly File[]>([])
  const [problems, setProblems] = useState<readonly string[]>([])
  const [staged, setStaged] = useState<number | null>(null)
  const start = useDeskAction(async (desk, chosen: readonly File[]) => {
    const fileIds: string[] = []
    for (const file of chosen) {
      setStaged(fileIds.length)
      const { fileId } = await desk.facilityLists.stage({ name: file.name, content: file })
      fileIds.push(fileId)
    }
    return await desk.facilityLists.startReadings({ fileIds })
  })
  const add = (chosen: readonly File[]) => {
    const wrong = chosen.filter((file) => !/\.(?:zip|csv)$/iu.test(file.name))
    const good = chosen.filter((file) => !wrong.includes(file))
    const all = [...files.filter((file) => !good.some((other) => other.name === file.name)), ...good]
    setProblems([...wrong.map((file) => text.wrongType(file.name)), ...(all.length > fileLimit ? [text.tooMany] : [])])
    setFiles(all.slice(0, fileLimit))
  }
  const run = (chosen: readonly File[]) => start.mutate(chosen, { onSuccess: (next) => { setFiles([]); onStarted(next) }, onSettled: () => setStaged(null) })
  const isBusy = isRunning || start.isPending
  return (
    <Box sx={{ display: 'grid', gap: 3 }}>
      <Panel heading={text.heading}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Box>{text.lead}{text.guessNote}</Box>
          <Figures figures={[{ name: text.figures.known, value: Math.max(0, count - without - guessed) }, { name: text.figures.guessed, value: guessed }, { name: text.figures.without, value: without }]} />
        </Box>
      </Panel>
      <Panel heading={text.choose}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.source}</Box>
          <DropArea label={text.dropLabel} lead={text.drop} accept=".zip,.csv" onFiles={add} />
          {problems.length === 0 ? null : <Alert severity="error" role="alert">{problems.map((problem) => <Box key={problem}>{problem}</Box>)}</Alert>}
          {files.length === 0 ? null : (
            <Box component="ul" aria-label={ja.facilityLists.chosen(files.length)} sx={{ listStyle: 'none', m: 0, p: 0, borderTop: `1px solid ${colours.line}` }}>
              {files.map((file) => <Box component="li" key={file.name} sx={{ display: 'flex', alignItems: 'center', px: 2, borderBottom: `1px solid ${colours.line}` }}><Box sx={{ flex: 1 }}>{file.name}</Box><RemoveFile name={file.name} onRemove={() => setFiles(files.filter((other) => other !== file))} /></Box>)}
            </Box>
          )}
          {start.isError ? <FailureNotice error={start.error} /> : null}
          <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
            <Button variant="contained" disabled={files.length === 0 || isBusy} onClick={() => run(files)}>{text.start}</Button>
            <Button disabled={files.length > 0 || isBusy || without === 0} onClick={() => run([])}>{text.guessOnly}</Button>
            <Box role="status" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{staged === null ? text.guessOnlyHint : text.handingOver(staged, files.length)}</Box>
          </Box>
        </Box>
      </Panel>
      {job === null ? null : <Outcome job={job} />}
    </Box>
  )
}
