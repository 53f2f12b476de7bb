import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CircularProgress from '@mui/material/CircularProgress'
import type { ReactNode } from 'react'
import { deskFailure } from '../api/desk-failure.ts'
import { failureText } from '../strings/failure-text.ts'
import { ja } from '../strings/ja.ts'
import { colours } from '../theme/tokens.ts'

/** What went wrong and what to do; with the number that finds it where nobody expected it. */
export function FailureNotice({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const failure = deskFailure(error)
  return (
    <Alert severity="error" role="alert" action={onRetry === undefined ? undefined : <Button size="small" color="inherit" onClick={onRetry}>{ja.general.retry}</Button>}>
      {failureText(failure)}
      {failure.errorId === null ? null : <Box sx={{ mt: 0.5, fontSize: '0.8125rem' }}>{ja.general.errorId(failure.errorId)}</Box>}
    </Alert>
  )
}

export function LoadingNotice() {
  return (
    <Box role="status" sx={{ display: 'flex', alignItems: 'center', gap: 3, p: 6, color: colours.inkSoft }}>
      <CircularProgress size={18} aria-hidden />
      {ja.general.loading}
    </Box>
  )
}

export function EmptyNotice({ icon, children }: { readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center', gap: 2, px: 6, py: 10, color: colours.inkSoft, textAlign: 'center', '& svg': { fontSize: 36, color: colours.lineControl } }}>
      {icon}
      <Box>{children}</Box>
    </Box>
  )
}
