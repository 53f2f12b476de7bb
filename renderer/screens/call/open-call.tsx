import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import type { CallRecord } from '#shared/contract/records.ts'
import { Screen } from '../../parts/screen.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ja } from '../../strings/ja.ts'
import { GuidancePanel } from '../guidance/guidance-panel.tsx'
import { CallActions } from './call-actions.tsx'
import { CallBar } from './call-bar.tsx'
import { CallerPanel, NotesPanel } from './caller-panel.tsx'
import { FacilityCase } from './facility-case.tsx'
import { FacilityCourse } from './facility-course.tsx'
import { FacilitySearch } from './facility-search.tsx'
import { FacilityTabs } from './facility-tabs.tsx'
import { ChangedElsewhere } from './changed-elsewhere.tsx'
import { ParkedStrip } from './parked-calls.tsx'
import { rememberTyped } from './verification-memory.ts'
import { useCallDraft } from './use-call-draft.ts'
import { useFacility } from './use-facility.ts'

const text = ja.call.search

/** A call that runs: guidance, caller and facility with its verification, actions and what went before, side by side. */
export function OpenCall({ stored, parked }: { readonly stored: CallRecord; readonly parked: readonly CallRecord[] }) {
  const draft = useCallDraft(stored)
  const { facilityCodes } = draft.call
  const [chosen, setChosen] = useState<string | null>(facilityCodes.at(-1) ?? null)
  const [isSearching, setIsSearching] = useState(facilityCodes.length === 0)

  const inSight = isSearching ? null : chosen
  const facility = useFacility(inSight)

  const choose = (found: FoundFacility, typed: string) => {
    rememberTyped(stored.callId, found.facilityCode, typed)
    if (!facilityCodes.includes(found.facilityCode)) draft.change({ facilityCodes: [...facilityCodes, found.facilityCode] })
    setChosen(found.facilityCode)
    setIsSearching(false)
  }

  /** From a superseded facility to the one of today: the call is about that one. */
  const goOn = (from: string, to: string) => {
    draft.change({ facilityCodes: [...new Set(facilityCodes.map((code) => (code === from ? to : code)))] })
    setChosen(to)
  }

  return (
    <Screen title={ja.call.title} leavesFocus actions={<CallBar draft={draft} />}>
      <ParkedStrip calls={parked} />
      <ChangedElsewhere draft={draft} stored={stored} />
      <Box sx={{ flex: 1, display: 'grid', gap: 3, alignItems: 'start', gridTemplateColumns: 'minmax(0, 1fr)', '@media (min-width: 900px)': { gridTemplateColumns: '280px minmax(0, 1fr)' }, '@media (min-width: 1240px)': { gridTemplateColumns: '284px minmax(0, 1fr) 260px' }, '@media (min-width: 1600px)': { gridTemplateColumns: '340px minmax(0, 1fr) 340px' } }}>
        <GuidancePanel call={draft.call} facilityCode={inSight} accountState={inSight === null ? undefined : facility.data?.accountState} change={draft.change} />
        <Box sx={{ display: 'grid', gap: 3, minWidth: 0 }}>
          <CallerPanel draft={draft} />
          {facilityCodes.length > 1 || (isSearching && facilityCodes.length > 0) ? (
            <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
              <FacilityTabs codes={facilityCodes} chosen={isSearching ? null : chosen} onChoose={(code) => { setChosen(code); setIsSearching(false) }} />
            </Box>
          ) : null}
          {isSearching ? (
            <Panel heading={text.heading} aside={facilityCodes.length > 0 ? <Button size="small" variant="text" onClick={() => setIsSearching(false)}>{text.cancelAdd}</Button> : undefined}>
              <FacilitySearch callId={stored.callId} onOpen={choose} />
            </Panel>
          ) : null}
          {!isSearching && chosen !== null ? <FacilityCase key={chosen} callId={stored.callId} facilityCode={chosen} onAddAnother={() => setIsSearching(true)} onGoOn={(code) => goOn(chosen, code)} /> : null}
        </Box>
        <Box sx={{ display: 'grid', gap: 3, minWidth: 0, '@media (min-width: 900px) and (max-width: 1239px)': { gridColumn: '1 / -1', gridTemplateColumns: '1fr 1fr' } }}>
          <CallActions draft={draft} facilityCode={inSight} />
          <NotesPanel draft={draft} />
          {inSight === null ? null : <FacilityCourse facilityCode={inSight} callId={stored.callId} />}
        </Box>
      </Box>
    </Screen>
  )
}
