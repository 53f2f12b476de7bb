import { describe, expect, it } from '@jest/globals'
import { mutationTypes, rejectionCodes } from '#shared/contract/central/sync.ts'
import { isMergeable, isWorthSendingAgain } from '#shared/domain/change-again.ts'

describe('sending a refused change again', () => {
  it('helps where the person or the moment was wrong', () => {
    for (const code of ['SESSION_ENDED', 'FORBIDDEN', 'NOT_FOUND', 'ILLEGAL_TRANSITION', 'NOT_VERIFIED', 'SEQUENCE_REUSED']) expect([code, isWorthSendingAgain('notice.voided', code)]).toEqual([code, true])
  })

  it('does not help where the content was wrong, whatever it is', () => {
    for (const type of mutationTypes) for (const code of ['INVALID_PAYLOAD', 'FACILITY_CHANGED', 'SAME_PERSON', 'WRONG_PIECE', 'ALREADY_LISTED']) expect([type, code, isWorthSendingAgain(type, code)]).toEqual([type, code, false])
  })

  it('puts an older state over a newer one only where fields are merged', () => {
    for (const type of mutationTypes) expect([type, isWorthSendingAgain(type, 'VERSION_CONFLICT')]).toEqual([type, isMergeable(type)])
  })

  it('never sends the audit trail or what is parked', () => {
    for (const code of rejectionCodes) expect(isWorthSendingAgain('audit.recorded', code)).toBe(false)
    expect(isWorthSendingAgain('call.saved', null)).toBe(false)
  })
})
