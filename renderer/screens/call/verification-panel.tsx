import { useEffect, useRef, useState } from 'react'
import Box from '@mui/material/Box'
import SpeakIcon from '@mui/icons-material/RecordVoiceOverOutlined'
import type { VerificationItem } from '#shared/domain/verification-result.ts'
import { Answer } from '../../parts/answer.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { noteResult } from './call-results.ts'
import { itemsToShow, nextItem } from './next-item.ts'
import { searchFieldId } from './use-open-call.ts'
import { useCompare, useConclude, useVerification } from './use-verification.ts'
import { VerificationOutcome } from './verification-outcome.tsx'
import { VerificationRow } from './verification-row.tsx'

const text = ja.verification

/** An item, or the button that ends the verification. */
type Target = VerificationItem | 'conclude'

/** Nothing the person went to since: the search that found the facility has done its work, and the panel's own fields follow the call. */
function areHandsFree(panel: HTMLElement | null): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || activeElement.id === searchFieldId || panel?.contains(activeElement) === true
}

/** @returns whether there was something to put the hands on */
function focusTarget(panel: HTMLElement | null, target: Target): boolean {
  const place = panel?.querySelector<HTMLElement>(target === 'conclude' ? '[data-conclude]:enabled' : `[data-item="${target}"] input:enabled, [data-item="${target}"] button:enabled`) ?? null
  place?.focus()
  if (place instanceof HTMLInputElement) place.select()
  return place !== null
}

/** 登録情報の確認: the items in the order a call goes, what they came to, and the way on. */
export function VerificationPanel({ callId, facilityCode }: { readonly callId: string; readonly facilityCode: string }) {
  const which = { callId, facilityCode }
  const verification = useVerification(callId, facilityCode)
  const compare = useCompare(which)
  const conclude = useConclude(which)
  const panel = useRef<HTMLDivElement>(null)
  /** Where to go once the answer is drawn. */
  const goal = useRef<Target | null>(null)
  const hasArrived = useRef(false)
  const [asked, setAsked] = useState<readonly VerificationItem[]>([])
  const arrived = verification.data
  useEffect(() => {
    if (!hasArrived.current && arrived !== undefined) {
      hasArrived.current = true
      goal.current = arrived.isConcluded ? null : arrived.missing[0] ?? 'conclude'
    }
    if (goal.current !== null && (!areHandsFree(panel.current) || focusTarget(panel.current, goal.current))) goal.current = null
  })

  const error = compare.error ?? conclude.error
  return (
    <Panel heading={text.heading} isFlush aside={<Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.lead}</Box>}>
      <Answer of={verification}>
        {(view) => {
          const say = (item: VerificationItem) => (spoken: string, spokenTown?: string) => {
            setAsked((before) => (before.includes(item) ? before : [...before, item]))
            goal.current = null
            noteResult(callId, 'hasVerification')
            const row = panel.current?.querySelector(`[data-item="${item}"]`)
            compare.mutate({ verificationId: view.verificationId, item, spoken, ...(spokenTown === undefined ? {} : { spokenTown }) }, {
              onSuccess: (answer) => {
                // Leaving the field compares too: then the hands are elsewhere already and stay there.
                const isElsewhere = document.activeElement !== document.body && row?.contains(document.activeElement) !== true
                if (!isElsewhere) goal.current = nextItem(answer, item) ?? 'conclude'
              },
            })
          }
          return (
            <Box ref={panel}>
              {error === null ? null : <Box sx={{ px: 4, pb: 2 }}><FailureNotice error={error} /></Box>}
              <Box role="list" sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(158px, 1fr))', gap: 1, px: 2, pb: 1.5 }}>
                {itemsToShow(view).map((state) => (
                  <VerificationRow
                    key={state.item} state={state} isConcluded={view.isConcluded} isNext={state.item === view.missing[0]} onCompare={say(state.item)}
                    isCarriedOver={(state.item === 'facilityCode' || state.item === 'nameAndTown') && !asked.includes(state.item) && (state.result === 'match' || state.result === 'close')}
                  />
                ))}
              </Box>
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, px: 4, py: 1, borderTop: `1px solid ${colours.line}`, fontSize: typeScale.small }}>
                <SpeakIcon aria-hidden sx={{ fontSize: 18, color: colours.info }} />
                <span><strong>{text.neutralLabel}</strong>　「{view.neutralSentence}」</span>
              </Box>
              <VerificationOutcome
                view={view} isBusy={conclude.isPending}
                onConclude={() => conclude.mutate({ verificationId: view.verificationId }, { onSuccess: ({ outcome }) => { if (outcome === 'addressDiffers') noteResult(callId, 'waitsForAddress') } })}
              />
            </Box>
          )
        }}
      </Answer>
    </Panel>
  )
}
