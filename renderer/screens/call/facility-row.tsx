import { memo } from 'react'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { codeMatches, differingDigits, printedMatches } from '#shared/domain/printed-match.ts'
import { FacilityCode, FacilityMarks, facilityKindText } from '../../parts/facility-marks.tsx'
import { Marked } from '../../parts/marked.tsx'
import { ja } from '../../strings/ja.ts'
import { matchReason, placeOf } from './match-reason.ts'

const text = ja.call.search
const noMarks = [] as const

interface FacilityRowProps {
  readonly id: string
  readonly index: number
  readonly facility: FoundFacility
  /** What this answer was asked for: what is marked. */
  readonly query: string
  readonly isActive: boolean
  /** Another row has the same name: kind, prefecture and town are what tells them apart. */
  readonly hasNamesake: boolean
  /** A code near the one typed: the digits that differ are marked, not those that agree. */
  readonly isNearCode: boolean
  readonly onOpen: (facility: FoundFacility) => void
  readonly onPoint: (index: number) => void
}

/** 承継, a former code, and what matched unseen: in words. */
function notesOf(facility: FoundFacility, reason: string | null): readonly { readonly text: string; readonly isStrong: boolean }[] {
  const { formerCode, successor } = facility
  return [
    ...(formerCode === null ? [] : [{ text: text.formerCode(formerCode), isStrong: true }]),
    ...(successor === null ? [] : [{ text: successor.name === null ? text.successorWithoutName(successor.facilityCode) : text.successor(successor.name, successor.facilityCode), isStrong: true }]),
    ...(reason === null ? [] : [{ text: reason, isStrong: false }]),
  ]
}

/**
 * One found facility: what tells it from its neighbours, and nothing that is to be asked of the caller. Plain elements,
 * dressed by the list around them: thirty change with each key stroke.
 */
export const FacilityRow = memo(function FacilityRow({ id, index, facility, query, isActive, hasNamesake, isNearCode, onOpen, onPoint }: FacilityRowProps) {
  const place = placeOf(facility)
  const inName = isNearCode ? noMarks : printedMatches(facility.name, query)
  const inPlace = isNearCode ? noMarks : printedMatches(place, query, { isCut: true })
  // Only where the code is why it was found: digits of a telephone may stand in it by chance.
  const isByCode = ['code', 'codePrefix', 'codePart', 'words'].includes(facility.matchedBy)
  const inCode = isNearCode ? differingDigits(facility.facilityCode, query) : isByCode ? codeMatches(facility.facilityCode, query) : noMarks
  const reason = isNearCode ? null : matchReason(facility, query, { isNameMarked: inName.length > 0, isPlaceMarked: inPlace.length > 0, isCodeMarked: inCode.length > 0 })
  const notes = notesOf(facility, reason)
  return (
    <div role="option" id={id} aria-selected={isActive} className={hasNamesake ? 'row namesake' : 'row'} onClick={() => onOpen(facility)} onMouseMove={() => onPoint(index)}>
      <div className="name"><Marked text={facility.name} spans={inName} /></div>
      <div className="code"><FacilityCode code={facility.facilityCode} marks={inCode} /></div>
      <div className="where"><span className="kind">{facilityKindText(facility)}</span> <span className="place"><Marked text={place} spans={inPlace} /></span></div>
      <div className="marks"><FacilityMarks facility={facility} isSucceeded={facility.successor !== null} /></div>
      {notes.length === 0 ? null : <div className="notes">{notes.map((note) => <span key={note.text} className={note.isStrong ? 'strong' : undefined}>{note.text}</span>)}</div>}
    </div>
  )
})
