import { useId, useRef, type CSSProperties } from 'react'
import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import { FieldLabel } from '../../parts/field-label.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, fonts, radii, typeScale } from '../../theme/tokens.ts'
import { problemLines } from './card-text.ts'

const text = ja.documents.guidanceCard
/** Room for the line numbers, px. */
const gutter = 52
const padding = 10
/** Alike in the field and in the lines under it, so that both break at the same places. */
const writing: CSSProperties = {
  fontFamily: fonts.code, fontSize: typeScale.body, lineHeight: 1.7, letterSpacing: 0, whiteSpace: 'pre-wrap', overflowWrap: 'break-word', wordBreak: 'break-all', lineBreak: 'anywhere', tabSize: 4, boxSizing: 'border-box',
  ...{ textSpacingTrim: 'space-all' },
}

const linesStyle = {
  position: 'relative', counterReset: 'line', color: 'transparent', userSelect: 'none', py: `${padding}px`,
  '& > div': { position: 'relative', pl: `${gutter}px`, pr: `${padding}px`, minHeight: '1.7em', counterIncrement: 'line' },
  '& > div::before': { content: 'counter(line)', position: 'absolute', left: 0, width: gutter - 12, textAlign: 'right', color: colours.inkSoft, fontSize: typeScale.small },
  '& > div.problem': { bgcolor: colours.badTint },
  '& > div.problem::before': { content: '"▶ " counter(line)', color: colours.bad, fontWeight: 700 },
} as const
const fieldStyle = {
  position: 'absolute', inset: 0, width: '100%', height: '100%', m: 0, py: `${padding}px`, pl: `${gutter}px`, pr: `${padding}px`, border: 0, resize: 'none', overflow: 'hidden', color: colours.ink, bgcolor: 'transparent',
  '&:focus-visible': { outline: 'none' },
} as const

interface CardTextInputProps {
  readonly content: string
  readonly problems: readonly string[]
  readonly onChange: (content: string) => void
}

/** The text of a card with numbered lines; those with something to mend are marked. The field grows with its lines. */
export function CardTextInput({ content, problems, onChange }: CardTextInputProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const fieldId = useId()
  const hintId = useId()
  const lines = content.split('\n')
  const marked = problemLines(problems)
  const goToLine = (line: number) => {
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    field.current?.focus()
    field.current?.setSelectionRange(start, start + (lines[line - 1] ?? '').length)
  }
  return (
    <Box>
      <FieldLabel htmlFor={fieldId} text={text.textLabel} />
      <FormHelperText id={hintId} sx={{ mb: 1 }}>{text.textHint}</FormHelperText>
      {marked.length === 0 ? null : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 1 }}>
          {marked.map((line) => <Box key={line} component="button" type="button" onClick={() => goToLine(line)} sx={{ border: 0, p: 0, bgcolor: 'transparent', color: colours.bad, font: 'inherit', fontSize: typeScale.small, fontWeight: 600, textDecoration: 'underline', cursor: 'pointer', minHeight: 24 }}>{text.lineProblem(line)}</Box>)}
        </Box>
      )}
      <Box sx={{ position: 'relative', border: `1px solid ${colours.lineControl}`, borderRadius: `${radii.control}px`, bgcolor: colours.paper, '&:focus-within': { outline: `2px solid ${colours.focus}`, outlineOffset: -1 } }}>
        <Box aria-hidden sx={linesStyle} style={writing}>
          {lines.map((line, index) => <div key={index} className={marked.includes(index + 1) ? 'problem' : undefined}>{line === '' ? '\u200b' : line}</div>)}
        </Box>
        <Box component="textarea" ref={field} id={fieldId} aria-describedby={hintId} value={content} spellCheck={false} maxLength={60_000} onChange={(event) => onChange(event.target.value)} sx={fieldStyle} style={writing} />
      </Box>
    </Box>
  )
}
