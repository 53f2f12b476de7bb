/** Every way of saying × every row. */
import type { VerificationItem } from '#shared/domain/verification.ts'
import { isAccepted, isAcceptedByEquality, resultsOf, wrongItems } from './line.ts'
import { keystrokesOf } from './keystrokes.ts'
import { createOthers } from './others.ts'
import { speakerOf, type BenchedFacility, type Speaker } from './spoken-facility.ts'
import { ways, type SaidLine } from './ways.ts'

export interface WayFigures {
  readonly name: string
  said: number
  wrong: number
  naiveWrong: number
  /** Of the lines that were wrong, by item. */
  wrongItems: Partial<Record<VerificationItem, number>>
  othersCompared: number
  othersAccepted: number
  naiveOthersAccepted: number
}

export interface VerificationFigures {
  readonly facilities: number
  readonly ways: readonly WayFigures[]
  readonly keystrokes: readonly number[]
}

interface Watching {
  /** Told of every wrong line: for looking into it at the keyboard; nothing of it is kept. */
  readonly onWrong?: (way: string, speaker: Speaker, line: SaidLine) => void
  readonly onOther?: (way: string, speaker: Speaker) => void
}

export const measureVerification = (facilities: readonly BenchedFacility[], { onWrong, onOther }: Watching = {}): VerificationFigures => {
  const speakers = facilities.map(speakerOf)
  const others = createOthers(speakers)
  const figures = ways.map(({ name, say }) => {
    const way: WayFigures = { name, said: 0, wrong: 0, naiveWrong: 0, wrongItems: {}, othersCompared: 0, othersAccepted: 0, naiveOthersAccepted: 0 }
    for (const speaker of speakers) {
      const line = say(speaker)
      if (line === null) continue
      way.said += 1
      const results = resultsOf(line, speaker.facility, speaker.history)
      if (!isAccepted(results)) {
        way.wrong += 1
        for (const item of wrongItems(results)) way.wrongItems[item] = (way.wrongItems[item] ?? 0) + 1
        onWrong?.(name, speaker, line)
      }
      if (!isAcceptedByEquality(line, speaker.facility)) way.naiveWrong += 1
      const { ours, naive, compared } = others.accepting(speaker, line)
      if (ours > 0) onOther?.(name, speaker)
      way.othersCompared += compared
      way.othersAccepted += ours
      way.naiveOthersAccepted += naive
    }
    return way
  })
  return { facilities: facilities.length, ways: figures, keystrokes: speakers.map(keystrokesOf) }
}
