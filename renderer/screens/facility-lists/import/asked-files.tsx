import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import { facilityListKinds } from '#shared/domain/facility.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import { SelectInput } from '../../../parts/select-input.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { FileSection, RemoveFile } from './file-tables.tsx'
import { contradiction, isReady, openNeeds, type ChosenFile, type FileAnswer } from './import-files.ts'
import { sheetFacts } from './sheet-facts.ts'

const text = ja.facilityLists
const unchosen = { value: '', text: text.notChosen }
const prefectureOptions = [unchosen, ...prefectures.map(({ number, name }) => ({ value: number, text: `${number} ${name}` }))]
const kindOptions = [unchosen, ...facilityListKinds.map((kind) => ({ value: kind, text: ja.general.facilityKinds[kind] }))]

/** What the file itself says, where it says something. */
const known = (entry: ChosenFile): string => {
  const facts = sheetFacts(entry)
  return [facts.prefectures, facts.kinds, facts.days].filter((fact) => fact !== '－').join('　')
}

interface AskedFileProps {
  readonly entry: ChosenFile
  /** Others that ask for the same and have no answer yet. */
  readonly alike: readonly ChosenFile[]
  readonly onAnswer: (files: readonly ChosenFile[], change: Partial<FileAnswer>) => void
  readonly onColumns: (entry: ChosenFile) => void
  readonly onRemove: () => void
}

function AskedFile({ entry, alike, onAnswer, onColumns, onRemove }: AskedFileProps) {
  const { answer, file } = entry
  const needs = entry.inspected?.needs ?? []
  const open = openNeeds(entry)
  const against = contradiction(entry)
  const { prefectureNumber, listKind } = answer
  return (
    <Box component="li" sx={{ display: 'flex', gap: 4, alignItems: 'flex-start', flexWrap: 'wrap', px: 3, py: 2.5, borderTop: `1px solid ${colours.line}` }}>
      <Box sx={{ flex: 1, minWidth: 220, pt: 2.5 }}>
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', fontWeight: 600 }}>
          {isReady(entry) ? <CheckIcon aria-hidden sx={{ fontSize: 18, color: colours.good }} /> : null}
          {file.name}
        </Box>
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{open.length === 0 ? known(entry) : open.map((need) => text.answerMissing[need]).join(' ')}</Box>
      </Box>
      {needs.includes('prefecture') ? (
        <Box sx={{ width: 170 }}><SelectInput label={text.prefecture} need="required" value={prefectureNumber ?? ''} options={prefectureOptions} onChoose={(value) => onAnswer([entry], { prefectureNumber: value === '' ? null : value })} slotProps={{ htmlInput: { 'aria-label': `${file.name} ${text.prefecture}` } }} /></Box>
      ) : null}
      {needs.includes('listKind') ? (
        <Box sx={{ width: 150 }}><SelectInput label={text.kind} need="required" value={listKind ?? ''} options={kindOptions} onChoose={(value) => onAnswer([entry], { listKind: facilityListKinds.find((kind) => kind === value) ?? null })} slotProps={{ htmlInput: { 'aria-label': `${file.name} ${text.kind}` } }} /></Box>
      ) : null}
      {needs.includes('columns') ? (
        <Box sx={{ pt: 6.5 }}><Button variant={open.includes('columns') ? 'contained' : 'outlined'} onClick={() => onColumns(entry)}>{open.includes('columns') ? text.mapColumns : text.changeColumns}</Button></Box>
      ) : null}
      <Box sx={{ pt: 6 }}><RemoveFile name={file.name} onRemove={onRemove} /></Box>
      {against === null ? null : (
        <Box role="alert" sx={{ flexBasis: '100%', display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap', px: 2, borderRadius: 1.5, bgcolor: colours.warningTint, color: colours.warning, fontWeight: 600 }}>
          <WarningIcon aria-hidden sx={{ fontSize: 18 }} />
          {text.contradicts(against.named, against.chosen)}
          <FormControlLabel label={text.contradictionConfirmed} control={<Checkbox size="small" checked={answer.isConfirmed} onChange={(_event, isConfirmed) => onAnswer([entry], { isConfirmed })} />} sx={{ color: colours.ink }} />
        </Box>
      )}
      {alike.length === 0 || open.length > 0 || against !== null || answer.columns !== null ? null : (
        <Box sx={{ flexBasis: '100%' }}><Button size="small" onClick={() => onAnswer(alike, { prefectureNumber, listKind })}>{text.sameForAll(alike.length)}</Button></Box>
      )}
    </Box>
  )
}

const needsKey = (entry: ChosenFile) => (entry.inspected?.needs ?? []).join(' ')

interface AskedFilesProps {
  readonly files: readonly ChosenFile[]
  readonly onAnswer: (files: readonly ChosenFile[], change: Partial<FileAnswer>) => void
  readonly onColumns: (entry: ChosenFile) => void
  readonly onRemove: (files: readonly ChosenFile[]) => void
}

/** Files that do not say everything themselves: asked one beside the other. */
export function AskedFiles({ files, onAnswer, onColumns, onRemove }: AskedFilesProps) {
  return (
    <FileSection heading={text.asked(files.length)}>
      <Box sx={{ mb: 1.5, fontSize: typeScale.small, color: colours.inkSoft }}>{text.askedLead}</Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, border: `1px solid ${colours.line}`, borderTop: 0, borderRadius: 1.5 }}>
        {files.map((entry) => (
          <AskedFile key={entry.file.name} entry={entry} onAnswer={onAnswer} onColumns={onColumns} onRemove={() => onRemove([entry])}
            alike={files.filter((other) => other !== entry && needsKey(other) === needsKey(entry) && openNeeds(other).length > 0)} />
        ))}
      </Box>
    </FileSection>
  )
}
