import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Custody } from '#shared/contract/desktop/contract.ts'
import { exactDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'

const text = ja.custody

/** Whether the audit trail of the desktops that took part is whole, and who has recomputed it. */
export function CustodyChains({ custody: { chains, checkedBy } }: { readonly custody: Custody }) {
  const isBroken = chains.some((chain) => chain.firstBroken !== null)
  return (
    <Alert severity={isBroken ? 'error' : checkedBy === 'central' && chains.length > 0 ? 'success' : 'warning'} role={isBroken ? 'alert' : 'status'} aria-label={text.chains}>
      {text.checkedBy[checkedBy]}
      {chains.length === 0 ? <Box>{text.noChains}</Box> : (
        <Box component="ul" sx={{ m: 0, mt: 1, pl: 5 }}>
          {chains.map((chain) => (
            <Box component="li" key={chain.deviceNumber} sx={{ fontWeight: chain.firstBroken === null ? 400 : 700 }}>
              {chain.firstBroken === null ? text.whole(chain.deviceNumber, chain.entries) : text.broken(chain.deviceNumber, chain.firstBroken)}
            </Box>
          ))}
        </Box>
      )}
    </Alert>
  )
}

/** Further callers who wait for this letter. */
export function CustodyCases({ custody: { cases } }: { readonly custody: Custody }) {
  return (
    <Box component="section" aria-label={text.cases}>
      <Typography variant="h3" sx={{ mb: 1 }}>{text.cases}</Typography>
      {cases.length === 0 ? <Box>{text.casesNone}</Box> : (
        <Box component="ul" sx={{ m: 0, pl: 5 }}>
          {cases.map((joined) => <li key={joined.noticeId}>{exactDateTime(joined.at)}　{text.caseOf(joined.noticeNumber ?? '－', joined.staffName)}</li>)}
        </Box>
      )}
    </Box>
  )
}
