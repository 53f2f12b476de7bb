import type { ReactNode } from 'react'
import Dialog from '@mui/material/Dialog'
import GlobalStyles from '@mui/material/GlobalStyles'
import { entranceTitleId } from '../screens/sign-in/entrance-page.tsx'

// Hidden, not only painted over: a reader of the screen, a print and a find in the page see nothing of it either.
const onlyTheCover = { 'body > *:not([data-cover])': { visibility: 'hidden !important' } }

/** Lies over the whole page, dialogs included, and holds keys and focus; what lies under it stays as it was typed. */
export function Cover({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <GlobalStyles styles={onlyTheCover} />
      <Dialog open fullScreen hideBackdrop transitionDuration={0} aria-labelledby={entranceTitleId} data-cover data-holds-screen slotProps={{ paper: { sx: { borderRadius: 0 } } }} sx={{ zIndex: 3000 }}>
        {children}
      </Dialog>
    </>
  )
}
