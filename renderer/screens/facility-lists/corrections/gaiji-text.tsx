import Box from '@mui/material/Box'
import { isUnprintable } from '#shared/domain/gaiji-correction.ts'
import { ja } from '../../../strings/ja.ts'
import { colours } from '../../../theme/tokens.ts'

/** "U+E38B" of one character. */
export const codePointOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** A character no font draws: a box with its code point under it. */
function Gaiji({ character, isCompact }: { readonly character: string; readonly isCompact: boolean }) {
  const codePoint = codePointOf(character)
  return (
    <Box component="span" role="img" aria-label={ja.listCorrections.gaiji(codePoint)} sx={{ display: 'inline-flex', flexDirection: 'column', alignItems: 'center', verticalAlign: 'top', mx: 0.5, px: 0.75, borderRadius: 1, border: `1px solid ${colours.warning}`, bgcolor: colours.warningTint, color: colours.warning, lineHeight: 1.15 }}>
      <span aria-hidden>〓</span>
      {isCompact ? null : <Box component="span" aria-hidden sx={{ fontSize: '0.625rem', fontWeight: 600, lineHeight: 1.3 }}>{codePoint}</Box>}
    </Box>
  )
}

interface GaijiTextProps {
  readonly text: string
  /** What already stands for a 外字: shown marked in its place. */
  readonly replacements?: ReadonlyMap<string, string>
  /** In a list: the box without its code point. */
  readonly isCompact?: boolean
}

/** A published text with its 外字 in sight. */
export function GaijiText({ text, replacements, isCompact = false }: GaijiTextProps) {
  const parts: { character: string; isGaiji: boolean }[] = []
  for (const character of text) {
    const last = parts.at(-1)
    const isGaiji = isUnprintable(character)
    if (!isGaiji && last !== undefined && !last.isGaiji) last.character += character
    else parts.push({ character, isGaiji })
  }
  return parts.map(({ character, isGaiji }, index) => {
    const replacement = isGaiji ? (replacements?.get(character) ?? null) : null
    if (replacement !== null) return <mark key={index}>{replacement}</mark>
    return isGaiji ? <Gaiji key={index} character={character} isCompact={isCompact} /> : <span key={index}>{character}</span>
  })
}

/** The same in plain text, for names of controls. */
export const plainGaiji = (text: string): string => Array.from(text, (character) => (isUnprintable(character) ? '〓' : character)).join('')
