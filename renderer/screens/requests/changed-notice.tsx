import type { ReactNode } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { HistoryEvent } from '#shared/contract/records.ts'
import { clockTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { useStaffName } from './use-staff-name.ts'

const text = ja.caseDrawer

interface ChangedNoticeProps {
  readonly by: HistoryEvent | null
  /** Null: the latest is what is shown, there is nothing to accept. */
  readonly onContinue: (() => void) | null
  readonly children?: ReactNode
}

/** Somebody else changed the case meanwhile: who, when, and that nothing typed is lost. */
export function ChangedNotice({ by, onContinue, children }: ChangedNoticeProps) {
  const nameOf = useStaffName()
  if (by === null) return null
  return (
    <Alert severity="warning" role="status" action={onContinue === null ? undefined : <Button size="small" color="inherit" onClick={onContinue}>{text.continue}</Button>}>
      <Box sx={{ fontWeight: 700 }}>{by.staffId === null ? text.changedBySystem(clockTime(by.at)) : text.changed(nameOf(by.staffId), clockTime(by.at))}</Box>
      {onContinue === null ? null : <Box>{text.changedHint}</Box>}
      {children}
    </Alert>
  )
}
