import { useState } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useDeskAction } from '../../api/use-desk.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { differencesOf } from './document-fields.ts'
import { DocumentFieldsForm, hasForm, type EditMode } from './document-fields-form.tsx'
import { documentTitle, type DocumentName } from './document-name.ts'
import { DocumentPreview, isShown } from './document-preview.tsx'
import { DocumentProblems } from './document-problems.tsx'
import { useDocumentCheck } from './use-document-check.ts'
import { useDocumentDraft } from './use-document-draft.ts'

const text = ja.documents
const noProblems: readonly string[] = []

interface DocumentEditorProps {
  readonly of: DocumentName
  /** The document that holds today. */
  readonly inUse: string
  /** Back to the versions; the draft is kept. */
  readonly onClose: () => void
  readonly onProposed: () => void
}

/** A change being written: its fields, what is wrong with it, how it looks, and the proposal. */
export function DocumentEditor({ of, inUse, onClose, onProposed }: DocumentEditorProps) {
  const { kind, name } = of
  const { draft, change, discard } = useDocumentDraft(of, inUse)
  const [mode, setMode] = useState<EditMode>(hasForm(kind) ? 'form' : 'text')
  const [wasTried, setWasTried] = useState(false)
  const [isDiscarding, setIsDiscarding] = useState(false)
  const { problems, error, isCurrent, checkedText } = useDocumentCheck(of, draft.text)
  const propose = useDeskAction(
    (desk, input: { text: string; note: string }) => desk.officeDocuments.propose({ kind, name, ...input }),
    (_document, queries) => void queries.invalidateQueries({ queryKey: ['officeDocuments', 'list'] }),
  )
  const note = draft.note.trim()
  const obstacle = differencesOf(inUse, draft.text).length === 0 ? text.unchanged : isCurrent && problems !== null && problems.length > 0 ? text.mendFirst : null
  const send = () => {
    setWasTried(true)
    if (obstacle !== null || note === '') return
    propose.mutate({ text: draft.text, note }, { onSuccess: () => { discard(); onProposed() } })
  }
  return (
    <Box sx={{ display: 'grid', gap: 3, alignItems: 'start', gridTemplateColumns: 'minmax(0, 1fr)', '@media (min-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr) 360px' }, '@media (min-width: 1360px)': { gridTemplateColumns: 'minmax(0, 1fr) 460px' } }}>
      <Panel heading={text.editor(documentTitle(of))} aside={hasForm(kind) ? (
        <ToggleButtonGroup exclusive size="small" value={mode} aria-label={text.modeLabel} onChange={(_event, next: EditMode | null) => { if (next !== null) setMode(next) }}>
          <ToggleButton value="form">{text.modes.form}</ToggleButton>
          <ToggleButton value="text">{text.modes.text}</ToggleButton>
        </ToggleButtonGroup>
      ) : undefined}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <DocumentFieldsForm kind={kind} mode={mode} content={draft.text} problems={problems ?? noProblems} onChange={(content) => change({ text: content })} />
        </Box>
      </Panel>
      <Box sx={{ display: 'grid', gap: 3, '@media (min-width: 1000px)': { position: 'sticky', top: 0 } }}>
        <Panel heading={text.propose}>
          <Box sx={{ display: 'grid', gap: 3 }}>
            {error === null ? <DocumentProblems problems={problems} isCurrent={isCurrent} /> : <FailureNotice error={error} />}
            <TextInput label={text.note} hint={text.noteHint} need="required" multiline minRows={2} value={draft.note} errorText={wasTried && note === '' ? text.noteMissing : undefined} onChange={(event) => change({ note: event.target.value })} slotProps={{ htmlInput: { maxLength: 500 } }} />
            {propose.isError ? <FailureNotice error={propose.error} /> : null}
            {wasTried && obstacle !== null ? <Alert severity="error" role="alert">{obstacle}</Alert> : null}
            <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
              <Button variant="contained" disabled={propose.isPending} onClick={send}>{text.propose}</Button>
              <Button onClick={onClose}>{text.close}</Button>
              <Button color="error" onClick={() => setIsDiscarding(true)}>{text.discard}</Button>
            </Box>
            <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.kept}</Box>
          </Box>
        </Panel>
        {isShown(kind) ? <DocumentPreview of={of} content={checkedText} isGood={problems !== null && problems.length === 0 && error === null && isCurrent} /> : null}
      </Box>
      {isDiscarding ? <ConfirmDialog isDangerous title={text.discardQuestion} confirm={text.discard} onClose={() => setIsDiscarding(false)} onConfirm={() => { discard(); onClose() }}>{text.discardHint}</ConfirmDialog> : null}
    </Box>
  )
}
