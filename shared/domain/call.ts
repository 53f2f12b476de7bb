/** What a call was and how it ended. */

/** 案内で終了, 通知書を手配, メールアドレス変更を記録, 仮コード依頼を記録, 折り返しを約束, 住所相違・一覧待ち, 他の窓口を案内, 途中で切れた, その他. */
export const callOutcomes = [
  'guided', 'noticeRequested', 'emailChangeRecorded', 'provisionalCodeRecorded', 'callbackPromised', 'addressDiffers', 'referred', 'disconnected', 'other',
] as const
export type CallOutcome = (typeof callOutcomes)[number]

/** Name of a guidance card: Q1–Q18 are those of the portal's FAQ, N… the calls after a notice, others the office's own. */
export const guidanceCardName = /^[A-Z][1-9]\d{0,2}$/u

/** What a finished call must say. */
export const callFinishFields = ['question', 'outcome', 'callerName', 'callbackTelephone'] as const
export type CallFinishField = (typeof callFinishFields)[number]

interface FinishingCall {
  readonly question: string | null
  readonly outcome: CallOutcome | null
  readonly callerName: string
  readonly callbackTelephone: string
}

/**
 * What is still to be asked before a call is finished, in the order of the form. A question alone needs its card and the outcome; who was
 * verified or asked for something must have a name, and a number to be called at where a request was recorded. Of a line that broke off
 * nothing more can be asked.
 */
export function missingAtFinish(call: FinishingCall, facts: { readonly hasVerification: boolean; readonly hasRequest: boolean }): CallFinishField[] {
  if (call.outcome === 'disconnected') return []
  const isMissing: Readonly<Record<CallFinishField, boolean>> = {
    question: call.question === null,
    outcome: call.outcome === null,
    callerName: (facts.hasVerification || facts.hasRequest) && call.callerName.trim() === '',
    callbackTelephone: facts.hasRequest && call.callbackTelephone.trim() === '',
  }
  return callFinishFields.filter((field) => isMissing[field])
}

/** The outcome that is probably right, offered to the operator: the furthest thing that happened. Null = nothing to go by. */
export function suggestedOutcome(facts: {
  readonly hasNotice: boolean
  readonly hasEmailChange: boolean
  readonly hasProvisionalCode: boolean
  readonly hasCallback: boolean
  readonly waitsForAddress: boolean
  readonly question: string | null
}): CallOutcome | null {
  if (facts.hasNotice) return 'noticeRequested'
  if (facts.hasProvisionalCode) return 'provisionalCodeRecorded'
  if (facts.hasEmailChange) return 'emailChangeRecorded'
  if (facts.waitsForAddress) return 'addressDiffers'
  if (facts.hasCallback) return 'callbackPromised'
  return facts.question === null ? null : 'guided'
}
