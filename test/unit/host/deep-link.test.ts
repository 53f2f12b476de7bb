import '#test/support/property-seed.ts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { linkAmong, telephoneFromOutside, telephoneOfLink } from '#host/deep-link.ts'

describe('a link', () => {
  it.each([
    ['helpline-desk://call?tel=075-751-3111', '0757513111'], ['helpline-desk://call/?tel=0757513111', '0757513111'], ['HELPLINE-DESK://CALL?tel=(075)7513111', '0757513111'],
    ['helpline-desk://call?tel=%2B81%2075%20751%203111', '0757513111'], ['helpline-desk://call?tel=+81757513111', '0757513111'],
  ])('%s is a number', (text, digits) => expect(telephoneOfLink(text)).toBe(digits))

  it.each([
    '', 'helpline-desk:', 'helpline-desk://call', 'helpline-desk://call?tel=', 'helpline-desk://call?tel=123', 'helpline-desk://call?tel=0757513111&x=1', 'helpline-desk://call?x=1&tel=0757513111',
    'helpline-desk://call?tel=0757513111#x', 'helpline-desk://call?tel=0757513111?tel=1', 'helpline-desk://call/redeem?tel=0757513111', 'helpline-desk://quit?tel=0757513111',
    'helpline-desk://user@call?tel=0757513111', 'helpline-desk://call:80?tel=0757513111', 'https://call?tel=0757513111', ' helpline-desk://call?tel=0757513111', 'helpline-desk://call?tel=0757513111\n',
    'helpline-desk://call?tel=%E0%A4%A', 'helpline-desk://call?tel=075;rm', 'helpline-desk://call?tel=<script>', 'helpline-desk://call?tel=０７５７５１３１１１', 'helpline-desk://call?tel=%00757513111',
    `helpline-desk://call?tel=${'0'.repeat(16)}`, `helpline-desk://call?tel=${'-'.repeat(300)}0757513111`, 'helpline-desk://call?TEL[]=0757513111',
  ])('%j is refused', (text) => expect(telephoneOfLink(text)).toBeNull())

  it('gives digits or nothing, whatever it is', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((tail) => `helpline-desk://call?tel=${tail}`), fc.webUrl()), (text) => {
      const found = telephoneOfLink(text)
      expect(found === null || /^\d{4,15}$/u.test(found)).toBe(true)
    }))
  })

  it('means the same number again when the number is written into a link', () => {
    fc.assert(fc.property(fc.stringMatching(/^0\d{8,10}$/u), (digits) => {
      expect(telephoneOfLink(`helpline-desk://call?tel=${digits}`)).toBe(digits)
      expect(telephoneFromOutside(telephoneFromOutside(digits)!)).toBe(digits)
    }))
  })

  it('is found among the words of a command line', () => {
    expect(linkAmong(['app', '--x', 'Helpline-Desk://call?tel=1'])).toBe('Helpline-Desk://call?tel=1')
    expect(linkAmong(['app', 'https://helpline-desk/'])).toBeNull()
  })
})
