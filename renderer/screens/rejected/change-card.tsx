import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ChangeView, RetryReply } from '#shared/contract/desktop/contract.ts'
import { useAnnounce } from '../../frame/announcements.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { changeWord, copiedText, fieldWord, valueWords, whyWord } from './change-words.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DiscardDialog } from './discard-dialog.tsx'
import { useRetry, type Chosen } from './use-changes.ts'

const text = ja.changes

/** One change: what it was, why central did not take it, what was written, and what can be done. */
export function ChangeCard({ change }: { readonly change: ChangeView }) {
  const announce = useAnnounce()
  const retry = useRetry(change.mutationId)
  const [isDiscarding, setIsDiscarding] = useState(false)
  const what = changeWord(change)
  const title = change.subject === null ? what : `${what}　${change.subject}`
  // Stays while the choice is being sent.
  const [conflict, setConflict] = useState<Extract<RetryReply, { outcome: 'conflict' }> | null>(null)
  const send = (chosen: Chosen | null) => retry.mutate(chosen, {
    onSuccess: (reply) => {
      setConflict(reply.outcome === 'conflict' ? reply : null)
      if (reply.outcome === 'sent') announce(text.sent)
    },
  })
  return (
    <Box component="li" sx={{ display: 'grid', gap: 2, p: 4, borderBottom: `1px solid ${colours.line}`, '&:last-of-type': { borderBottom: 'none' } }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', gap: 3 }}>
        <Typography variant="h3">{title}</Typography>
        <Box sx={{ color: colours.inkSoft, fontSize: typeScale.small }}>{text.madeAt(shortDateTime(change.occurredAt), change.staffName)}</Box>
      </Box>
      <Box>{whyWord(change)}</Box>
      {change.text.length === 0 ? <Box sx={{ color: colours.inkSoft }}>{text.noText}</Box> : (
        <Box component="dl" aria-label={text.textHeading} sx={{ display: 'grid', gridTemplateColumns: 'minmax(8em, max-content) 1fr', gap: 1, columnGap: 4, m: 0 }}>
          {change.text.map((one) => (
            <Box key={one.field} sx={{ display: 'contents' }}>
              <Box component="dt" sx={{ color: colours.inkSoft }}>{fieldWord(one.field)}</Box>
              <Box component="dd" sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{valueWords(one.field, one) || text.emptied}</Box>
            </Box>
          ))}
        </Box>
      )}
      {retry.error === null || conflict !== null ? null : <FailureNotice error={retry.error} />}
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 2 }}>
        {change.mayRetry ? <Button size="small" variant="contained" disabled={retry.isPending} aria-label={text.retryOf(title)} onClick={() => send(null)}>{text.retry}</Button> : null}
        {change.mayDiscard ? <Button size="small" variant="outlined" color="error" aria-label={text.discardOf(title)} onClick={() => setIsDiscarding(true)}>{text.discard}</Button> : null}
        {change.text.length === 0 ? null : <CopyButton of={text.copyOf(title)} content={copiedText(change)} />}
        {change.isOwn || change.isDeferred ? null : <Box sx={{ color: colours.inkSoft, fontSize: typeScale.small }}>{text.onlyOwner}</Box>}
      </Box>
      {isDiscarding ? <DiscardDialog change={change} onClose={() => setIsDiscarding(false)} /> : null}
      {conflict === null ? null : <ConflictDialog version={conflict.version} conflicts={conflict.conflicts} isBusy={retry.isPending} error={retry.error} onChosen={send} onClose={() => { setConflict(null); retry.reset() }} />}
    </Box>
  )
}
