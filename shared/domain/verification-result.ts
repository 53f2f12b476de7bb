/** The vocabulary of 登録情報の確認: what is compared, and what comparing one item can say. */

export const verificationItems = [
  'facilityCode',
  'nameAndTown',
  'addressNumbers',
  'movedRecently',
  'telephone',
  'founder',
  'manager',
  /** Asked of central alone: neither the address nor a hash of it is on the desktop. */
  'registeredMail',
] as const
export type VerificationItem = (typeof verificationItems)[number]

/** `close`: nearly right, or right once. `notHeld`: nobody has it on file, it counts neither way. `unconfirmed`: said, and central is still to be asked. */
export const comparisonResults = ['match', 'close', 'mismatch', 'notHeld', 'notAsked', 'unconfirmed'] as const
export type ComparisonResult = (typeof comparisonResults)[number]

/** Why; the words an operator sees are the interface's. Never contains what was said or what is held. */
export type ComparisonReason =
  | 'formerCode'
  | 'sevenDigitsOnly'
  | 'oneDigitDiffers'
  | 'lastDigitsDiffer'
  | 'digitsSwapped'
  | 'lengthDiffers'
  | 'partMissing'
  | 'partTooMany'
  | 'orderDiffers'
  | 'areaCodeMissing'
  | 'formerTelephone'
  | 'formerName'
  | 'formerFounder'
  | 'formerManager'
  | 'readingOnly'
  | 'kanaNotComparable'
  | 'spellingDiffers'
  | 'partOfName'
  | 'surnameOnly'
  | 'nameDiffers'
  | 'townDiffers'
  | 'townMissing'
  | 'noNumbersInAddress'
  | 'notANumber'
  | 'moved'
  | 'differs'

export interface VerificationResult {
  readonly item: VerificationItem
  readonly result: ComparisonResult
  readonly reason?: ComparisonReason
}
