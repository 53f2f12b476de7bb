import { useRef, useState, type DragEvent } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import { ja } from '../../strings/ja.ts'
import { colours, radii } from '../../theme/tokens.ts'

interface DropAreaProps {
  /** Name of the field for readers. */
  readonly label: string
  readonly lead: string
  /** Endings, as an input takes them (".xlsx,.zip"). */
  readonly accept: string
  readonly onFiles: (files: readonly File[]) => void
}

/** Files by dropping or by choosing, as many as wanted. */
export function DropArea({ label, lead, accept, onFiles }: DropAreaProps) {
  const [isOver, setIsOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    <Box onDragOver={(event) => { event.preventDefault(); setIsOver(true) }} onDragLeave={() => setIsOver(false)} onDrop={onDrop}
      sx={{ display: 'flex', alignItems: 'center', gap: 4, flexWrap: 'wrap', p: 4, border: `2px dashed ${isOver ? colours.primary : colours.lineControl}`, borderRadius: `${radii.card}px`, bgcolor: isOver ? colours.primaryTint : colours.sunken }}>
      <UploadIcon aria-hidden sx={{ fontSize: 30, color: colours.primary }} />
      <Box sx={{ flex: 1, minWidth: 220 }}>{lead}</Box>
      <Button onClick={() => input.current?.click()}>{ja.facilityLists.choose}</Button>
      <input ref={input} type="file" multiple accept={accept} aria-label={label} tabIndex={-1} style={{ position: 'absolute', width: 1, height: 1, opacity: 0 }} onChange={(event) => { onFiles([...(event.target.files ?? [])]); event.target.value = '' }} />
    </Box>
  )
}
