import type { ReactNode } from 'react'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import type { GuidanceCard } from '#shared/domain/guidance-card.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { day } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { FoldedPart } from './folded-part.tsx'
import { GuidanceEndChip } from './guidance-end-chip.tsx'
import { useCardParts } from './use-card-parts.ts'

const text = ja.guidance.card
const part = { fontSize: typeScale.small, fontWeight: 600, color: colours.inkSoft } as const

/** To be read aloud, in large type; past its review-by date set apart, with the words before the answer. */
function ReadAloud({ card, isReviewDue }: { readonly card: GuidanceCard; readonly isReviewDue: boolean }) {
  const answer = <Box sx={{ fontSize: typeScale.section, fontWeight: 500, lineHeight: 1.75, whiteSpace: 'pre-wrap' }}>{card.answer}</Box>
  if (!isReviewDue) return <Box role="group" aria-label={text.readAloud} sx={{ px: 2.5, py: 2, borderRadius: 1.5, bgcolor: colours.infoTint }}>{answer}</Box>
  return (
    <Box role="group" aria-label={text.reviewDue} sx={{ borderRadius: 1.5, border: `2px dashed ${colours.warning}`, overflow: 'hidden' }}>
      <Box sx={{ px: 2.5, py: 1.5, bgcolor: colours.warningTint, color: colours.warning }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, fontWeight: 700 }}><WarningIcon aria-hidden fontSize="small" />{text.reviewDue}</Box>
        <Box sx={{ fontSize: typeScale.small, color: colours.ink }}>{text.reviewDueHint(day(card.reviewBy))}</Box>
      </Box>
      <Box sx={{ px: 2.5, py: 2 }}>{answer}</Box>
    </Box>
  )
}

function Lines({ heading, lines, isOrdered }: { readonly heading: string; readonly lines: readonly string[]; readonly isOrdered: boolean }) {
  if (lines.length === 0) return null
  return (
    <Box>
      <Box sx={part}>{heading}</Box>
      <Box component={isOrdered ? 'ol' : 'ul'} sx={{ m: 0, pl: 5, lineHeight: 1.65, '& li': { mt: 0.5 } }}>{lines.map((line, index) => <li key={index}>{line}</li>)}</Box>
    </Box>
  )
}

const Links = ({ links }: Pick<GuidanceCard, 'links'>) => links.length === 0 ? null : (
  <Box>
    <Box sx={part}>{text.links}</Box>
    {links.map((link) => (
      <Box key={link.url} sx={{ mt: 0.5 }}>
        <Box sx={{ fontWeight: 600 }}>{link.title}</Box>
        {/* Words, not a link: the desk never leads away from itself. */}
        <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft, overflowWrap: 'anywhere', userSelect: 'all' }}>{link.url}</Box>
        <CopyButton of={link.title} content={link.url} />
      </Box>
    ))}
  </Box>
)

const MailText = ({ heading, content }: { readonly heading: string; readonly content: string }) => (
  <Box>
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}><Box sx={{ ...part, flex: 1 }}>{heading}</Box><CopyButton of={heading} content={content} /></Box>
    <Box sx={{ mt: 0.5, p: 2, borderRadius: 1, bgcolor: colours.sunken, fontSize: typeScale.small, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{content}</Box>
  </Box>
)

interface GuidanceCardDetailsProps {
  readonly card: GuidanceCard
  readonly isReviewDue: boolean
  readonly isFallback: boolean
  /** The keys for mail and source work: for the one card an operator reads. */
  readonly hasKeys: boolean
  /** Beside the title: what may be done with the card. */
  readonly children?: ReactNode
}

/** One card as the operator sees it: what to say first, everything else below. */
export function GuidanceCardDetails({ card, isReviewDue, isFallback, hasKeys, children }: GuidanceCardDetailsProps) {
  const { isMailOpen, isSourceOpen, toggleMail, toggleSource } = useCardParts({ hasKeys, hasMail: card.mail !== null })
  return (
    <Box component="article" aria-label={`${card.name} ${card.title}`} sx={{ display: 'grid', gap: 2 }}>
      <Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap', mb: 0.75 }}>
          <Box component="span" sx={{ fontWeight: 700, fontSize: typeScale.small, color: colours.primaryDark }}>{card.name}</Box>
          <GuidanceEndChip end={card.end} />
        </Box>
        <Typography variant="h3">{card.title}</Typography>
      </Box>
      <ReadAloud card={card} isReviewDue={isReviewDue} />
      {children}
      <Lines heading={text.steps} lines={card.steps} isOrdered />
      <Lines heading={text.checks} lines={card.checks} isOrdered={false} />
      <Links links={card.links} />
      {isFallback ? <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.fallback}</Box> : null}
      <Box>
        {card.mail === null ? null : (
          <FoldedPart heading={text.mail} keys={hasKeys ? text.mailKey : undefined} isOpen={isMailOpen} onToggle={toggleMail}>
            <Box sx={{ display: 'grid', gap: 2 }}>
              <MailText heading={text.subject} content={card.mail.subject} />
              <MailText heading={text.body} content={card.mail.body} />
            </Box>
          </FoldedPart>
        )}
        <FoldedPart heading={text.source} keys={hasKeys ? text.sourceKey : undefined} isOpen={isSourceOpen} onToggle={toggleSource}>
          <Box sx={{ fontSize: typeScale.small }}>{text.sourceOf(card.source, day(card.sourceDate))}</Box>
          <Box sx={{ fontSize: typeScale.small, color: isReviewDue ? colours.warning : colours.inkSoft }}>{text.reviewBy(day(card.reviewBy))}</Box>
        </FoldedPart>
      </Box>
    </Box>
  )
}
