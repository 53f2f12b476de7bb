import type { ComponentType } from 'react'
import Box from '@mui/material/Box'
import type { SvgIconProps } from '@mui/material/SvgIcon'
import { colours, radii, typeScale } from '../theme/tokens.ts'

export type Tone = 'good' | 'warning' | 'bad' | 'info' | 'neutral'
const tones: Readonly<Record<Tone, { ink: string; ground: string }>> = {
  good: { ink: colours.good, ground: colours.goodTint },
  warning: { ink: colours.warning, ground: colours.warningTint },
  bad: { ink: colours.bad, ground: colours.badTint },
  info: { ink: colours.info, ground: colours.infoTint },
  neutral: { ink: colours.inkSoft, ground: colours.neutralTint },
}

interface StateChipProps {
  readonly tone: Tone
  /** Says the same as the colour. */
  readonly icon: ComponentType<SvgIconProps>
  readonly text: string
}

/** A state in words, icon and colour: never by colour alone. */
export function StateChip({ tone, icon: Icon, text }: StateChipProps) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, px: 1.5, borderRadius: `${radii.control}px`, fontSize: typeScale.small, fontWeight: 600, lineHeight: 1.6, verticalAlign: 'middle', whiteSpace: 'nowrap', color: tones[tone].ink, bgcolor: tones[tone].ground, border: '1px solid transparent', '@media (prefers-contrast: more), (forced-colors: active)': { borderColor: 'currentColor' } }}>
      <Icon aria-hidden sx={{ fontSize: 15 }} />
      {text}
    </Box>
  )
}

/** Ink and ground of a tone, for larger pieces. */
export const toneColours = (tone: Tone): { ink: string; ground: string } => tones[tone]
