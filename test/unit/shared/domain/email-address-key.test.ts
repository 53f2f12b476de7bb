import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { emailAddressKey } from '#shared/domain/email-address.ts'

it.each([
  [' Info@Clinic.Example.JP ', 'info@clinic.example.jp'],
  ['ｉｎｆｏ＠clinic.example.jp', 'info@clinic.example.jp'],
  ['old..phone.@mail.example.jp', 'old..phone.@mail.example.jp'],
  ['info.clinic.example.jp', null],
  ['in fo@clinic.example.jp', null],
  ['info@', null],
  ['', null],
])('%p is compared as %p', (text, key) => {
  expect(emailAddressKey(text)).toBe(key)
})

it('the form in which addresses are compared is its own form', () => {
  fc.assert(fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
    const key = emailAddressKey(text)
    return key === null || emailAddressKey(key) === key
  }))
})
