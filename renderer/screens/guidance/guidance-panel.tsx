import { useMemo, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import PathIcon from '@mui/icons-material/AltRouteOutlined'
import type { GuidanceCardView } from '#shared/contract/desktop/contract.ts'
import type { CallRecord, GuidancePath } from '#shared/contract/records.ts'
import type { PortalAccountState } from '#shared/domain/notice.ts'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { KeyCap } from '../../frame/key-cap.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, sizes, typeScale } from '../../theme/tokens.ts'
import { AlsoGuided } from './also-guided.tsx'
import { chosenCard, withMain, withoutCard } from './guided-cards.ts'
import { GuidanceCardDetails } from './guidance-card-details.tsx'
import { focusGuidanceSearch, GuidanceSearch } from './guidance-search.tsx'
import { PathDialog } from './path-dialog.tsx'
import { withoutPath, withPath, type GivenAnswer, type PathKind } from './path-walk.ts'
import { cardNamed, useGuidanceCardsQuery } from './use-guidance-cards.ts'
import { useGuidanceKeys } from './use-guidance-keys.ts'
import { WalkedPath } from './walked-paths.tsx'

const text = ja.guidance
/** Beside the rest of the call, in sight however far that is scrolled; a long card scrolls by itself. Not where little height is left. */
const staysInSight = { '@media (min-width: 900px) and (min-height: 501px)': { position: 'sticky', top: 12, overflowY: 'auto', maxHeight: `calc(100vh - ${sizes.topBar + sizes.statusLine + 24}px)` } } as const

interface GuidancePanelProps {
  readonly call: CallRecord
  /** The facility in sight, or null. */
  readonly facilityCode: string | null
  /** Undefined = not looked up yet. */
  readonly accountState: PortalAccountState | undefined
  readonly change: (fields: { question?: string | null; guidedCards?: string[]; paths?: GuidancePath[] }) => void
}

/** What the caller asks and what to say to it: search, card, decision paths. */
export function GuidancePanel({ call, facilityCode, accountState = 'unknown', change }: GuidancePanelProps) {
  const found = useGuidanceCardsQuery()
  const cards: readonly GuidanceCardView[] = found.data ?? []
  const [looked, setLooked] = useState<string | null>(null)
  const [walking, setWalking] = useState<{ kind: PathKind; given: readonly GivenAnswer[] } | null>(null)
  const { question, guidedCards, paths } = call
  // A card that was read as well stays in sight until another one is chosen or it is taken from the call.
  const shown = looked !== null && guidedCards.includes(looked) ? looked : question
  const card = cardNamed(cards, shown)
  const isMain = shown === question
  const path = card?.path ?? null
  const here = paths.filter((one) => one.kind === 'newFacility' || one.facilityCode === facilityCode)

  const choose = (name: string, as: 'usual' | 'main') => {
    const next = chosenCard({ question, guidedCards }, name, as)
    if (next !== null) change(next)
    setLooked(name)
  }
  const walk = useMemo(() => ({
    logIn: () => setWalking({ kind: 'logIn', given: [] }),
    newFacility: () => setWalking({ kind: 'newFacility', given: [] }),
  }), [])
  useGuidanceKeys({ search: focusGuidanceSearch, ...(path === null ? {} : { path: walk[path] }) })
  useCommands(useMemo((): Command[] => [
    { id: 'guidanceSearch', label: text.search.focus, keys: text.search.key, run: focusGuidanceSearch },
    ...(['logIn', 'newFacility'] as const).map((kind): Command => ({ id: `path-${kind}`, label: text.path.startOf[kind], ...(kind === path ? { keys: text.path.key } : {}), run: walk[kind] })),
  ], [path, walk]))

  return (
    <Panel heading={text.heading} sx={staysInSight}>
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        {found.isError ? <FailureNotice error={found.error} onRetry={() => void found.refetch()} /> : null}
        <GuidanceSearch cards={cards} hasQuestion={question !== null} onChoose={choose} />
        {shown === null ? <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.none}</Box> : null}
        {shown !== null && card === undefined && found.isSuccess ? <Box>{shown}{text.unknownCard}</Box> : null}
        {shown === null ? null : (
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap', borderTop: `1px solid ${colours.line}`, pt: 2 }}>
            <Box sx={{ flex: 1, fontSize: typeScale.small, fontWeight: 600, color: isMain ? colours.primaryDark : colours.inkSoft }}>{isMain ? text.main : text.also}</Box>
            {isMain ? <Button size="small" variant="text" onClick={() => change({ question: null })}>{text.removeMain}</Button>
              : <Button size="small" onClick={() => { change(withMain({ question, guidedCards }, shown)); setLooked(null) }}>{text.makeMain}</Button>}
          </Box>
        )}
        {card === undefined ? null : (
          <GuidanceCardDetails key={card.name} card={card} isReviewDue={card.isReviewDue} isFallback={card.isFallback} hasKeys>
            {path === null ? null : <Button fullWidth startIcon={<PathIcon />} aria-label={text.path.startOf[path]} onClick={walk[path]}>{text.path.start}<KeyCap text={text.path.key} /></Button>}
          </GuidanceCardDetails>
        )}
        {here.map((one) => <WalkedPath key={`${one.kind} ${one.facilityCode ?? ''}`} path={one} accountState={accountState} onWalk={(given) => setWalking({ kind: one.kind, given })} onChange={(next) => change({ paths: withPath(paths, next) })} />)}
        <AlsoGuided cards={cards} names={guidedCards} shown={shown} onShow={setLooked} onRemove={(name) => change({ guidedCards: withoutCard(guidedCards, name) })} onBack={isMain || question === null ? null : () => setLooked(null)} />
      </Box>
      {walking === null ? null : (
        <PathDialog
          kind={walking.kind} given={walking.given} facilityCode={facilityCode} accountState={accountState} cards={cards} onClose={() => setWalking(null)} onOpenCard={(name) => choose(name, 'usual')}
          onEnd={(ended) => change({ paths: withPath(paths, ended) })} onReopen={() => change({ paths: withoutPath(paths, { kind: walking.kind, facilityCode: walking.kind === 'logIn' ? facilityCode : null }) })}
        />
      )}
    </Panel>
  )
}
