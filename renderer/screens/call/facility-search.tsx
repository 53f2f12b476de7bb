import { useDeferredValue, useId, useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import InputAdornment from '@mui/material/InputAdornment'
import SearchIcon from '@mui/icons-material/SearchOutlined'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { isComposing } from '../../parts/composition.ts'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { CodeHint } from './code-hint.tsx'
import { FacilityRow } from './facility-row.tsx'
import { searchFieldId } from './use-open-call.ts'

const text = ja.call.search
const limit = 30

/** Answers belong to their question: a late one never replaces a newer, and the old stay in sight until the new are there. */
function useFound(query: string) {
  return useDeskQuery('facilities', 'find', query, (desk, signal) => desk.facilities.find({ query, limit }, { signal }), { isEnabled: query !== '', keepPrevious: true, keepFor: 30_000 })
}

export function FacilitySearch({ onOpen }: { readonly onOpen: (facility: FoundFacility) => void }) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const query = useDeferredValue(typed.trim())
  const found = useFound(query)
  const results = query === '' ? [] : (found.data?.results ?? [])
  const active = results.length === 0 ? -1 : Math.min(chosen, results.length - 1)
  // Enter opens only what answers the words now in the field.
  const isCurrent = query === typed.trim() && !found.isPlaceholderData && found.isSuccess

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step !== undefined && results.length > 0) {
      event.preventDefault()
      const next = Math.max(0, Math.min(results.length - 1, active + step))
      setChosen(next)
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const target = results[active]
      if (isCurrent && target !== undefined) onOpen(target)
    } else if (event.key === 'Escape' && typed !== '') {
      event.preventDefault()
      setTyped('')
    }
  }

  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <TextInput
        id={searchFieldId} autoFocus label={text.label} placeholder={text.placeholder} value={typed} autoComplete="off" onKeyDown={onKeyDown}
        onChange={(event) => { setTyped(event.target.value); setChosen(0) }}
        slotProps={{
          htmlInput: { role: 'combobox', 'aria-expanded': results.length > 0, 'aria-controls': listId, 'aria-autocomplete': 'list', 'aria-activedescendant': active >= 0 ? `${listId}-${active}` : undefined, maxLength: 200, spellCheck: false },
          input: { startAdornment: <InputAdornment position="start"><SearchIcon aria-hidden fontSize="small" /></InputAdornment>, sx: { fontSize: typeScale.section, minHeight: 44 } },
        }}
      />
      {found.isError ? <FailureNotice error={found.error} /> : null}
      <CodeHint typed={query} hasResults={results.length > 0} isSettled={isCurrent} onOpen={onOpen} />
      <Box aria-live="polite" sx={{ fontSize: typeScale.small, color: colours.inkSoft, minHeight: 20 }}>
        {query === '' ? text.typing : results.length > 0 ? `${text.count(results.length, found.data?.hasMore ?? false)}${found.data?.hasMore === true ? `　${text.more}` : ''}` : isCurrent ? text.none(query) : ''}
      </Box>
      <Box role="listbox" id={listId} aria-label={text.results} sx={{ display: results.length === 0 ? 'none' : 'block', mx: -4, mb: -3.5, maxHeight: 'calc(100vh - 330px)', minHeight: 200, overflowY: 'auto', borderTop: `1px solid ${colours.line}` }}>
        {results.map((facility, index) => (
          <FacilityRow key={facility.facilityCode} id={`${listId}-${index}`} facility={facility} query={query} isActive={index === active} onOpen={() => onOpen(facility)} onPoint={() => setChosen(index)} />
        ))}
      </Box>
    </Box>
  )
}
