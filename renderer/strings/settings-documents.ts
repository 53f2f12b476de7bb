/** 登録情報の確認 and 依頼の期限 as documents: their forms and the names of their places. */
import type { Confirmer, mustItems, plusItemChoices } from '#shared/domain/verification-rule.ts'
import { prefectures } from '#shared/domain/prefectures.ts'

const confirmers: Readonly<Record<Confirmer, string>> = { operator: '担当者', supervisor: '監督者', client: '支払基金' }
const musts: Readonly<Record<(typeof mustItems)[number], string>> = { identification: '施設の特定（コード、または名称と町名）', addressNumbers: '番地', movedRecently: '最近の移転' }
const plus: Readonly<Record<(typeof plusItemChoices)[number], string>> = { telephone: '電話番号', founder: '開設者', manager: '管理者', registeredMail: '登録メールアドレス' }

export const settingsDocuments = {
  verificationRule: {
    who: '確認する人',
    confirmedBy: 'すべて合ったとき、最後に決める人',
    confirmers,
    items: '確かめる項目',
    musts: '必ず合うこと',
    mustNames: musts,
    fixed: '施設の特定と番地は外せません。',
    plus: 'そのほかに合うこと',
    plusNames: plus,
    plusNeeded: 'そのほかに合うことの数',
    plusNeededHint: '選んだ項目のうち、いくつ合えばよいか。',
    limits: '回数と日数',
    attemptsPerItem: '1 項目に答えられる回数',
    attemptsPerItemHint: '2 のとき、言い直しは 1 回です。',
    comparisonsPerFacilityAndDay: '照合の上限（1 施設・1 日）',
    comparisonsPerOperatorAndHour: '照合の上限（1 人・1 時間）',
    mailQuestionsPerFacilityAndDay: 'メールアドレスの照合の上限（1 施設・1 日）',
    mailQuestionsPerOperatorAndDay: 'メールアドレスの照合の上限（1 人・1 日）',
    addressWaitDays: '住所相違・一覧待ちの日数',
    addressWaitDaysHint: 'この日数が過ぎると、監督者に回ります。',
    said: '相手に伝える文',
    neutralSentence: '照合の結果によらず伝える文',
    neutralSentenceHint: 'どの項目が合った・合わなかったは伝えません。',
  },
  caseSettings: {
    emailChangeLimits: 'メールアドレス変更：状態ごとの期限（営業日）',
    provisionalCodeLimits: '仮コード依頼：状態ごとの期限（営業日）',
    limitsHint: '期限を過ぎた依頼は、一覧の上に出ます。土日・祝日と集荷のない日は数えません。',
    others: '折り返しとカードリーダー',
    callbackMinutes: '折り返しの約束までの時間（分）',
    callbackMinutesHint: '別の時刻を約束したときは、その時刻です。',
    cardReaderLeadMonths: 'カードリーダーの申込みから発送まで（月数）',
    bureauDeadlines: '指定申請の締切（都道府県ごと）',
    bureauDeadlinesHint: '地方厚生（支）局の案内をもとに入力します。ない都道府県は「締切日は未登録」と案内します。',
    deadlineOf: (number: number) => `締切 ${number}`,
    prefecture: '都道府県',
    choosePrefecture: '選んでください',
    monthsBefore: '開設月の何か月前',
    dayOfMonth: '日',
    note: '出典（どこの、いつの案内か）',
    remove: '外す',
    addDeadline: '都道府県を追加',
    removeDeadline: (name: string) => `${name} の締切を外す`,
    noDeadlines: '登録された締切はありません。',
  },
  values: {
    confirmedBy: confirmers,
    musts,
    plus,
    prefectureNumber: Object.fromEntries(prefectures.map(({ number, name }) => [number, name])) as Readonly<Record<string, string>>,
  },
  places: {
    confirmedBy: '最後に決める人', musts: '必ず合うこと', plus: 'そのほかに合うこと', plusNeeded: 'そのほかに合うことの数', attemptsPerItem: '1 項目に答えられる回数',
    comparisonsPerFacilityAndDay: '照合の上限（1 施設・1 日）', comparisonsPerOperatorAndHour: '照合の上限（1 人・1 時間）',
    mailQuestionsPerFacilityAndDay: 'メールアドレスの照合の上限（1 施設・1 日）', mailQuestionsPerOperatorAndDay: 'メールアドレスの照合の上限（1 人・1 日）',
    addressWaitDays: '住所相違・一覧待ちの日数', neutralSentence: '相手に伝える文',
    emailChangeLimits: 'メールアドレス変更の期限', provisionalCodeLimits: '仮コード依頼の期限', received: '受付', verified: '確認済', noticeArranged: '通知書手配', noticePosted: '発送済',
    formSent: '依頼書送付', formReceived: '依頼書受領', forwarded: '支払基金へ', numbered: '付番', informed: '連絡済',
    callbackMinutes: '折り返しまでの時間（分）', cardReaderLeadMonths: 'カードリーダーの月数', bureauDeadlines: '指定申請の締切', prefectureNumber: '都道府県', monthsBefore: '開設月の何か月前', dayOfMonth: '日',
  },
} as const
