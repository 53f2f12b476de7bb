/**
 * Keys of the whole line in the fast fields: the code with Enter (it found the facility, and is carried over), the numbers of
 * the 番地 with Enter, one key for "moved recently?", and the telephone with Enter. Where the list holds no telephone a
 * person's name: about two and a half keys a character with the IME, its conversion included.
 */
import type { Speaker } from './spoken-facility.ts'

const usualTelephone = 10

export const keystrokesOf = ({ facility, lot }: Speaker): number => {
  const code = facility.facilityCode.length + 1
  const numbers = lot === null ? 0 : lot.numbers.join('-').length + 1
  const person = facility.manager ?? facility.founder
  const telephone = facility.telephone?.normalize('NFKC').replace(/[^0-9]/gu, '') ?? null
  // A list without telephones and people stands for one that has them.
  const plus = telephone !== null ? telephone.length + 1 : person === null ? usualTelephone + 1 : Math.ceil(person.replace(/[\s\u3000]/gu, '').length * 2.5) + 1
  return code + numbers + 1 + plus
}
