import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { formatPostalCode, normalisePostalCode } from '#shared/domain/postal-code.ts'
import { nextTrackingNumber, parseTrackingNumber, trackingCheckDigit } from '#shared/domain/tracking-number.ts'

const firstTen = fc.bigInt({ min: 0n, max: 9_999_999_999n }).map((value) => String(value).padStart(10, '0'))

describe('the tracking number', () => {
  it('ends with the first ten digits modulo 7', () => {
    fc.assert(fc.property(firstTen, (ten) => trackingCheckDigit(ten) === String(BigInt(ten) % 7n)))
    expect(() => trackingCheckDigit('123')).toThrow(RangeError)
  })

  it('is read in any writing and formatted 3-2-5-1', () => {
    const digits = `1234567890${trackingCheckDigit('1234567890')}`
    const expected = { ok: true, digits, formatted: `123-45-67890-${digits.slice(10)}`, checkDigitOk: true }
    for (const text of [digits, expected.formatted, '１２３－４５－６７８９０－' + digits.slice(10), `A${digits}A`, ` ${digits}\n`]) {
      expect(parseTrackingNumber(text)).toEqual(expected)
    }
  })

  it('warns of a wrong check digit and does not refuse', () => {
    fc.assert(
      fc.property(firstTen, fc.integer({ min: 1, max: 9 }), (ten, shift) => {
        const wrong = (Number(trackingCheckDigit(ten)) + shift) % 10
        const parsed = parseTrackingNumber(ten + String(wrong))
        return parsed.ok && !parsed.checkDigitOk
      }),
    )
  })

  it('refuses another length', () => {
    for (const text of ['', '1234567890', '123456789012', '1234567890X', 'RR123456785JP']) expect(parseTrackingNumber(text)).toEqual({ ok: false })
  })

  it('predicts the next label of a roll', () => {
    expect(nextTrackingNumber('12345678909').slice(0, 10)).toBe('1234567891')
    expect(nextTrackingNumber('99999999990').slice(0, 10)).toBe('0000000000')
    fc.assert(
      fc.property(firstTen, (ten) => {
        const next = parseTrackingNumber(nextTrackingNumber(ten + trackingCheckDigit(ten)))
        return next.ok && next.checkDigitOk
      }),
    )
  })
})

describe('the postal code', () => {
  it('is read in any writing', () => {
    for (const text of ['9100006', '910-0006', '〒910－0006', ' ９１０ー０００６ ', '〒 910 0006']) expect(normalisePostalCode(text)).toBe('9100006')
    for (const text of ['', '910-000', '91000066', '910-000a']) expect(normalisePostalCode(text)).toBeNull()
  })

  it('is printed with its mark', () => {
    expect(formatPostalCode('9100006')).toBe('〒910-0006')
    expect(formatPostalCode('0600000')).toBe('〒060-0000')
    expect(() => formatPostalCode('910')).toThrow(RangeError)
  })
})
