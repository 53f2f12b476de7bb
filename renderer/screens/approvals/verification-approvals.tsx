import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FactCheckIcon from '@mui/icons-material/FactCheckOutlined'
import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'
import type { VerificationRecord } from '#shared/contract/records.ts'
import { decideComparisons, type DecidingRule } from '#shared/domain/verification.ts'
import { useStaff } from '../../api/session.ts'
import { useDeskAction, useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { FacilityCode, FacilityMarks } from '../../parts/facility-marks.tsx'
import { EmptyNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja, wordFor } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { ComparisonChips } from './comparison-chips.tsx'
import { clientDecision, DecideDialog, ownDecision } from './decide-dialog.tsx'

const text = ja.approvals
interface Waiting {
  readonly verification: Omit<VerificationRecord, 'facility'>
  readonly performedByName: string
  readonly facility: MaskedFacility
  readonly noticeNumber: string | null
}

/** Why the rule leaves it to a supervisor; null until the rule is there. */
const becauseOf = ({ verification }: Waiting, rule: DecidingRule | undefined): string | null => (rule === undefined ? null : decideComparisons(verification.comparisons, rule).because)

interface WaitingRowProps {
  readonly waiting: Waiting
  readonly because: string | null
  readonly onDecide: () => void
}

function WaitingRow({ waiting, because, onDecide }: WaitingRowProps) {
  const { verification, facility } = waiting
  const isOwn = useStaff().staffId === verification.performedBy
  return (
    <Box component="li" sx={{ display: 'flex', gap: 4, alignItems: 'center', flexWrap: 'wrap', px: 4, py: 2.5, borderTop: `1px solid ${colours.line}` }}>
      <Box sx={{ flex: 1, minWidth: 260 }}>
        <Box sx={{ fontWeight: 700, fontSize: typeScale.lead }}>{facility.name}　<FacilityMarks facility={facility} /></Box>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{facility.prefectureName}{facility.town}　<FacilityCode code={facility.facilityCode} /></Box>
        <Box sx={{ mt: 1 }}><ComparisonChips comparisons={verification.comparisons} /></Box>
        {because === null ? null : <Box sx={{ mt: 1, fontSize: typeScale.small }}>{wordFor(text.because, because, text.becauseOther)}</Box>}
        {isOwn ? <Box sx={{ fontSize: typeScale.small, color: colours.warning }}>{text.ownVerification}</Box> : null}
      </Box>
      <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>
        {text.performedBy(waiting.performedByName, shortDateTime(verification.performedAt))}
        {waiting.noticeNumber === null ? null : <Box>{waiting.noticeNumber}</Box>}
      </Box>
      <Button variant="contained" disabled={isOwn} aria-label={text.decideOf(facility.name)} onClick={onDecide}>{because === 'confirmedByClient' ? text.client.decide : text.decide}</Button>
    </Box>
  )
}

/** Verifications that wait for a supervisor's word. */
export function VerificationApprovals() {
  const [deciding, setDeciding] = useState<Waiting | null>(null)
  const waiting = useDeskQuery('verifications', 'listWaiting', null, (desk, signal) => desk.verifications.listWaiting({}, { signal }))
  const rule = useDeskQuery('verifications', 'rule', null, (desk, signal) => desk.verifications.rule({}, { signal }))
  const decide = useDeskAction(
    (desk, input: { verificationId: string; decision: 'approved' | 'refused'; reason: string }) => desk.verifications.decide(input),
    (_view, queries) => void queries.invalidateQueries({ queryKey: ['verifications', 'listWaiting'] }),
  )
  const close = () => {
    decide.reset()
    setDeciding(null)
  }
  return (
    <Panel heading={text.verifications} isFlush>
      <Answer of={waiting}>
        {(list) => list.length === 0 ? <EmptyNotice icon={<FactCheckIcon />}>{text.verificationsEmpty}</EmptyNotice> : (
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {list.map((entry) => <WaitingRow key={entry.verification.verificationId} waiting={entry} because={becauseOf(entry, rule.data)} onDecide={() => setDeciding(entry)} />)}
          </Box>
        )}
      </Answer>
      {deciding === null ? null : (
        <DecideDialog title={text.decideOf(deciding.facility.name)} words={becauseOf(deciding, rule.data) === 'confirmedByClient' ? clientDecision : ownDecision} isBusy={decide.isPending} error={decide.error} onClose={close}
          onDecide={(decision, reason) => decide.mutate({ verificationId: deciding.verification.verificationId, decision, reason }, { onSuccess: close })}>
          <ComparisonChips comparisons={deciding.verification.comparisons} />
        </DecideDialog>
      )}
    </Panel>
  )
}
