import { useId, useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import InputBase from '@mui/material/InputBase'
import Popover from '@mui/material/Popover'
import { prefectures } from '#shared/domain/prefectures.ts'
import { isComposing } from '../../parts/composition.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { prefecturesTyped } from './prefecture-names.ts'

const text = ja.call.search.filters
/** Rows of the table of 47: PageUp and PageDown go a column. */
const rowsOfColumn = 12

interface PrefecturePickerProps {
  readonly anchor: HTMLElement | null
  readonly chosen: string | null
  /** null = all of Japan. */
  readonly onChoose: (prefectureNumber: string | null) => void
  readonly onClose: () => void
}

/** Number, first kanji, kana or rōmaji, and Enter. Nothing typed shows all 47. */
export function PrefecturePicker({ anchor, chosen, onChoose, onClose }: PrefecturePickerProps) {
  const [typed, setTyped] = useState('')
  const found = prefecturesTyped(typed)
  // Nothing typed: also the way back to all of Japan.
  const options = typed.trim() === '' ? [{ number: null, name: text.anyPrefecture }, ...found] : found
  const [place, setPlace] = useState(() => prefectures.findIndex(({ number }) => number === chosen) + 1)
  const active = Math.min(place, options.length - 1)
  const listId = useId()

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: rowsOfColumn, PageUp: -rowsOfColumn }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setPlace(Math.max(0, Math.min(options.length - 1, active + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const target = options[active]
      if (target !== undefined) onChoose(target.number)
    }
  }

  return (
    <Popover open anchorEl={anchor} onClose={onClose} disableRestoreFocus anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }} slotProps={{ paper: { role: 'dialog', 'aria-label': text.pickTitle, variant: 'outlined', sx: { width: 560, maxWidth: '94vw', mt: 1, boxShadow: '0 6px 20px rgb(0 0 0 / 18%)' } } }}>
      <Box sx={{ px: 4, py: 2, borderBottom: `1px solid ${colours.line}` }}>
        <InputBase
          autoFocus fullWidth value={typed} placeholder={text.prefecture} onKeyDown={onKeyDown}
          onChange={(event) => { setTyped(event.target.value); setPlace(0) }}
          inputProps={{ role: 'combobox', 'aria-label': text.pickTitle, 'aria-expanded': true, 'aria-controls': listId, 'aria-autocomplete': 'list', 'aria-activedescendant': active >= 0 ? `${listId}-${active}` : undefined, maxLength: 40, spellCheck: false, autoComplete: 'off' }}
          sx={{ fontSize: typeScale.section, '& input:focus-visible': { outline: 'none' } }}
        />
      </Box>
      <Box role="listbox" id={listId} aria-label={text.pickTitle} sx={{ p: 2, display: 'grid', gridAutoFlow: 'column', gridTemplateRows: `repeat(${rowsOfColumn}, auto)`, gridAutoColumns: 'minmax(0, 1fr)', minHeight: 120 }}>
        {options.map((option, index) => (
          <Box key={option.number ?? ''} id={`${listId}-${index}`} role="option" aria-selected={index === active} onClick={() => onChoose(option.number)} onMouseMove={() => setPlace(index)}
            sx={{ px: 2, py: 0.75, minHeight: 24, borderRadius: 1, cursor: 'pointer', lineHeight: 1.5, bgcolor: index === active ? colours.primaryTint : 'transparent', boxShadow: index === active ? `inset 3px 0 0 ${colours.primary}` : 'none', fontWeight: option.number === chosen ? 700 : 400 }}>
            {option.number === null ? null : <Box component="span" sx={{ color: colours.inkSoft, mr: 2 }}>{option.number}</Box>}
            {option.name}
          </Box>
        ))}
        {options.length === 0 ? <Box role="presentation" sx={{ p: 2, color: colours.inkSoft, whiteSpace: 'nowrap' }}>{text.pickNone}</Box> : null}
      </Box>
      <Box sx={{ px: 4, py: 1.5, borderTop: `1px solid ${colours.line}`, bgcolor: colours.sunken, fontSize: typeScale.tiny, color: colours.inkSoft }}>{text.pickHint}</Box>
    </Popover>
  )
}
