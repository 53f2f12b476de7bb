import { Fragment } from 'react'
import type { PrintedSpan } from '#shared/domain/printed-match.ts'

interface MarkedProps {
  readonly text: string
  /** In order and apart from each other. */
  readonly spans: readonly PrintedSpan[]
}

/** A text as printed, with the found places marked: read aloud as one, copied as one. */
export function Marked({ text, spans }: MarkedProps) {
  if (spans.length === 0) return text
  return (
    <>
      {spans.map(({ start, end }, index) => (
        <Fragment key={start}>
          {text.slice(spans[index - 1]?.end ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(spans.at(-1)?.end ?? 0)}
    </>
  )
}

/** The spans as they lie in a piece of the text. */
export const spansWithin = (spans: readonly PrintedSpan[], from: number, to: number): PrintedSpan[] =>
  spans.flatMap(({ start, end }) => (start < to && end > from ? [{ start: Math.max(start, from) - from, end: Math.min(end, to) - from }] : []))
