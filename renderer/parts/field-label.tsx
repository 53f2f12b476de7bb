import Box from '@mui/material/Box'
import { colours, typeScale } from '../theme/tokens.ts'
import { ja } from '../strings/ja.ts'

/** 必須 or 任意 in words, beside a label. */
export function NeedTag({ need }: { readonly need: 'required' | 'optional' }) {
  const isRequired = need === 'required'
  return (
    <Box component="span" sx={{ ml: 1.5, px: 1, borderRadius: 0.75, fontSize: typeScale.tiny, fontWeight: 600, whiteSpace: 'nowrap', color: isRequired ? colours.bad : colours.inkSoft, bgcolor: isRequired ? colours.badTint : colours.neutralTint }}>
      {isRequired ? ja.general.required : ja.general.optional}
    </Box>
  )
}

interface FieldLabelProps {
  readonly htmlFor?: string
  readonly id?: string
  readonly text: string
  readonly need?: 'required' | 'optional'
}

/** The label over a field, always visible; the tag stays out of the field's accessible name. */
export function FieldLabel({ htmlFor, id, text, need }: FieldLabelProps) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', mb: 0.75, minHeight: 20 }}>
      <Box component="label" id={id} htmlFor={htmlFor} sx={{ fontSize: typeScale.small, fontWeight: 600, color: colours.ink }}>
        {text}
      </Box>
      {need === undefined ? null : <NeedTag need={need} />}
    </Box>
  )
}
