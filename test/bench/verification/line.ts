/** One line of answers against one facility: by the product's rule, and by plain equality. */
import { compareItem, decideVerification, verificationItems, type FacilityHistory, type SpokenAnswers, type VerificationItem, type VerificationResult } from '#shared/domain/verification.ts'
import type { BenchedFacility } from './spoken-facility.ts'
import type { SaidLine } from './ways.ts'

const spokenOf = (line: SaidLine): Partial<SpokenAnswers> => {
  const { addressNumbers, ...rest } = line
  return { ...rest, ...(addressNumbers !== null && { addressNumbers }), movedRecently: 'no' }
}

/** Every item that was said, and those the list does not hold. */
export const resultsOf = (line: SaidLine, facility: BenchedFacility, history: FacilityHistory): VerificationResult[] => {
  const said = spokenOf(line)
  return verificationItems.map((item) => compareItem(item, (said[item] ?? null) as never, facility, history))
}

/** Right at the first answer: passed, or all the list holds was right and a supervisor looks at the rest. */
export const isAccepted = (results: readonly VerificationResult[]): boolean => {
  const identifiedBy = results.some(({ item, result }) => item === 'facilityCode' && result !== 'notAsked') ? 'none' as const : results.some(({ item, result }) => item === 'nameAndTown' && result !== 'notAsked') ? 'uniqueNameTown' as const : 'none' as const
  const { outcome, because } = decideVerification(results, { identifiedBy, movedRecently: false })
  return outcome === 'passed' || because === 'nothingElseHeld'
}

export const wrongItems = (results: readonly VerificationResult[]): VerificationItem[] => results.filter(({ result }) => result === 'mismatch').map(({ item }) => item)

/** The naive comparer: NFKC and nothing else; an address is right where what was said stands in it. */
export const isAcceptedByEquality = (line: SaidLine, facility: BenchedFacility): boolean => {
  const fold = (text: string): string => text.normalize('NFKC')
  const isRight = (said: string | undefined, held: string | null): boolean => said === undefined || held === null || fold(said) === fold(held)
  return isRight(line.facilityCode, facility.facilityCode) && isRight(line.nameAndTown?.name, facility.name)
    && (line.nameAndTown === undefined || fold(facility.address).includes(fold(line.nameAndTown.town)))
    && (line.addressNumbers === null || fold(facility.address).includes(fold(line.addressNumbers)))
    && isRight(line.telephone, facility.telephone) && isRight(line.founder, facility.founder) && isRight(line.manager, facility.manager)
}
