import { useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import InputAdornment from '@mui/material/InputAdornment'
import SearchIcon from '@mui/icons-material/SearchOutlined'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { facilityListKinds, type FacilityListKind } from '#shared/domain/facility.ts'
import { useCommands, type Command } from '../../frame/commands.tsx'
import { isComposing } from '../../parts/composition.ts'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { FacilityResults, isAmbiguous, rowId } from './facility-results.tsx'
import { FilterBar } from './filter-bar.tsx'
import { PrefecturePicker } from './prefecture-picker.tsx'
import { clearKey, filterKeyOf, filterText, isFiltered, kindKeys, noFilters, prefectureKey, useSearchFilters } from './search-filters.ts'
import { useCodeHint } from './use-code-hint.ts'
import { useFound } from './use-found.ts'
import { focusSearch, searchFieldId } from './use-open-call.ts'

const text = ja.call.search
/** Rows PageUp and PageDown go. */
const pageStep = 8

interface FacilitySearchProps {
  readonly callId: string
  /** `typed` = the words that found it: perhaps a first answer of the verification. */
  readonly onOpen: (facility: FoundFacility, typed: string) => void
}

/** One box for whatever a caller says; rows while one types, keys for everything. */
export function FacilitySearch({ callId, onOpen }: FacilitySearchProps) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<number | null>(null)
  const [filters, changeFilters] = useSearchFilters(callId)
  const [isPicking, setIsPicking] = useState(false)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const listId = useId()
  const query = useDeferredValue(typed.trim())
  const { found, isSettled, error } = useFound(query, filters)
  // Enter opens only what answers the words now in the field.
  const isCurrent = isSettled && query === typed.trim()
  const hint = useCodeHint(query, query !== '' && isCurrent && found.results.length === 0 && !isFiltered(filters))
  const rows = hint === null ? found.results : hint.suggestions
  // A near code is opened only by somebody who went to it: the caller said another one.
  const active = rows.length === 0 ? -1 : Math.min(chosen ?? (hint === null ? 0 : -1), rows.length - 1)

  const opener = useRef(onOpen)
  useEffect(() => { opener.current = onOpen })
  const words = useRef(query)
  useEffect(() => { words.current = query })
  const open = useCallback((facility: FoundFacility) => opener.current(facility, words.current), [])
  const isAsking = useMemo(() => isAmbiguous(rows), [rows])

  // Enter before the answer was there: it opens what these words find, where that is one and no other.
  const isWaiting = useRef(false)
  const only = hint === null && found.results.length === 1 ? found.results[0] : undefined
  useEffect(() => {
    if (!isCurrent || !isWaiting.current) return
    isWaiting.current = false
    if (only !== undefined) opener.current(only, words.current)
  }, [isCurrent, only])

  const onPicked = useRef(false)
  useEffect(() => {
    // Back to the box once the picker has let go of the focus.
    if (onPicked.current && !isPicking) focusSearch()
    onPicked.current = isPicking
  }, [isPicking])

  const narrow = useMemo(() => ({
    kind: (kind: FacilityListKind) => { changeFilters((before) => ({ ...before, listKind: before.listKind === kind ? null : kind })); setChosen(null); focusSearch() },
    pick: () => setIsPicking(true),
    prefecture: (prefectureNumber: string | null) => { changeFilters((before) => ({ ...before, prefectureNumber })); setChosen(null); setIsPicking(false) },
    anyPrefecture: () => { changeFilters((before) => ({ ...before, prefectureNumber: null })); setChosen(null); focusSearch() },
    clear: () => { changeFilters(() => noFilters); setChosen(null); focusSearch() },
  }), [changeFilters])
  useCommands(useMemo((): Command[] => [
    { id: 'filterPrefecture', label: text.filters.commandOf(text.filters.prefecture), keys: `Alt + ${prefectureKey}`, run: narrow.pick },
    ...facilityListKinds.map((kind): Command => ({ id: `filter-${kind}`, label: text.filters.commandOf(ja.general.facilityKinds[kind]), keys: `Alt + ${kindKeys[kind]}`, run: () => narrow.kind(kind) })),
    { id: 'filterClear', label: text.filters.clear, keys: `Alt + ${clearKey}`, run: narrow.clear },
  ], [narrow]))

  const onFilterKey = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const wanted = filterKeyOf(event)
    if (wanted === null) return
    event.preventDefault()
    if (wanted === 'prefecture') narrow.pick()
    else if (wanted === 'clear') narrow.clear()
    else narrow.kind(wanted.kind)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.altKey) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: pageStep, PageUp: -pageStep }[event.key]
    if (step !== undefined && rows.length > 0) {
      event.preventDefault()
      const next = Math.max(0, Math.min(rows.length - 1, active + step))
      setChosen(next)
      document.getElementById(rowId(listId, next))?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const target = rows[active]
      if (!isCurrent) isWaiting.current = true
      else if (target !== undefined) onOpen(target, query)
    } else if (event.key === 'Escape' && typed !== '') {
      event.preventDefault()
      setTyped('')
    }
  }

  const isEmpty = query !== '' && isCurrent && rows.length === 0 && hint === null
  return (
    <Box sx={{ display: 'grid', gap: 2 }} onKeyDown={onFilterKey}>
      <TextInput
        id={searchFieldId} autoFocus label={text.label} placeholder={text.placeholder} value={typed} autoComplete="off" onKeyDown={onKeyDown}
        onChange={(event) => { setTyped(event.target.value); setChosen(null); isWaiting.current = false }}
        slotProps={{
          htmlInput: { role: 'combobox', 'aria-expanded': rows.length > 0, 'aria-controls': listId, 'aria-autocomplete': 'list', 'aria-activedescendant': active >= 0 ? rowId(listId, active) : undefined, maxLength: 200, spellCheck: false },
          input: { startAdornment: <InputAdornment position="start"><SearchIcon aria-hidden fontSize="small" /></InputAdornment>, sx: { fontSize: typeScale.section, minHeight: 44 } },
        }}
      />
      <FilterBar filters={filters} anchorRef={setAnchor} onPickPrefecture={narrow.pick} onAnyPrefecture={narrow.anyPrefecture} onToggleKind={narrow.kind} onClear={narrow.clear} />
      {isPicking ? <PrefecturePicker anchor={anchor} chosen={filters.prefectureNumber} onChoose={narrow.prefecture} onClose={() => setIsPicking(false)} /> : null}
      {error === null ? null : <FailureNotice error={error} />}
      {hint === null ? null : <Alert severity="warning" role="status">{hint.message}{hint.suggestions.length === 0 ? null : <Box sx={{ fontSize: typeScale.small }}>{text.nearCodesHint}</Box>}</Alert>}
      <Box aria-live="polite" sx={{ fontSize: typeScale.small, color: colours.inkSoft, minHeight: 20 }}>
        {query === '' ? text.typing : null}
        {query !== '' && hint === null && rows.length > 0 ? text.count(rows.length, found.hasMore) : null}
        {query !== '' && hint === null && isAsking ? <Box component="span" sx={{ ml: 3, color: colours.warning, fontWeight: 600 }}>{text.sameName}</Box> : found.hasMore ? <Box component="span" sx={{ ml: 3 }}>{text.more}</Box> : null}
        {isEmpty ? (isFiltered(filters) ? text.noneFiltered(query, filterText(filters)) : text.none(query)) : null}
      </Box>
      <FacilityResults id={listId} label={hint === null ? text.results : text.nearCodes} results={rows} query={hint === null ? found.query : query} active={active} isNearCode={hint !== null} onOpen={open} onPoint={setChosen} />
    </Box>
  )
}
