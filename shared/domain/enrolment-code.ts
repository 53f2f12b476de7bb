/** The one-time code that puts a desktop into use: four groups of four, copied from paper or a screen by hand. */

const codeLength = 16
const groupLength = 4

/** As it is compared: whatever case, width, spaces and dashes it was typed with. */
export const plainEnrolmentCode = (typed: string): string => typed.normalize('NFKC').toLowerCase().replace(/[^a-z0-9]/gu, '')

/** As it stands on paper: abcd-efgh-jkmn-pqrt. */
export const groupedEnrolmentCode = (typed: string): string =>
  (plainEnrolmentCode(typed).match(new RegExp(`.{1,${groupLength}}`, 'gu')) ?? []).join('-')

/** How many characters are missing; below zero where there are too many. */
export const missingInEnrolmentCode = (typed: string): number => codeLength - plainEnrolmentCode(typed).length
