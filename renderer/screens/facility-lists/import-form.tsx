import { useRef, useState, type DragEvent } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import CloseIcon from '@mui/icons-material/CloseOutlined'
import FileIcon from '@mui/icons-material/InsertDriveFileOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import type { Job } from '#shared/contract/desktop/contract.ts'
import { facilityListKinds, type FacilityListKind } from '#shared/domain/facility.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { FailureNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { SelectInput } from '../../parts/select-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, radii, typeScale } from '../../theme/tokens.ts'
import { ConfirmImport } from './confirm-import.tsx'

const text = ja.facilityLists
/** Bytes one file may have (contract). */
const sizeLimit = 200 * 1024 * 1024
const prefectureOptions = [{ value: '', text: text.fromFile }, ...prefectures.map(({ number, name }) => ({ value: number, text: `${number} ${name}` }))]
const kindOptions = [{ value: '', text: text.fromFile }, ...facilityListKinds.map((kind) => ({ value: kind, text: ja.general.facilityKinds[kind] }))]

/** Why a file cannot be taken, or null. */
export function fileProblem(file: Pick<File, 'name' | 'size'>): string | null {
  if (!/\.(?:xlsx|zip|csv)$/iu.test(file.name)) return text.wrongType(file.name)
  return file.size > sizeLimit ? text.tooLarge(file.name) : null
}

function DropArea({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const [isOver, setIsOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    <Box onDragOver={(event) => { event.preventDefault(); setIsOver(true) }} onDragLeave={() => setIsOver(false)} onDrop={onDrop}
      sx={{ display: 'flex', alignItems: 'center', gap: 4, flexWrap: 'wrap', p: 5, border: `2px dashed ${isOver ? colours.primary : colours.lineControl}`, borderRadius: `${radii.card}px`, bgcolor: isOver ? colours.primaryTint : colours.sunken }}>
      <UploadIcon aria-hidden sx={{ fontSize: 34, color: colours.primary }} />
      <Box sx={{ flex: 1, minWidth: 220 }}>{text.drop}</Box>
      <Button onClick={() => input.current?.click()}>{text.choose}</Button>
      <input ref={input} type="file" multiple accept=".xlsx,.zip,.csv" aria-label={text.dropLabel} tabIndex={-1} style={{ position: 'absolute', width: 1, height: 1, opacity: 0 }} onChange={(event) => { onFiles([...(event.target.files ?? [])]); event.target.value = '' }} />
    </Box>
  )
}

interface Order {
  readonly files: readonly File[]
  readonly prefectureNumber: string | null
  readonly listKind: FacilityListKind | null
  readonly dryRun: boolean
}

/** Choose files, try them, take them in. */
export function ImportForm({ onStarted }: { readonly onStarted: (job: Job, isDryRun: boolean) => void }) {
  const [files, setFiles] = useState<readonly File[]>([])
  const [problems, setProblems] = useState<readonly string[]>([])
  const [prefectureNumber, setPrefectureNumber] = useState('')
  const [listKind, setListKind] = useState<FacilityListKind | ''>('')
  const [isConfirming, setIsConfirming] = useState(false)
  const [staging, setStaging] = useState<string | null>(null)
  const start = useDeskAction(async (desk, order: Order) => {
    const fileIds: string[] = []
    for (const file of order.files) {
      setStaging(file.name)
      const { fileId } = await desk.facilityLists.stage({ name: file.name, content: file })
      fileIds.push(fileId)
    }
    return await desk.facilityLists.start({ fileIds, prefectureNumber: order.prefectureNumber, listKind: order.listKind, dryRun: order.dryRun })
  })
  const add = (chosen: readonly File[]) => {
    setProblems(chosen.flatMap((file) => fileProblem(file) ?? []))
    const good = chosen.filter((file) => fileProblem(file) === null)
    setFiles((before) => [...before.filter((file) => !good.some((other) => other.name === file.name)), ...good])
  }
  const run = (dryRun: boolean) => {
    setIsConfirming(false)
    start.mutate({ files, dryRun, prefectureNumber: prefectureNumber === '' ? null : prefectureNumber, listKind: listKind === '' ? null : listKind }, { onSuccess: (job) => { if (!dryRun) setFiles([]); onStarted(job, dryRun) }, onSettled: () => setStaging(null) })
  }
  const isReady = files.length > 0 && !start.isPending
  return (
    <Panel heading={text.choose}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        <DropArea onFiles={add} />
        {problems.map((problem) => <Alert key={problem} severity="error" role="alert">{problem}</Alert>)}
        {start.isError ? <FailureNotice error={start.error} /> : null}
        {files.length === 0 ? null : (
          <Box component="ul" aria-label={text.chosen(files.length)} sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
            {files.map((file) => (
              <Box component="li" key={file.name} sx={{ display: 'flex', alignItems: 'center', gap: 1.5, pl: 2.5, border: `1px solid ${colours.line}`, borderRadius: `${radii.control}px` }}>
                <FileIcon aria-hidden sx={{ fontSize: 18, color: colours.inkSoft }} />
                <span>{file.name}</span>
                <IconButton size="small" aria-label={text.remove(file.name)} onClick={() => setFiles(files.filter((other) => other !== file))}><CloseIcon fontSize="small" /></IconButton>
              </Box>
            ))}
          </Box>
        )}
        <Box component="details" sx={{ '& summary': { cursor: 'pointer', fontSize: typeScale.small, color: colours.primary, fontWeight: 600 } }}>
          <summary>{text.overrideHeading}</summary>
          <Box sx={{ mt: 2, fontSize: typeScale.small, color: colours.inkSoft }}>{text.overrideHint}</Box>
          <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 240px))', gap: 3, mt: 2 }}>
            <SelectInput label={text.prefecture} value={prefectureNumber} options={prefectureOptions} onChoose={setPrefectureNumber} />
            <SelectInput label={text.kind} value={listKind} options={kindOptions} onChoose={(value) => setListKind(facilityListKinds.find((kind) => kind === value) ?? '')} />
          </Box>
        </Box>
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
          <Button disabled={!isReady} onClick={() => run(true)}>{text.dryRun}</Button>
          <Button variant="contained" disabled={!isReady} onClick={() => setIsConfirming(true)}>{text.start}</Button>
          <Box role="status" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{staging === null ? text.dryRunHint : text.staging(staging)}</Box>
        </Box>
      </Box>
      {isConfirming ? <ConfirmImport count={files.length} onClose={() => setIsConfirming(false)} onConfirm={() => run(false)} /> : null}
    </Panel>
  )
}
