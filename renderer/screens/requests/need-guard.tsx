import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import type { GuidancePath } from '#shared/contract/records.ts'
import { provisionalCodeNeeded } from '#shared/domain/provisional-code-request.ts'
import { ChoiceInput } from '../../parts/choice-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.provisionalCode
const yesNo = [{ value: 'yes', text: ja.general.yes }, { value: 'no', text: ja.general.no }] as const
type YesNo = 'yes' | 'no'

/** Both axes of Q14 and Q15; null = not asked yet. */
interface ProvisionalNeed {
  readonly designated: YesNo | null
  readonly wantedAtOpening: YesNo | null
}

/** What the decision path of this call has answered already. */
export function needOfPaths(paths: readonly GuidancePath[]): ProvisionalNeed {
  const answers = paths.findLast((path) => path.kind === 'newFacility')?.answers ?? {}
  const { isDesignated, wantedAt } = answers
  return {
    designated: isDesignated === 'yes' || isDesignated === 'no' ? isDesignated : null,
    wantedAtOpening: wantedAt === 'opening' ? 'yes' : wantedAt === 'later' ? 'no' : null,
  }
}

/** Designated already: nothing else matters. Otherwise both must be known. */
export function isProvisionalCodeNeeded({ designated, wantedAtOpening }: ProvisionalNeed): boolean | null {
  if (designated === 'yes') return false
  if (designated === null || wantedAtOpening === null) return null
  return provisionalCodeNeeded({ designated: false, wantedAtOpening: wantedAtOpening === 'yes' })
}

interface NeedGuardProps {
  readonly need: ProvisionalNeed
  readonly isFromPath: boolean
  readonly onChange: (need: ProvisionalNeed) => void
}

/** Whether a 仮コード is needed at all; what to say where it is not. */
export function NeedGuard({ need, isFromPath, onChange }: NeedGuardProps) {
  return (
    <>
      <Box sx={{ p: 4, borderRadius: 2, bgcolor: colours.sunken }}>
        <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' } }}>
          <ChoiceInput label={text.designated} need="required" value={need.designated} options={yesNo} onChoose={(designated) => onChange({ ...need, designated })} />
          {need.designated === 'yes' ? null : <ChoiceInput label={text.wantedAtOpening} need="required" value={need.wantedAtOpening} options={yesNo} onChoose={(wantedAtOpening) => onChange({ ...need, wantedAtOpening })} />}
        </Box>
        {isFromPath ? <Box sx={{ mt: 2, fontSize: typeScale.small, color: colours.inkSoft }}>{text.needFromPath}</Box> : null}
      </Box>
      {isProvisionalCodeNeeded(need) === false ? (
        <Alert severity="info" role="status">
          <AlertTitle>{text.notNeeded.heading}</AlertTitle>
          <Box><strong>{text.notNeeded.sayLabel}</strong>　{need.designated === 'yes' ? text.notNeeded.designated : text.notNeeded.later}</Box>
        </Alert>
      ) : null}
    </>
  )
}
