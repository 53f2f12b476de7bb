import { useEffect, useRef, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import NextIcon from '@mui/icons-material/ArrowForwardOutlined'
import type { GuidanceCardView } from '#shared/contract/desktop/contract.ts'
import type { PortalAccountState } from '#shared/domain/notice.ts'
import { KeyCap } from '../../frame/key-cap.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { endWords, questionWords, type GivenAnswer, type PathKind } from './path-walk.ts'
import { SpokenEmail } from './spoken-email.tsx'
import { cardNamed } from './use-guidance-cards.ts'

const text = ja.guidance.path
const large = { fontSize: '1.125rem', fontWeight: 600, lineHeight: 1.75 } as const

/** What was answered so far, and what central knows of the account. */
export function WalkedAnswers({ kind, given, accountState }: { readonly kind: PathKind; readonly given: readonly GivenAnswer[]; readonly accountState: PortalAccountState }) {
  const words = [
    ...(kind === 'logIn' ? [ja.general.accountStates[accountState]] : []),
    ...given.map(({ question, choice }) => questionWords(kind, question)?.choices[choice] ?? choice),
  ]
  return <Box aria-label={text.walked} role="group" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, fontSize: typeScale.small, color: colours.inkSoft, '&:empty': { display: 'none' }, '& span + span::before': { content: '"›"', mr: 1.5 } }}>{words.map((word, index) => <span key={index}>{word}</span>)}</Box>
}

/** What the caller spells, with how to read it back. Never kept. */
function SpelledAddress() {
  const [heard, setHeard] = useState('')
  return (
    <>
      <TextInput label={ja.guidance.spoken.heard} value={heard} autoComplete="off" onChange={(event) => setHeard(event.target.value)} slotProps={{ htmlInput: { inputMode: 'email', spellCheck: false, maxLength: 254 } }} />
      <SpokenEmail address={heard} />
    </>
  )
}

interface PathQuestionProps {
  readonly kind: PathKind
  readonly number: number
  readonly question: string
  readonly choices: readonly string[]
  readonly onAnswer: (choice: string) => void
}

/** A question to read aloud. Mount with key = question: the focus comes to it, so that the number keys answer it. */
export function PathQuestion({ kind, number, question, choices, onAnswer }: PathQuestionProps) {
  const heading = useRef<HTMLDivElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const words = questionWords(kind, question)
  return (
    <Box role="group" aria-label={text.step(number)} sx={{ display: 'grid', gap: 2 }}>
      <Box ref={heading} tabIndex={-1} sx={{ ...large, px: 3, py: 2, borderRadius: 1.5, bgcolor: colours.infoTint, '&:focus, &:focus-visible': { outline: 'none' } }}>{words?.ask ?? question}</Box>
      {words?.note === null || words === undefined ? null : <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{words.note}</Box>}
      {kind === 'logIn' && question === 'typedAddress' ? <SpelledAddress /> : null}
      {choices.map((choice, index) => (
        <Button key={choice} size="large" sx={{ justifyContent: 'flex-start', whiteSpace: 'normal', textAlign: 'left' }} onClick={() => onAnswer(choice)}>
          <KeyCap text={String(index + 1)} /><Box component="span" sx={{ ml: 3 }}>{words?.choices[choice] ?? choice}</Box>
        </Button>
      ))}
    </Box>
  )
}

interface PathEndProps {
  readonly kind: PathKind
  readonly end: string
  readonly cards: readonly GuidanceCardView[]
  readonly onOpenCard: (name: string) => void
}

/** Where the path ended: what to say, what to do next, the card that says more. */
export function PathEnd({ kind, end, cards, onOpenCard }: PathEndProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [end])
  const words = endWords(kind, end)
  const card = cardNamed(cards, words?.card ?? null)
  if (words === undefined) return <Box>{end}</Box>
  return (
    <Box role="group" aria-label={text.result(words.title)} sx={{ display: 'grid', gap: 2 }}>
      <Typography variant="h3" ref={heading} tabIndex={-1} sx={{ '&:focus, &:focus-visible': { outline: 'none' } }}>{text.result(words.title)}</Typography>
      <Box sx={{ ...large, px: 3, py: 2, borderRadius: 1.5, bgcolor: colours.infoTint }}>{words.say}</Box>
      <Box sx={{ display: 'flex', gap: 1.5 }}><NextIcon aria-hidden fontSize="small" sx={{ mt: 0.5, color: colours.primary }} /><Box><Box component="span" sx={{ fontWeight: 600, mr: 1.5 }}>{text.next}</Box>{words.next}</Box></Box>
      {card === undefined ? null : <Button sx={{ justifySelf: 'start', whiteSpace: 'normal', textAlign: 'left' }} onClick={() => onOpenCard(card.name)}>{text.openCard(card.name, card.title)}</Button>}
    </Box>
  )
}
