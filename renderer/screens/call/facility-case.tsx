import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import AddIcon from '@mui/icons-material/AddOutlined'
import AccountIcon from '@mui/icons-material/ManageAccountsOutlined'
import { Answer } from '../../parts/answer.tsx'
import { FacilityCode, FacilityMarks, facilityKindText } from '../../parts/facility-marks.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { FacilityDetails } from './facility-details.tsx'
import { FacilityHistory } from './facility-history.tsx'
import { ReadingDialog } from './reading-dialog.tsx'
import { SupersededNotice } from './superseded-notice.tsx'
import { useFacility } from './use-facility.ts'
import { VerificationPanel } from './verification-panel.tsx'

interface FacilityCaseProps {
  readonly callId: string
  readonly facilityCode: string
  readonly onAddAnother: () => void
  /** To the facility that goes on under another code. */
  readonly onGoOn: (facilityCode: string) => void
}

/** One facility of the call: who it is, and the verification. */
export function FacilityCase({ callId, facilityCode, onAddAnother, onGoOn }: FacilityCaseProps) {
  const facility = useFacility(facilityCode)
  return (
    <Answer of={facility}>
      {({ facility: shown, accountState, successor, ...known }) => (
        <>
          <Paper variant="outlined" component="section" aria-label={shown.name} sx={{ px: 4, py: 2, display: 'grid', gap: 1 }}>
            <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
              <Typography variant="h2" sx={{ fontSize: typeScale.screen, flex: 1, minWidth: 220 }}>{shown.name}</Typography>
              <FacilityMarks facility={shown} isSucceeded={successor !== null} />
              <Button size="small" variant="text" startIcon={<AddIcon />} onClick={onAddAnother}>{ja.call.search.addAnother}</Button>
            </Box>
            <Box sx={{ display: 'flex', gap: 4, alignItems: 'center', flexWrap: 'wrap', color: colours.inkSoft }}>
              <span>{facilityKindText(shown)}</span>
              <span>{shown.prefectureName}{shown.town}</span>
              <Box component="span" sx={{ color: colours.ink, fontWeight: 600 }}><FacilityCode code={shown.facilityCode} /></Box>
              <StateChip tone={accountState === 'registered' ? 'good' : accountState === 'unknown' ? 'neutral' : 'warning'} icon={AccountIcon} text={ja.general.accountStates[accountState]} />
            </Box>
            <FacilityHistory known={known} />
            <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', ml: -1.5 }}>
              <FacilityDetails facilityCode={facilityCode} />
              <ReadingDialog facilityCode={facilityCode} reading={known.reading?.text ?? null} />
            </Box>
            {ja.general.accountAdvice[accountState] === '' ? null : <Box sx={{ fontSize: typeScale.small, color: colours.warning }}>{ja.general.accountAdvice[accountState]}</Box>}
            {shown.status === 'closed' && successor === null ? <Box sx={{ fontSize: typeScale.small, color: colours.bad, fontWeight: 600 }}>{ja.call.search.closedHint}</Box> : null}
          </Paper>
          {successor === null ? <VerificationPanel callId={callId} facilityCode={facilityCode} /> : <SupersededNotice successor={successor} onGoOn={onGoOn} />}
        </>
      )}
    </Answer>
  )
}
