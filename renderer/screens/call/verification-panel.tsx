import Box from '@mui/material/Box'
import { verificationItems } from '#shared/domain/verification-result.ts'
import { Answer } from '../../parts/answer.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { useCompare, useConclude, useVerification } from './use-verification.ts'
import { VerificationOutcome } from './verification-outcome.tsx'
import { VerificationRow } from './verification-row.tsx'

const text = ja.verification

/** 登録情報の確認: the items in the order a call goes, what they came to, and the way on. */
export function VerificationPanel({ callId, facilityCode }: { readonly callId: string; readonly facilityCode: string }) {
  const which = { callId, facilityCode }
  const verification = useVerification(callId, facilityCode)
  const compare = useCompare(which)
  const conclude = useConclude(which)
  const error = compare.error ?? conclude.error
  return (
    <Panel heading={text.heading} isFlush aside={<Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.lead}</Box>}>
      <Answer of={verification}>
        {(view) => {
          const firstToAsk = view.missing[0]
          return (
            <>
              {error === null ? null : <Box sx={{ px: 4, pb: 2 }}><FailureNotice error={error} /></Box>}
              <Box role="list">
                {verificationItems.map((item) => {
                  const state = view.items.find((candidate) => candidate.item === item)
                  return state === undefined ? null : (
                    <VerificationRow
                      key={item} state={state} isConcluded={view.isConcluded} isNext={item === firstToAsk}
                      onCompare={(spoken, spokenTown) => compare.mutate({ verificationId: view.verificationId, item, spoken, ...(spokenTown === undefined ? {} : { spokenTown }) })}
                    />
                  )
                })}
              </Box>
              <VerificationOutcome view={view} isBusy={conclude.isPending} onConclude={() => conclude.mutate({ verificationId: view.verificationId })} />
            </>
          )
        }}
      </Answer>
    </Panel>
  )
}
