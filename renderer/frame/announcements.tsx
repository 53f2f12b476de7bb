import { createContext, use, useCallback, useState, type ReactNode } from 'react'
import Alert from '@mui/material/Alert'
import Snackbar from '@mui/material/Snackbar'

/** Milliseconds a short word stays: long enough to be read between two sentences of a caller. */
const shownFor = 5000

const AnnounceContext = createContext<(words: string) => void>(() => undefined)

/** Says in a word what was just done, where its own place on the screen is gone by then. Nothing that must be kept. */
export const useAnnounce = (): ((words: string) => void) => use(AnnounceContext)

export function Announcements({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState<{ readonly words: string; readonly number: number } | null>(null)
  const announce = useCallback((words: string) => setSaid((before) => ({ words, number: (before?.number ?? 0) + 1 })), [])
  return (
    <AnnounceContext value={announce}>
      {children}
      <Snackbar key={said?.number ?? 0} open={said !== null} autoHideDuration={shownFor} onClose={(_event, reason) => { if (reason !== 'clickaway') setSaid(null) }} anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }} sx={{ mb: 6 }}>
        <Alert severity="success" role="status" variant="filled">{said?.words ?? ''}</Alert>
      </Snackbar>
    </AnnounceContext>
  )
}
