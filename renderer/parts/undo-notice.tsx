import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import UndoIcon from '@mui/icons-material/UndoOutlined'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../api/use-desk.ts'
import { KeyCap } from '../frame/key-cap.tsx'
import { ja } from '../strings/ja.ts'
import { colours, fonts, typeScale } from '../theme/tokens.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useNow } from './use-now.ts'

const text = ja.call.undo

/** Whether the person signed in may still take this request back. @param now milliseconds */
export const mayStillUndo = (notice: Pick<NoticeSummary, 'undoUntil'>, now: number): boolean => notice.undoUntil !== null && now <= Date.parse(notice.undoUntil)

const minutesAndSeconds = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Asks once more, because the number told to the caller becomes worthless; no reason is asked. */
export function UndoDialog({ notice, onClose }: { readonly notice: Pick<NoticeSummary, 'noticeId' | 'noticeNumber'>; readonly onClose: () => void }) {
  const undo = useDeskAction(
    (desk, _input: null) => desk.notices.undo({ noticeId: notice.noticeId }),
    (_notice, queries) => {
      void queries.invalidateQueries({ queryKey: ['notices'] })
      void queries.invalidateQueries({ queryKey: ['facilities'] })
    },
  )
  return <ConfirmDialog isDangerous title={text.question(notice.noticeNumber)} confirm={text.confirm} isBusy={undo.isPending} error={undo.error} onClose={onClose} onConfirm={() => undo.mutate(null, { onSuccess: onClose })}>{text.hint}</ConfirmDialog>
}

interface UndoNoticeProps {
  readonly notice: NoticeSummary
  /** The key that does the same on this screen, where there is one. */
  readonly keys?: string
}

/** 取り消す（10分以内） with the time left; nothing once it has passed. */
export function UndoNotice({ notice, keys }: UndoNoticeProps) {
  const now = useNow(notice.undoUntil)
  const [isAsking, setIsAsking] = useState(false)
  if (isAsking) return <UndoDialog notice={notice} onClose={() => setIsAsking(false)} />
  if (notice.undoUntil === null || !mayStillUndo(notice, now)) return null
  return (
    <Box sx={{ display: 'inline-flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
      <Button size="small" startIcon={keys === undefined ? <UndoIcon /> : undefined} sx={{ px: 1.5 }} aria-label={text.of(notice.noticeNumber)} aria-keyshortcuts={keys === undefined ? undefined : keys.replaceAll(' ', '')} onClick={() => setIsAsking(true)}>
        {text.action}{keys === undefined ? null : <KeyCap text={keys} />}
      </Button>
      <Box component="span" sx={{ fontSize: typeScale.small, color: colours.inkSoft, fontVariantNumeric: fonts.figures }}>{text.left(minutesAndSeconds(Date.parse(notice.undoUntil) - now))}</Box>
    </Box>
  )
}
