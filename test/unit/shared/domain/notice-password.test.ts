import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  characterReading,
  checkPassword,
  composePassword,
  isPasswordGroup,
  normalisePassword,
  passwordAlphabet,
  passwordCheckCharacter,
} from '#shared/domain/notice-password.ts'
import { composeReceiptNumber, formatReceiptNumber, normaliseReceiptNumber, receiptNumberReading } from '#shared/domain/receipt-number.ts'

const characters = [...passwordAlphabet]
const password = fc
  .array(fc.integer({ min: 0, max: 26 }), { minLength: 12, maxLength: 12 })
  .map((values) => composePassword(() => values.shift() ?? 0))

function everyGroup(): string[] {
  return characters.flatMap((a) => characters.flatMap((b) => characters.map((c) => a + b + c + passwordCheckCharacter(a + b + c))))
}

describe('the alphabet', () => {
  it('has 27 different characters and no look-alikes', () => {
    expect(new Set(characters).size).toBe(27)
    for (const lookAlike of '01250ILOSZ') expect(passwordAlphabet).not.toContain(lookAlike)
  })

  it('has a reading of its own for each character', () => {
    expect(new Set(characters.map(characterReading)).size).toBe(27)
    expect(['A', '3', '4', '6', '7', '8', '9'].map(characterReading)).toEqual(['エー', 'さん', 'よん', 'ろく', 'なな', 'はち', 'きゅう'])
    expect(() => characterReading('I')).toThrow(RangeError)
    expect(() => characterReading('constructor')).toThrow(RangeError)
  })
})

describe('the check character of a group, over all 19,683 groups', () => {
  const groups = everyGroup()

  it('is right as composed', () => {
    expect(groups).toHaveLength(27 ** 3)
    expect(groups.filter((group) => !isPasswordGroup(group))).toEqual([])
  })

  it('finds every single wrong character, the check character included', () => {
    let missed = 0
    for (const group of groups) {
      for (let position = 0; position < 4; position++) {
        for (const character of characters) {
          if (character === group[position]) continue
          if (isPasswordGroup(group.slice(0, position) + character + group.slice(position + 1))) missed++
        }
      }
    }
    expect(missed).toBe(0)
  })

  it('finds every swap of two neighbours, with the check character too', () => {
    let missed = 0
    let tried = 0
    for (const group of groups) {
      for (let position = 0; position < 3; position++) {
        const swapped = group.slice(0, position) + group.charAt(position + 1) + group.charAt(position) + group.slice(position + 2)
        if (swapped === group) continue
        tried++
        if (isPasswordGroup(swapped)) missed++
      }
    }
    expect(tried).toBeGreaterThan(50_000)
    expect(missed).toBe(0)
  })

  it('throws unless completed from three characters of the alphabet', () => {
    expect(() => passwordCheckCharacter('AB')).toThrow(RangeError)
    expect(() => passwordCheckCharacter('ABO')).toThrow(RangeError)
  })
})

describe('a password', () => {
  it('is four groups of four from twelve draws below 27', () => {
    const bounds: number[] = []
    const made = composePassword((bound) => {
      bounds.push(bound)
      return bounds.length % bound
    })
    expect(bounds).toEqual(Array.from({ length: 12 }, () => 27))
    expect(made.groups.map((group) => group.length)).toEqual([4, 4, 4, 4])
    expect(made.plain).toBe(made.groups.join(''))
    expect(made.plain).toHaveLength(16)
  })

  it('is accepted in any case, width and grouping', () => {
    fc.assert(
      fc.property(password, (made) => {
        const wide = [...made.plain.toLowerCase()].map((character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0)).join('')
        const writings = [made.plain, made.groups.join('-'), made.groups.join('　'), ` ${made.plain.toLowerCase()} `, wide]
        return writings.every((text) => checkPassword(text).ok && normalisePassword(text) === made.plain)
      }),
    )
  })

  it('names the group with the error, counted from 1', () => {
    fc.assert(
      fc.property(password, fc.integer({ min: 0, max: 15 }), fc.constantFrom(...characters, '0', 'O', 'S'), (made, position, wrong) => {
        if (made.plain[position] === wrong) return true
        const result = checkPassword(made.plain.slice(0, position) + wrong + made.plain.slice(position + 1))
        return !result.ok && result.wrongGroups.join() === String(Math.floor(position / 4) + 1)
      }),
    )
  })

  it('names the short group when groups are typed apart, and what follows when not', () => {
    const made = composePassword(() => 3)
    const [one, two, three, four] = made.groups
    expect(checkPassword(`${one} ${two.slice(1)} ${three} ${four}`)).toEqual({ ok: false, wrongGroups: [2] })
    expect(checkPassword('')).toEqual({ ok: false, wrongGroups: [1, 2, 3, 4] })
    expect(checkPassword(`${made.plain}A`)).toEqual({ ok: false, wrongGroups: [4] })
    expect(checkPassword(one + two + three)).toEqual({ ok: false, wrongGroups: [4] })
  })

  it('normalises to a fixed point', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => normalisePassword(normalisePassword(text)) === normalisePassword(text)))
  })
})

describe('the receipt number', () => {
  it('is six draws below ten, zeros kept', () => {
    const draws = [0, 0, 7, 4, 9, 1]
    expect(composeReceiptNumber((bound) => (bound === 10 ? (draws.shift() ?? 0) : -1))).toBe('007491')
  })

  it('is read from any writing and refused in another length', () => {
    expect(normaliseReceiptNumber(' ００７－４９１ ')).toBe('007491')
    expect(normaliseReceiptNumber(formatReceiptNumber('007491'))).toBe('007491')
    for (const text of ['00749', '0074911', '00749a', '']) expect(normaliseReceiptNumber(text)).toBeNull()
  })

  it('is spoken in two groups of three', () => {
    expect(formatReceiptNumber('007491')).toBe('007 491')
    expect(receiptNumberReading('007491')).toBe('ゼロ ゼロ なな、よん きゅう いち')
    expect(() => receiptNumberReading('123')).toThrow(RangeError)
  })
})
