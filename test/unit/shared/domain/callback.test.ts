import { describe, expect, it } from '@jest/globals'
import { settledByCallback } from '#shared/domain/callback.ts'
import { confirmers } from '#shared/domain/verification-rule.ts'

describe('a verification settled over the listed number', () => {
  it('passes only where it was confirmed and the operator has the last word', () => {
    expect(confirmers.map((confirmedBy) => [confirmedBy, settledByCallback({ confirmedBy }, true), settledByCallback({ confirmedBy }, false)])).toEqual([
      ['operator', 'passed', 'refused'], ['supervisor', 'supervisor', 'refused'], ['client', 'supervisor', 'refused'],
    ])
  })
})
