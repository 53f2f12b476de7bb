/** 要確認: what central did not take, what it says, and what to do. */
import { callbackStateWords, callOutcomeWords, emailChangeStateWords, provisionalCodeStateWords } from '#shared/domain/case-words.ts'
import { call } from './call.ts'
import { callbacks } from './callbacks.ts'
import { emailChange } from './email-change.ts'
import { provisionalCode } from './provisional-code.ts'
import { requests } from './requests.ts'

export const changes = {
  lead: 'センターが受け付けなかった変更です。書いた内容は、送り直すか取り下げるまで残ります。',
  othersHold: (names: string) => `この端末には、ほかの方の変更も残っています（${names}）。ご本人か監督者がサインインすると確認できます。`,
  separator: '、',
  madeAt: (date: string, name: string) => `${date}　${name}`,
  textHeading: '書いた内容',
  noText: '書いた内容はありません。',
  emptied: '（空欄にした）',
  empty: '（空欄）',
  parked: 'センターの版が古く、まだ受け付けられない種類の変更です。センターが更新されると自動で受け付けられ、ここから消えます。操作は要りません。',
  retry: 'もう一度送る',
  retryOf: (what: string) => `${what}をもう一度送る`,
  sent: 'もう一度送りました。',
  discard: '取り下げる',
  discardOf: (what: string) => `${what}を取り下げる`,
  discardHint: '取り下げると、書いた内容は消え、この端末の記録はセンターの内容に戻ります。必要なら、先にコピーしてください。',
  discardReason: '取り下げる理由',
  discardReasonMissing: '取り下げる理由を選んでください。',
  discardReasons: { doneAnew: '別に入力し直した', doneByAnother: 'ほかの人が済ませた', notNeeded: '必要がなくなった', mistaken: '誤りだった' },
  discarded: '取り下げました。',
  onlyOwner: '送り直せるのは、ご本人だけです。',
  copyOf: (what: string) => `${what}の内容`,
  conflict: {
    title: 'どちらの内容にしますか',
    lead: '同じ項目を、先に別の人が変更しています。項目ごとに選んでください。ほかの項目は、両方の変更が入ります。',
    mine: 'あなたの内容',
    theirs: '今の内容',
    missing: (field: string) => `「${field}」をどちらにするか選んでください。`,
    changedAgain: '選んでいる間に、内容がまた変わりました。もう一度選んでください。',
    submit: 'この内容で送る',
  },
  fields: {
    callerName: '相手のお名前', callerRole: '相手の立場', callbackTelephone: '相手の電話番号', question: 'ご用件', facilityCodes: '施設', notes: 'メモ', parked: '保留', outcome: '結果',
    guidedCards: '案内した内容', paths: '案内と異なる理由', endedAt: '終了', telephone: '電話番号', about: '用件', dueAt: '期限', assignedTo: '担当', state: '状態', attempts: 'かけた結果',
    deputyStaffId: '代理の方', from: '最初の日', until: '最後の日', oldEmail: '今のアドレス', wantedEmail: '希望アドレス', events: '理由・メモ', designationReceiptNumber: '受付番号（厚生局）',
    'form.facilityType': '施設種別', 'form.facilityName': '施設名称', 'form.facilityAddress': '施設所在地', 'form.opening': '開設時期', 'form.founder': '開設者', 'form.qualifications': '保有資格',
    'form.facilityTelephone': '施設の電話番号', 'form.contactTelephone': '連絡先', 'form.secondContactTelephone': '2 つ目の連絡先',
    decision: '判断', resolution: '対応', reason: '理由', returnReason: '返戻の理由', returnedOn: '返戻の日', trackingNumber: '引受番号', postedOn: '差出日', date: '日付', overrideReason: '案内と異なる手配の理由',
  },
  otherField: 'その他の項目',
  /** Words for codes, by field; what a person typed stays as it is. */
  values: {
    callerRole: call.caller.roles,
    outcome: callOutcomeWords,
    state: { ...callbackStateWords, ...emailChangeStateWords, ...provisionalCodeStateWords },
    attempts: callbacks.attemptResults,
    oldEmail: emailChange.oldEmails,
    decision: { approved: '承認', refused: '承認しない' },
    returnReason: requests.returnReasons,
    'form.facilityType': provisionalCode.facilityTypes,
    'form.founder': provisionalCode.founderKinds,
    'form.qualifications': provisionalCode.qualificationNames,
  },
} as const
