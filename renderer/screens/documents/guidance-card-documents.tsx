import { useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import BackIcon from '@mui/icons-material/ArrowBackOutlined'
import { Answer } from '../../parts/answer.tsx'
import { todayInJapan } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { useGuidanceCardsQuery } from '../guidance/use-guidance-cards.ts'
import { cardRows } from './card-rows.ts'
import { monthsAfter } from './card-text.ts'
import { DocumentKind } from './document-kind.tsx'
import { GuidanceCardList } from './guidance-card-list.tsx'
import { textInUse, versionsOf, type DocumentsAnswer } from './versions-of.ts'

const text = ja.documents.guidanceCard
/** Months until a new card is looked at again. */
const firstReviewMonths = 6

/** The cards: all of them, or one with its versions. */
export function GuidanceCardDocuments({ answer }: { readonly answer: DocumentsAnswer }) {
  const cards = useGuidanceCardsQuery()
  const [open, setOpen] = useState<{ readonly name: string; readonly isNew: boolean } | null>(null)
  if (open === null) return <Answer of={cards}>{(found) => <GuidanceCardList rows={cardRows(answer, found)} onOpen={(name) => setOpen({ name, isNew: false })} onAdd={(name) => setOpen({ name, isNew: true })} />}</Answer>
  const of = { kind: 'guidanceCard', name: open.name } as const
  const inUse = textInUse(answer, of)
  const today = todayInJapan()
  return (
    <>
      <Box><Button variant="text" startIcon={<BackIcon />} onClick={() => setOpen(null)}>{text.back}</Button></Box>
      <DocumentKind key={open.name} of={of} documents={versionsOf(answer, of)} inUse={inUse ?? text.newText(open.name, today, monthsAfter(today, firstReviewMonths))} isThere={inUse !== null} startsEditing={open.isNew} />
    </>
  )
}
