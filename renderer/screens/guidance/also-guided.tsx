import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import IconButton from '@mui/material/IconButton'
import RemoveIcon from '@mui/icons-material/CloseOutlined'
import type { GuidanceCardView } from '#shared/contract/desktop/contract.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { questionTitle } from './use-guidance-cards.ts'

const text = ja.guidance

interface AlsoGuidedProps {
  readonly cards: readonly GuidanceCardView[]
  readonly names: readonly string[]
  readonly shown: string | null
  readonly onShow: (name: string) => void
  readonly onRemove: (name: string) => void
  /** Null = the main card is in sight. */
  readonly onBack: (() => void) | null
}

/** The cards that were read aloud besides the question: on record with the call, each a click away. */
export function AlsoGuided({ cards, names, shown, onShow, onRemove, onBack }: AlsoGuidedProps) {
  if (names.length === 0) return null
  return (
    <Box component="section" aria-label={text.alsoHeading}>
      <Box sx={{ fontSize: typeScale.small, fontWeight: 600, color: colours.inkSoft }}>{text.alsoHeading}</Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {names.map((name) => {
          const title = questionTitle(cards, name)
          return (
            <Box component="li" key={name} sx={{ display: 'flex', alignItems: 'center' }}>
              <ButtonBase aria-label={text.show(title)} aria-pressed={name === shown} onClick={() => onShow(name)} sx={{ flex: 1, justifyContent: 'flex-start', textAlign: 'left', minHeight: 32, fontSize: typeScale.body, fontWeight: name === shown ? 700 : 400 }}>{title}</ButtonBase>
              <IconButton size="small" aria-label={`${title}：${text.removeAlso}`} onClick={() => onRemove(name)}><RemoveIcon fontSize="small" /></IconButton>
            </Box>
          )
        })}
      </Box>
      {onBack === null ? null : <Button size="small" variant="text" onClick={onBack}>{text.backToMain}</Button>}
    </Box>
  )
}
