import { describe, expect, it } from '@jest/globals'
import { guidanceCardName, missingAtFinish, suggestedOutcome } from '#shared/domain/call.ts'

const call = { question: 'Q12', outcome: 'guided', callerName: '', callbackTelephone: '' } as const
const nothing = { hasNotice: false, hasEmailChange: false, hasProvisionalCode: false, hasCallback: false, waitsForAddress: false, question: null }

describe('finishing a call', () => {
  it('asks for what is missing and nothing else', () => {
    expect(missingAtFinish(call, { hasVerification: false, hasRequest: false })).toEqual([])
    expect(missingAtFinish({ ...call, question: null, outcome: null }, { hasVerification: false, hasRequest: false })).toEqual(['question', 'outcome'])
    expect(missingAtFinish(call, { hasVerification: true, hasRequest: false })).toEqual(['callerName'])
    expect(missingAtFinish({ ...call, callerName: ' ' }, { hasVerification: true, hasRequest: true })).toEqual(['callerName', 'callbackTelephone'])
    expect(missingAtFinish({ ...call, callerName: '山田', callbackTelephone: '03-0000-0000' }, { hasVerification: true, hasRequest: true })).toEqual([])
  })

  it('asks nothing of a line that broke off', () => {
    expect(missingAtFinish({ question: null, outcome: 'disconnected', callerName: '', callbackTelephone: '' }, { hasVerification: true, hasRequest: true })).toEqual([])
  })

  it('suggests the furthest thing that happened', () => {
    expect(suggestedOutcome(nothing)).toBeNull()
    expect(suggestedOutcome({ ...nothing, question: 'Q3' })).toBe('guided')
    expect(suggestedOutcome({ ...nothing, question: 'Q3', hasCallback: true })).toBe('callbackPromised')
    expect(suggestedOutcome({ ...nothing, waitsForAddress: true, hasCallback: true })).toBe('addressDiffers')
    expect(suggestedOutcome({ ...nothing, hasNotice: true, hasEmailChange: true })).toBe('noticeRequested')
  })

  it('knows the names of guidance cards', () => {
    expect(['Q1', 'Q18', 'N10', 'Z999'].every((name) => guidanceCardName.test(name))).toBe(true)
    expect(['', 'Q0', 'q1', 'Q01', 'QQ1', 'Q1000', 'Q1 '].some((name) => guidanceCardName.test(name))).toBe(false)
  })
})
