/**
 * The Japanese words for kinds, states and steps of cases. They stand here and not in the page's catalogue because the supervisor's CSV, which
 * the backend writes, uses the same ones: renderer/strings takes them from here, so that there is still one place for each word.
 */

export const caseKindWords = { call: '通話', notice: '通知書', emailChange: 'メールアドレス変更', provisionalCode: '仮コード', callback: '折り返し' } as const

/** 案内で終了 … その他 (shared/domain/call.ts). */
export const callOutcomeWords = {
  guided: '案内で終了', noticeRequested: '通知書を手配', emailChangeRecorded: 'メールアドレス変更を記録', provisionalCodeRecorded: '仮コード依頼を記録', callbackPromised: '折り返しを約束',
  addressDiffers: '住所相違・一覧待ち', referred: '他の窓口を案内', disconnected: '途中で切れた', other: 'その他',
} as const
/** Steps of a call's history. */
export const callStepWords = { started: '開始', parked: '保留', ended: '終了', entered: '伝票から入力' } as const

export const noticeStateWords = {
  requested: 'センター確認待ち', awaitingApproval: '承認待ち', queued: '発送待ち', issuing: '印刷準備中', printed: '印刷済', sealed: '封入済', posted: '発送済',
  redeemed: '使用済', returned: '返戻', expired: '期限切れ', voided: '無効', cancelled: '取消', joined: '合流',
} as const
/** Steps of a notice's history that are no states. */
export const noticeStepWords = { destroyed: '廃棄', followedUp: '対応済み', callerJoined: 'ほかの方が合流' } as const

export const emailChangeStateWords = { received: '受付', verified: '確認済', noticeArranged: '通知書手配', noticePosted: '発送済', completed: '完了', cancelled: '取消', selfService: '自己手続き案内' } as const
export const provisionalCodeStateWords = {
  received: '受付', formSent: '依頼書送付', formReceived: '依頼書受領', forwarded: '支払基金へ', numbered: '付番', informed: '連絡済', migrated: '医療機関等コードへ移行', cancelled: '取消',
} as const
export const callbackStateWords = { open: '未了', done: '済み', cancelled: '取消' } as const

/** Reasons a step may have that nobody typed. */
export const stepReasonWords = {
  UNDONE: '10 分以内に取り消したため',
  NOT_SEALED_AT_CLOSE: 'ロットを締めたとき封入が確認できなかったため',
  PRINTING_FAILED: '印刷できなかったため',
  NOT_CONFIRMED_AFTER_RESTART: '印刷の途中でアプリが終了し、印刷を確認できなかったため',
  DOUBLE_FILLED: '1 つの封筒に 2 枚入ったおそれがあるため',
  replaced: '新しい通知書に代わったため',
  verifiedAnew: '今の施設の情報で確認し直したため',
  nothingElseHeld: '一覧に照合できる項目が残っていないため',
  provisionalCodeAccount: '仮コードで登録されたアカウントのため',
  facilitySuspended: '休止中の施設のため',
} as const

type Word = Readonly<Record<string, string>>
const stateWords: Readonly<Record<keyof typeof caseKindWords, Word>> = {
  call: { ...callOutcomeWords, ...callStepWords },
  notice: { ...noticeStateWords, ...noticeStepWords },
  emailChange: emailChangeStateWords,
  provisionalCode: provisionalCodeStateWords,
  callback: callbackStateWords,
}

/** Word for a state or step of a case; as it stands where there is none. */
export function caseStateWord(kind: keyof typeof caseKindWords, state: string): string {
  const words = stateWords[kind]
  return Object.hasOwn(words, state) ? (words[state] ?? state) : state
}

/** What a person wrote stays; codes become their words. */
export function stepReasonWord(reason: string): string {
  const words: Word = stepReasonWords
  const whole = reason.split(' ')
  // Several codes may stand together; a person's sentence is left alone.
  return whole.every((part) => Object.hasOwn(words, part)) ? whole.map((part) => words[part] ?? part).join('、') : reason
}
