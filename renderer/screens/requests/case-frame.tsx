import type { ReactNode } from 'react'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { HistoryEvent } from '#shared/contract/records.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { fullDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { ChangedNotice } from './changed-notice.tsx'
import { DueMark } from './due-mark.tsx'
import { SideDrawer } from './history-drawer.tsx'
import { HistoryEvents } from './history-events.tsx'

const text = ja.caseDrawer

export interface CaseFact {
  readonly label: string
  readonly value: ReactNode
}

function Facts({ facts }: { readonly facts: readonly CaseFact[] }) {
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '150px minmax(0, 1fr)', rowGap: 1.5, columnGap: 3 }}>
      {facts.map(({ label, value }) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: colours.inkSoft, fontSize: typeScale.small, pt: 0.25 }}>{label}</Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>{value}</Box>
        </Box>
      ))}
    </Box>
  )
}

function Section({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <Box component="section" aria-label={heading} sx={{ mb: 6 }}>
      <Typography variant="h3" sx={{ mb: 2 }}>{heading}</Typography>
      {children}
    </Box>
  )
}

interface CaseFrameProps {
  readonly kind: 'emailChange' | 'provisionalCode'
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly state: ReactNode
  readonly row: { readonly version: number; readonly assignedToName: string; readonly requestedByName: string; readonly requestedAt: string; readonly dueOn: string | null; readonly isLate: boolean }
  readonly changedBy: HistoryEvent | null
  readonly facts: readonly CaseFact[]
  readonly stateNames: Readonly<Record<string, string>>
  readonly actions: ReactNode
  readonly onClose: () => void
}

/** One request: what may be done next, everything taken down, and who did what when and why. */
export function CaseFrame({ kind, id, number, subject, state, row, changedBy, facts, stateNames, actions, onClose }: CaseFrameProps) {
  const history = useDeskQuery('cases', 'history', { kind, id }, (desk, signal) => desk.cases.history({ kind, id }, { signal }))
  const whole: CaseFact[] = [
    { label: text.assignedTo, value: row.assignedToName },
    { label: text.takenDown, value: text.takenBy(row.requestedByName, fullDateTime(row.requestedAt)) },
    ...facts,
  ]
  return (
    <SideDrawer title={text.openOf(number)} subject={subject} width={560} onClose={onClose}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap', mb: 4 }}>
        {state}
        <DueMark dueOn={row.dueOn} isLate={row.isLate} />
        {row.version === 0 ? <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.notSynced}</Box> : null}
      </Box>
      <Box sx={{ mb: 4, '&:empty': { display: 'none' } }}><ChangedNotice by={changedBy} onContinue={null} /></Box>
      <Section heading={text.next}><Box sx={{ display: 'grid', gap: 3 }}>{actions}</Box></Section>
      <Section heading={text.facts}><Facts facts={whole} /></Section>
      <Section heading={text.history}>
        <Answer of={history}>{({ events }) => <HistoryEvents events={events} stateNames={stateNames} />}</Answer>
      </Section>
    </SideDrawer>
  )
}
