import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import DownloadIcon from '@mui/icons-material/DownloadOutlined'
import type { CaseFilter } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { offerDownload } from '../../parts/download.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.cases

/** The supervisor's list of what was found; says how many and that it goes on record before it does. */
export function ExportButton({ filter, count, hasMore }: { readonly filter: CaseFilter; readonly count: number; readonly hasMore: boolean }) {
  const [isAsking, setIsAsking] = useState(false)
  const write = useDeskAction((desk, wanted: CaseFilter) => desk.cases.export(wanted), ({ document, fileName }) => offerDownload(document, fileName))
  const ask = () => {
    write.reset()
    setIsAsking(true)
  }
  return (
    <>
      {write.isSuccess ? <Box role="status" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.exported(write.data.fileName)}</Box> : null}
      <Button size="small" startIcon={<DownloadIcon />} onClick={ask}>{text.export}</Button>
      {isAsking ? (
        <ConfirmDialog title={text.exportQuestion} confirm={text.export} isBusy={write.isPending} error={write.error} onClose={() => setIsAsking(false)} onConfirm={() => write.mutate(filter, { onSuccess: () => setIsAsking(false) })}>
          <Box sx={{ fontWeight: 600 }}>{text.exportCount(count, hasMore)}</Box>
          {text.exportHint}
        </ConfirmDialog>
      ) : null}
    </>
  )
}
