import { useId, useState, type KeyboardEvent } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { CorrectionItem } from '#shared/contract/desktop/contract.ts'
import { replacementProblem, type Replacement } from '#shared/domain/gaiji-correction.ts'
import { isComposing } from '../../../parts/composition.ts'
import { FacilityCode, FacilityMarks } from '../../../parts/facility-marks.tsx'
import { Form } from '../../../parts/form.tsx'
import { FailureNotice } from '../../../parts/notices.tsx'
import { TextInput } from '../../../parts/text-input.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { GaijiText } from './gaiji-text.tsx'

const text = ja.listCorrections
export type Typed = Readonly<Record<string, string>>

interface CorrectionFormProps {
  readonly item: CorrectionItem
  /** By character. */
  readonly typed: Typed
  readonly isBusy: boolean
  readonly error: unknown
  readonly onType: (character: string, value: string) => void
  readonly onSave: (replacements: Replacement[]) => void
  readonly onLater: () => void
}

interface CharacterFieldProps {
  readonly id: string
  readonly entry: CorrectionItem['characters'][number]
  readonly value: string
  readonly isFirst: boolean
  readonly isTried: boolean
  readonly onType: (value: string) => void
}

function CharacterField({ id, entry, value, isFirst, isTried, onType }: CharacterFieldProps) {
  const problem = replacementProblem(value)
  // An empty field is no mistake while somebody still looks the character up.
  const errorText = problem === null || (problem === 'empty' && !isTried) ? undefined : text.problems[problem]
  const { guess } = entry
  const onKeyDown = (event: KeyboardEvent) => {
    // Deliberate: a guess never stands in the field by itself.
    if (event.key === 'ArrowDown' && !isComposing(event) && guess !== null) {
      event.preventDefault()
      onType(guess)
    }
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '230px minmax(0, 1fr)', columnGap: 4, alignItems: 'start' }}>
      <TextInput id={id} autoFocus={isFirst} label={text.field(entry.codePoint)} need="required" value={value} errorText={errorText} autoComplete="off" onKeyDown={onKeyDown} onChange={(event) => onType(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 8, spellCheck: false }, input: { sx: { fontSize: typeScale.screen } } }} />
      <Box sx={{ pt: 6.5, fontSize: typeScale.small, color: colours.inkSoft }}>
        {guess === null ? text.noGuess : (
          <>
            <Button size="small" onClick={() => { onType(guess); document.getElementById(id)?.focus() }}>{text.guess(guess)}</Button>
            <Box sx={{ mt: 0.5 }}>{entry.guessFrom === null ? null : text.guessFrom[entry.guessFrom]}</Box>
          </>
        )}
      </Box>
    </Box>
  )
}

/** One item with 外字: published beside corrected, a field for each character. */
export function CorrectionForm({ item, typed, isBusy, error, onType, onSave, onLater }: CorrectionFormProps) {
  const [isTried, setIsTried] = useState(false)
  const baseId = useId()
  const { facility, characters } = item
  const valueOf = (character: string) => typed[character] ?? ''
  const good = new Map(characters.filter(({ character }) => replacementProblem(valueOf(character)) === null).map(({ character }) => [character, valueOf(character)]))
  const save = () => {
    setIsTried(true)
    const open = characters.findIndex(({ character }) => !good.has(character))
    if (open >= 0) return document.getElementById(`${baseId}-${open}`)?.focus()
    if (!isBusy) onSave(characters.map(({ character }) => ({ character, replacement: valueOf(character) })))
  }
  return (
    <Form label={`${text.items[item.item]} ${facility.facilityCode}`} onSubmit={save}>
      <Box sx={{ display: 'grid', gap: 3.5 }}>
        <Box sx={{ display: 'flex', columnGap: 3, rowGap: 0.5, alignItems: 'center', flexWrap: 'wrap', fontSize: typeScale.small, color: colours.inkSoft }}>
          <Box component="span" sx={{ px: 1.5, borderRadius: 1, bgcolor: colours.primaryTint, color: colours.primaryDark, fontWeight: 700 }}>{text.items[item.item]}</Box>
          <FacilityCode code={facility.facilityCode} />
          <span>{ja.general.facilityKinds[facility.listKind]}</span>
          <span>{facility.prefectureName}{facility.town}</span>
          <FacilityMarks facility={facility} />
        </Box>
        {item.item === 'name' ? null : <Box sx={{ fontWeight: 600 }}><GaijiText text={facility.name} /></Box>}
        <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3, '& dt': { fontSize: typeScale.small, color: colours.inkSoft }, '& dd': { m: 0, mt: 0.5, fontSize: typeScale.screen, fontWeight: 700, lineHeight: 1.7 } }}>
          <Box sx={{ p: 3, borderRadius: 2, bgcolor: colours.sunken }}><dt>{text.published}</dt><dd><GaijiText text={item.published} /></dd></Box>
          <Box sx={{ p: 3, borderRadius: 2, border: `1px solid ${colours.line}` }}><dt>{text.preview}</dt><Box component="dd" aria-live="polite"><GaijiText text={item.current} replacements={good} /></Box></Box>
        </Box>
        {characters.map((entry, index) => (
          <CharacterField key={entry.character} id={`${baseId}-${index}`} entry={entry} value={valueOf(entry.character)} isFirst={index === 0} isTried={isTried} onType={(value) => onType(entry.character, value)} />
        ))}
        {error === null || error === undefined ? null : <FailureNotice error={error} />}
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
          <Button type="submit" variant="contained" disabled={isBusy}>{text.save}（{text.saveKey}）</Button>
          <Button type="button" disabled={isBusy} onClick={onLater}>{text.later}</Button>
          {characters.some(({ guess }) => guess !== null) ? <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.guessKey}</Box> : null}
        </Box>
      </Box>
    </Form>
  )
}
