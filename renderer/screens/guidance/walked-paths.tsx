import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import PathIcon from '@mui/icons-material/AltRouteOutlined'
import type { GuidancePath } from '#shared/contract/records.ts'
import type { PortalAccountState } from '#shared/domain/notice.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { endWords, givenOf, pathOf, stepSinceCentralAnswered, type GivenAnswer, type PathKind } from './path-walk.ts'

const text = ja.guidance.path
const titleOf = (kind: PathKind, end: string): string => endWords(kind, end)?.title ?? end

interface WalkedPathProps {
  readonly path: GuidancePath
  readonly accountState: PortalAccountState
  readonly onWalk: (given: readonly GivenAnswer[]) => void
  readonly onChange: (path: GuidancePath) => void
}

/** A path that was walked: its end, the way to walk it again, and what has changed since central answered. */
export function WalkedPath({ path, accountState, onWalk, onChange }: WalkedPathProps) {
  const { kind, end, facilityCode } = path
  const since = stepSinceCentralAnswered(path, accountState)
  const given = givenOf(kind, path.answers)
  return (
    <Box role="group" aria-label={text.titles[kind]} sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1, flexWrap: 'wrap' }}>
        <PathIcon aria-hidden sx={{ fontSize: 16, alignSelf: 'center', color: colours.primary }} />
        <Box sx={{ flex: 1, minWidth: 120, fontSize: typeScale.small }}>{text.titles[kind]}<Box sx={{ fontWeight: 600, fontSize: typeScale.body }}>{titleOf(kind, end)}</Box></Box>
        <Button size="small" variant="text" onClick={() => onWalk([])}>{text.again}</Button>
      </Box>
      {path.overrideReason === null ? null : <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.overridden(path.overrideReason)}</Box>}
      {since === null ? null : (
        <Alert severity="info" role="status">
          {since.kind === 'end' ? text.answered(titleOf(kind, since.end)) : text.answeredMore}
          <Button size="small" sx={{ display: 'flex', mt: 1 }} onClick={() => (since.kind === 'end' ? onChange(pathOf(kind, given, since.end, { facilityCode, accountState })) : onWalk(given))}>{since.kind === 'end' ? text.takeOver : text.goOn}</Button>
        </Alert>
      )}
    </Box>
  )
}
