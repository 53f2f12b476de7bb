import Box from '@mui/material/Box'
import { spokenEmail } from '#shared/domain/spoken-email.ts'
import { ja } from '../../strings/ja.ts'
import { colours, fonts, typeScale } from '../../theme/tokens.ts'

const text = ja.guidance.spoken

/** An address letter by letter with how each is said, for reading it back. Nothing for an empty one. */
export function SpokenEmail({ address }: { readonly address: string }) {
  const letters = spokenEmail(address)
  if (letters.length === 0) return null
  return (
    <Box role="group" aria-label={text.label}>
      <Box sx={{ fontSize: typeScale.small, fontWeight: 600, mb: 0.75 }}>{text.label}</Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {letters.map(({ character, reading }, index) => (
          <Box key={index} component="span" sx={{ display: 'inline-grid', justifyItems: 'center', minWidth: 26, px: 0.75, borderRadius: 1, border: `1px solid ${colours.line}`, bgcolor: colours.sunken }}>
            <Box component="span" sx={{ fontFamily: fonts.code, fontSize: typeScale.section, fontWeight: 700, lineHeight: 1.4 }}>{character}</Box>
            <Box component="span" sx={{ fontSize: typeScale.tiny, lineHeight: 1.4, color: colours.inkSoft, whiteSpace: 'nowrap' }}>{reading}</Box>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
