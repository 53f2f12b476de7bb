import { ja, wordFor } from './ja.ts'

const words = { ...ja.errors.reasons, ...ja.requests.returnReasons }

/** The reason of a step as people read it: codes in words, what a person wrote as it is. */
export const reasonText = (reason: string): string => reason.split(' ').map((part) => wordFor(words, part, part)).join(' ')
