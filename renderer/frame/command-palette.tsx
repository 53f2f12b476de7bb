import { useId, useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import InputBase from '@mui/material/InputBase'
import SearchIcon from '@mui/icons-material/SearchOutlined'
import { isComposing } from '../parts/composition.ts'
import { ja } from '../strings/ja.ts'
import { colours, typeScale } from '../theme/tokens.ts'
import { useAllCommands, type Command } from './commands.tsx'
import { KeyCap } from './key-cap.tsx'

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/gu, '')

/** Commands whose label holds every word typed. */
export function matchingCommands(commands: readonly Command[], query: string): Command[] {
  const words = query.split(/\s+/u).map(folded).filter((word) => word !== '')
  return commands.filter((command) => command.isAvailable !== false && words.every((word) => folded(command.label).includes(word)))
}

/** All actions and screens by name. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const titleId = useId()
  const commands = matchingCommands(useAllCommands(), query)
  const active = Math.min(chosen, commands.length - 1)

  const run = (command: Command | undefined) => {
    if (command === undefined) return
    onClose()
    // After the dialog gave the focus back, so that the command may move it.
    setTimeout(() => command.run(), 0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setChosen((active + (event.key === 'ArrowDown' ? 1 : commands.length - 1)) % Math.max(1, commands.length))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(commands[active])
    }
  }

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby={titleId} sx={{ '& .MuiDialog-container': { alignItems: 'flex-start', pt: 12 } }}>
      <Box component="h2" id={titleId} sx={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)', m: 0 }}>{ja.palette.title}</Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, px: 4, py: 2.5, borderBottom: `1px solid ${colours.line}` }}>
        <SearchIcon aria-hidden sx={{ color: colours.inkSoft }} />
        <InputBase
          autoFocus fullWidth value={query} placeholder={ja.palette.search} onKeyDown={onKeyDown}
          onChange={(event) => { setQuery(event.target.value); setChosen(0) }}
          inputProps={{ role: 'combobox', 'aria-label': ja.palette.search, 'aria-expanded': true, 'aria-controls': listId, 'aria-autocomplete': 'list', 'aria-activedescendant': active >= 0 ? `${listId}-${active}` : undefined }}
          sx={{ fontSize: typeScale.section, '& input:focus-visible': { outline: 'none' } }}
        />
      </Box>
      <Box role="listbox" id={listId} aria-label={ja.palette.results} sx={{ p: 2, maxHeight: '50vh', overflow: 'auto' }}>
        {commands.map((command, index) => (
          <Box key={command.id} id={`${listId}-${index}`} role="option" aria-selected={index === active} onClick={() => run(command)} onMouseMove={() => setChosen(index)}
            sx={{ display: 'flex', alignItems: 'center', px: 3, py: 2, borderRadius: 1.5, cursor: 'pointer', bgcolor: index === active ? colours.primaryTint : 'transparent', fontWeight: index === active ? 600 : 400 }}>
            <Box sx={{ flex: 1 }}>{command.label}</Box>
            {command.keys === undefined ? null : <KeyCap text={command.keys} />}
          </Box>
        ))}
        {commands.length === 0 ? <Box role="presentation" sx={{ p: 4, color: colours.inkSoft }}>{ja.palette.empty}</Box> : null}
      </Box>
      <Box sx={{ px: 4, py: 1.5, borderTop: `1px solid ${colours.line}`, bgcolor: colours.sunken, fontSize: typeScale.tiny, color: colours.inkSoft }}>{ja.palette.hint}</Box>
    </Dialog>
  )
}
