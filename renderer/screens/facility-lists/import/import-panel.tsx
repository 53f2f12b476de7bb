import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import { FailureNotice } from '../../../parts/notices.tsx'
import { Panel } from '../../../parts/panel.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { DropArea } from '../drop-area.tsx'
import { AskedFiles } from './asked-files.tsx'
import { ColumnDialog } from './column-dialog.tsx'
import { ConfirmImport } from './confirm-import.tsx'
import { ProblemFiles, ReadyFiles, RefusedFiles } from './file-tables.tsx'
import { isStartable, type ImportDesk, type ImportState } from './import-desk.ts'
import { asks, importGroups, isReadable, isReady, sameColumns, splitScopes, type ChosenFile } from './import-files.ts'

const text = ja.facilityLists

function HandingOver({ state, onGoOn }: { readonly state: ImportState; readonly onGoOn: () => void }) {
  const { handingOver, failure } = state
  if (failure !== null) {
    return (
      <Box sx={{ display: 'grid', gap: 1 }}>
        {failure.fileName === null ? null : <Box sx={{ fontWeight: 600 }}>{text.handOverStopped(failure.fileName)}</Box>}
        <FailureNotice error={failure.error} />
        {failure.fileName === null ? null : <Box><Button onClick={onGoOn}>{text.goOn}</Button></Box>}
      </Box>
    )
  }
  if (handingOver === null) return null
  const words = text.handingOver(handingOver.done, handingOver.total)
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <LinearProgress aria-label={words} variant="determinate" value={(100 * handingOver.done) / handingOver.total} sx={{ height: 6, borderRadius: 2 }} />
      <Box role="status" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{words}</Box>
    </Box>
  )
}

function Starts({ state, importDesk }: { readonly state: ImportState; readonly importDesk: ImportDesk }) {
  const [isConfirming, setIsConfirming] = useState(false)
  const ready = state.files.filter(isReady)
  const groups = importGroups(ready)
  const split = splitScopes(groups)
  const mayStart = isStartable(state) && split.length === 0
  const start = (isDryRun: boolean) => {
    setIsConfirming(false)
    importDesk.start(isDryRun)
  }
  return (
    // In sight however many files there are; above the heads of the tables, which stick too.
    <Box sx={{ position: 'sticky', bottom: 0, zIndex: 3, display: 'grid', gap: 2, mx: -4, px: 4, py: 2.5, bgcolor: colours.paper, borderTop: `1px solid ${colours.line}` }}>
      {split.length > 0 ? <Alert severity="warning" role="alert">{text.splitScope(split.join('・'))}</Alert> : groups.length > 1 ? <Alert severity="info">{text.groups(groups.length)}</Alert> : null}
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button disabled={!mayStart} onClick={() => start(true)}>{text.dryRun}</Button>
        <Button variant="contained" disabled={!mayStart} onClick={() => setIsConfirming(true)}>{text.start}</Button>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.dryRunHint}</Box>
      </Box>
      {isConfirming ? <ConfirmImport count={ready.length} groups={groups.length} left={state.files.length - ready.length} onClose={() => setIsConfirming(false)} onConfirm={() => start(false)} /> : null}
    </Box>
  )
}

/** Choose files, answer what they do not say, try them, take them in. */
export function ImportPanel({ importDesk, state }: { readonly importDesk: ImportDesk; readonly state: ImportState }) {
  const [mapped, setMapped] = useState<ChosenFile | null>(null)
  const { files } = state
  const asked = files.filter(asks)
  const unreadable = files.filter((file) => file.inspected !== null && !isReadable(file))
  const plain = files.filter((file) => isReadable(file) && !asks(file))
  const table = mapped?.inspected?.table
  return (
    <Panel heading={text.chooseHeading} sx={{ overflow: 'visible' }}>
      {/* The bar below never covers what has the focus. */}
      <Box sx={{ display: 'grid', gap: 4, '& :is(button, select, input)': { scrollMarginBottom: '80px' } }}>
        <DropArea label={text.dropLabel} lead={text.drop} accept=".xlsx,.zip,.csv" onFiles={importDesk.add} />
        <RefusedFiles sentences={state.refused} />
        <HandingOver state={state} onGoOn={importDesk.goOn} />
        {asked.length === 0 ? null : <AskedFiles files={asked} onAnswer={importDesk.answer} onColumns={setMapped} onRemove={importDesk.remove} />}
        {unreadable.length === 0 ? null : <ProblemFiles files={unreadable} onRemove={importDesk.remove} />}
        {plain.length === 0 ? null : <ReadyFiles files={plain} onRemove={importDesk.remove} onColumns={setMapped} />}
        {files.length === 0 ? null : <Starts state={state} importDesk={importDesk} />}
      </Box>
      {mapped === null || table == null ? null : (
        <ColumnDialog name={mapped.file.name} table={table} columns={mapped.answer.columns ?? table.columns} onClose={() => setMapped(null)}
          onSave={(columns) => {
            // The same headings mean the same columns.
            const same = files.filter((file) => file.inspected?.table?.headings.join('\n') === table.headings.join('\n'))
            // What the file was taken for anyway is no answer of its own: it goes with the others.
            const isAsTaken = !asks(mapped) && sameColumns(columns, table.columns)
            importDesk.answer(same, { columns: isAsTaken ? null : columns })
            setMapped(null)
          }} />
      )}
    </Panel>
  )
}
