import { useId, useMemo, useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import InputAdornment from '@mui/material/InputAdornment'
import SearchIcon from '@mui/icons-material/SearchOutlined'
import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import type { GuidanceCardView } from '#shared/contract/desktop/contract.ts'
import { searchGuidance } from '#shared/domain/guidance-search.ts'
import { KeyCap } from '../../frame/key-cap.tsx'
import { isComposing } from '../../parts/composition.ts'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.guidance.search
/** The field F4 leads to. */
const guidanceSearchId = 'guidance-search'
export const focusGuidanceSearch = () => document.getElementById(guidanceSearchId)?.focus()
/** Rows shown: what an operator can take in at a glance. */
const shownRows = 5

const rowStyle = {
  display: 'flex', alignItems: 'baseline', gap: 1.5, px: 2.5, py: 1, minHeight: 32, cursor: 'pointer', lineHeight: 1.5, borderBottom: `1px solid ${colours.line}`,
  '&[aria-selected="true"]': { bgcolor: colours.primaryTint, boxShadow: `inset 3px 0 0 ${colours.primary}`, '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' } },
} as const

interface GuidanceSearchProps {
  readonly cards: readonly GuidanceCardView[]
  /** A question stands already: Enter reads one more card, with Ctrl it takes the place of the question. */
  readonly hasQuestion: boolean
  readonly onChoose: (name: string, as: 'usual' | 'main') => void
}

/** The words a caller uses; the cards they mean as one types; ↓ and Enter choose. */
export function GuidanceSearch({ cards, hasQuestion, onChoose }: GuidanceSearchProps) {
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState(0)
  const [isAll, setIsAll] = useState(false)
  const listId = useId()
  const words = typed.trim()
  const rows = useMemo(() => (words !== '' ? searchGuidance(cards, words).slice(0, shownRows).map((found) => found.card) : isAll ? cards : []), [cards, words, isAll])
  const active = Math.min(place, rows.length - 1)

  const clear = () => { setTyped(''); setPlace(0); setIsAll(false) }
  const choose = (card: GuidanceCardView | undefined, as: 'usual' | 'main') => {
    if (card === undefined) return
    clear()
    onChoose(card.name, as)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.altKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (rows.length === 0) {
        // Nothing typed: all of them, for somebody who does not know the word.
        if (words === '' && event.key === 'ArrowDown') setIsAll(true)
        return
      }
      const next = Math.max(0, Math.min(rows.length - 1, active + (event.key === 'ArrowDown' ? 1 : -1)))
      setPlace(next)
      document.getElementById(`${listId}-${next}`)?.scrollIntoView?.({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(rows[active], event.ctrlKey ? 'main' : 'usual')
    } else if (event.key === 'Escape' && (typed !== '' || isAll)) {
      event.preventDefault()
      clear()
    }
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <TextInput
        id={guidanceSearchId} label={text.label} placeholder={text.placeholder} value={typed} autoComplete="off" onKeyDown={onKeyDown} onBlur={() => setIsAll(false)}
        onChange={(event) => { setTyped(event.target.value); setPlace(0) }}
        slotProps={{
          htmlInput: { role: 'combobox', 'aria-expanded': rows.length > 0, 'aria-controls': listId, 'aria-autocomplete': 'list', 'aria-activedescendant': active >= 0 ? `${listId}-${active}` : undefined, maxLength: 100, spellCheck: false },
          input: { startAdornment: <InputAdornment position="start"><SearchIcon aria-hidden fontSize="small" /></InputAdornment>, endAdornment: <KeyCap text={text.key} /> },
        }}
      />
      <Box role="listbox" id={listId} aria-label={text.results} style={rows.length === 0 ? { display: 'none' } : undefined} sx={{ maxHeight: 340, overflowY: 'auto', border: `1px solid ${colours.line}`, borderRadius: 1.5 }}>
        {rows.map((card, index) => (
          // On mouse down, before the field lets go of the focus and the list of all is gone.
          <Box key={card.name} id={`${listId}-${index}`} role="option" aria-selected={index === active} sx={rowStyle} onMouseMove={() => setPlace(index)} onMouseDown={(event) => { event.preventDefault(); choose(card, 'usual') }}>
            <Box component="span" sx={{ fontWeight: 700, fontSize: typeScale.small, color: colours.primaryDark, minWidth: 28 }}>{card.name}</Box>
            <Box component="span" sx={{ flex: 1, fontWeight: index === active ? 600 : 400 }}>{card.title}</Box>
            {card.isReviewDue ? <WarningIcon titleAccess={ja.guidance.card.reviewDue} fontSize="small" sx={{ color: colours.warning, alignSelf: 'center' }} /> : null}
          </Box>
        ))}
      </Box>
      <Box aria-live="polite" sx={{ fontSize: typeScale.small, color: colours.inkSoft, '&:empty': { display: 'none' } }}>
        {rows.length > 0 ? (hasQuestion ? text.hintMore : text.hint) : words !== '' ? text.none(words) : null}
      </Box>
    </Box>
  )
}
