import { describe, expect, it } from '@jest/globals'
import { callbackStates } from '#shared/domain/callback.ts'
import { callOutcomes } from '#shared/domain/call.ts'
import { callbackStateWords, callOutcomeWords, caseStateWord, emailChangeStateWords, noticeStateWords, provisionalCodeStateWords, stepReasonWord } from '#shared/domain/case-words.ts'
import { emailChangeStates } from '#shared/domain/email-change-request.ts'
import { noticeStates } from '#shared/domain/notice.ts'
import { provisionalCodeStates } from '#shared/domain/provisional-code-request.ts'

describe('the words of cases', () => {
  it.each([
    ['outcomes of calls', callOutcomes, callOutcomeWords],
    ['states of notices', noticeStates, noticeStateWords],
    ['states of e-mail-change requests', emailChangeStates, emailChangeStateWords],
    ['states of 仮コード requests', provisionalCodeStates, provisionalCodeStateWords],
    ['states of callbacks', callbackStates, callbackStateWords],
  ] as const)('are there for all %s, and for nothing else', (_what, states, words) => {
    expect(Object.keys(words).sort()).toEqual([...states].sort())
  })

  it('are taken by the kind of case: the same state may be said differently', () => {
    expect([caseStateWord('notice', 'posted'), caseStateWord('call', 'guided'), caseStateWord('call', 'ended'), caseStateWord('callback', 'open')]).toEqual(['発送済', '案内で終了', '終了', '未了'])
  })

  it('leave what they do not know as it stands', () => {
    expect([caseStateWord('notice', 'toString'), caseStateWord('call', '')]).toEqual(['toString', ''])
  })

  it('say codes of a step, several of them, and leave a person’s sentence alone', () => {
    expect(stepReasonWord('UNDONE')).toBe('10 分以内に取り消したため')
    expect(stepReasonWord('nothingElseHeld facilitySuspended')).toBe('一覧に照合できる項目が残っていないため、休止中の施設のため')
    expect(stepReasonWord('UNDONE と書いた')).toBe('UNDONE と書いた')
  })
})
