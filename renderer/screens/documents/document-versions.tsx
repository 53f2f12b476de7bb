import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { OfficeDocument } from '#shared/contract/desktop/contract.ts'
import { useStaff } from '../../api/session.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Panel } from '../../parts/panel.tsx'
import { OfficeDocumentStateChip } from '../../parts/state-chips.tsx'
import { shortHash } from '../../parts/short-hash.ts'
import { fullDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { DocumentDialog } from './document-dialog.tsx'
import { DocumentHistory } from './document-history.tsx'
import type { DocumentName } from './document-name.ts'

const text = ja.documents
const small = { fontSize: typeScale.small, color: colours.inkSoft } as const

interface InUseProps {
  readonly published: OfficeDocument | undefined
  readonly isThere: boolean
  readonly hasDraft: boolean
  readonly onEdit: () => void
}

function InUse({ published, isThere, hasDraft, onEdit }: InUseProps) {
  return (
    <Panel heading={text.inUse} aside={<Button variant="contained" onClick={onEdit}>{hasDraft ? text.goOn : text.change}</Button>}>
      {published === undefined ? (
        <><Box sx={{ fontWeight: 600 }}>{isThere ? text.builtIn : text.notYet}</Box><Box sx={small}>{isThere ? text.builtInHint : text.notYetHint}</Box></>
      ) : (
        <>
          <Box sx={{ fontWeight: 600, whiteSpace: 'pre-wrap' }}>{published.note}</Box>
          <Box sx={small}>{text.publishedBy(fullDateTime(published.decidedAt ?? published.proposedAt), published.decidedByName ?? '')}　{text.hash(shortHash(published.hash))}</Box>
        </>
      )}
    </Panel>
  )
}

function WithdrawDialog({ document, onClose }: { readonly document: OfficeDocument; readonly onClose: () => void }) {
  const withdraw = useDeskAction(
    (desk, _input: null) => desk.officeDocuments.withdraw({ documentId: document.documentId }),
    (_document, queries) => void queries.invalidateQueries({ queryKey: ['officeDocuments', 'list'] }),
  )
  return <ConfirmDialog isDangerous title={text.withdrawQuestion} confirm={text.withdraw} isBusy={withdraw.isPending} error={withdraw.error} onClose={onClose} onConfirm={() => withdraw.mutate(null, { onSuccess: onClose })}>{text.withdrawHint}</ConfirmDialog>
}

function Proposal({ document, onReview, onWithdraw }: { readonly document: OfficeDocument; readonly onReview: () => void; readonly onWithdraw: () => void }) {
  const isOwn = document.proposedBy === useStaff().staffId
  const obstacle = isOwn ? text.ownProposal : document.problems.length > 0 ? text.hasProblems : null
  return (
    <Box component="li" sx={{ display: 'flex', gap: 4, alignItems: 'center', flexWrap: 'wrap', px: 4, py: 2.5, borderTop: `1px solid ${colours.line}` }}>
      <Box sx={{ flex: 1, minWidth: 240 }}>
        <Box sx={{ fontWeight: 600, whiteSpace: 'pre-wrap' }}>{document.note}</Box>
        <Box sx={small}>{text.proposedBy(fullDateTime(document.proposedAt), document.proposedByName)}　{text.hash(shortHash(document.hash))}</Box>
        {obstacle === null ? null : <Box sx={{ fontSize: typeScale.small }}>{obstacle}</Box>}
      </Box>
      <OfficeDocumentStateChip state={document.state} />
      <Button onClick={onWithdraw}>{text.withdraw}</Button>
      <Button variant={document.mayPublish ? 'contained' : 'outlined'} onClick={onReview}>{document.mayPublish ? text.review : text.look}</Button>
    </Box>
  )
}

interface DocumentVersionsProps {
  readonly of: DocumentName
  /** Of this kind and name, newest first. */
  readonly documents: readonly OfficeDocument[]
  readonly inUse: string
  readonly isThere: boolean
  readonly hasDraft: boolean
  readonly onEdit: () => void
  readonly onPublished: () => void
}

/** The version in use, proposals that wait for a second person, and those before. */
export function DocumentVersions({ of, documents, inUse, isThere, hasDraft, onEdit, onPublished }: DocumentVersionsProps) {
  const [open, setOpen] = useState<{ kind: 'look' | 'withdraw'; document: OfficeDocument } | null>(null)
  const close = () => setOpen(null)
  const waiting = documents.filter((document) => document.state === 'proposed')
  return (
    <>
      <InUse published={documents.find((document) => document.state === 'published')} isThere={isThere} hasDraft={hasDraft} onEdit={onEdit} />
      <Panel heading={text.waiting} isFlush={waiting.length > 0}>
        {waiting.length === 0 ? <Box sx={small}>{text.waitingNone}</Box> : (
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {waiting.map((document) => <Proposal key={document.documentId} document={document} onReview={() => setOpen({ kind: 'look', document })} onWithdraw={() => setOpen({ kind: 'withdraw', document })} />)}
          </Box>
        )}
      </Panel>
      <DocumentHistory of={of} documents={documents.filter((document) => document.state !== 'proposed')} onLook={(document) => setOpen({ kind: 'look', document })} />
      {open?.kind === 'look' ? <DocumentDialog document={open.document} inUse={inUse} onClose={close} onPublished={() => { close(); onPublished() }} /> : null}
      {open?.kind === 'withdraw' ? <WithdrawDialog document={open.document} onClose={close} /> : null}
    </>
  )
}
