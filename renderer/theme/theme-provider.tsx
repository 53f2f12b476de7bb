import { useState, type ReactNode } from 'react'
import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider } from '@mui/material/styles'
import { deskTheme } from './theme.ts'

/** The nonce the host wrote into the page for this load, so that the strict policy lets our styles in. */
const styleNonce = (): string | undefined => {
  const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
  return nonce === '' || nonce.startsWith('__') ? undefined : nonce
}

export function DeskThemeProvider({ children }: { readonly children: ReactNode }) {
  const [cache] = useState(() => createCache({ key: 'desk', nonce: styleNonce() }))
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={deskTheme}>
        <CssBaseline />
        {children}
      </ThemeProvider>
    </CacheProvider>
  )
}
