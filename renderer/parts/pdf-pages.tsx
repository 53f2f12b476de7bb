import { useEffect, useState } from 'react'
import Box from '@mui/material/Box'
import { ja } from '../strings/ja.ts'
import { colours } from '../theme/tokens.ts'
import { FailureNotice, LoadingNotice } from './notices.tsx'
import type { RenderedPage } from './render-pdf.ts'

type State = { kind: 'loading' } | { kind: 'failed'; error: unknown } | { kind: 'done'; pages: readonly RenderedPage[] }

interface PdfPagesProps {
  readonly document: Blob
  /** Says what a page is, for those who do not see it. */
  readonly pageLabel?: (page: number) => string
}

/** Every page of a PDF as a picture. */
export function PdfPages({ document, pageLabel = ja.requests.previewPage }: PdfPagesProps) {
  const [state, setState] = useState<State>({ kind: 'loading' })
  useEffect(() => {
    const ended = new AbortController()
    // Fetched when first needed: the parser is larger than the rest of the page.
    import('./render-pdf.ts').then(({ renderPdf }) => renderPdf(document, ended.signal)).then(
      (pages) => { if (!ended.signal.aborted) setState({ kind: 'done', pages }) },
      (error: unknown) => { if (!ended.signal.aborted) setState({ kind: 'failed', error }) },
    )
    return () => ended.abort()
  }, [document])
  if (state.kind === 'loading') return <LoadingNotice />
  if (state.kind === 'failed') return <FailureNotice error={state.error} />
  return (
    <Box sx={{ display: 'grid', gap: 4, justifyItems: 'center', bgcolor: colours.ground, p: 4, borderRadius: 2 }}>
      {state.pages.map((page, index) => (
        <Box key={index} role="img" tabIndex={0} aria-label={pageLabel(index + 1)} sx={{ width: '100%', maxWidth: 640, boxShadow: '0 1px 6px rgb(0 0 0 / 0.18)', bgcolor: colours.paper, '& canvas': { display: 'block', width: '100%', height: 'auto' } }}
          ref={(element: HTMLDivElement | null) => { element?.replaceChildren(page.canvas) }} />
      ))}
    </Box>
  )
}
