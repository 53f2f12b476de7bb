/** Putting a desktop into use, and one that was taken out of use. */
export const enrolment = {
  title: 'この端末を登録する',
  lead: 'この端末は、まだセンターに登録されていません。管理者から受け取った登録コードを入力してください。',
  whereFrom: '登録コードは管理者が発行します。1 台に 1 回、発行から 24 時間使えます。',
  code: '登録コード',
  codeHint: '例：abcd-efgh-jkmn-pqrt。大文字と小文字、空白やハイフンの有無は問いません。0・1・2・5 と i・l・o・s・z は使われていません。',
  codeMissing: '登録コードを入力してください。',
  codeTooShort: (count: number) => `登録コードは 16 文字です。あと ${count} 文字足りません。`,
  codeTooLong: (count: number) => `登録コードは 16 文字です。${count} 文字多く入力されています。`,
  name: 'この端末の名前',
  nameHint: '席や部屋が分かる名前にしてください（管理者が見ます）。',
  nameMissing: 'この端末の名前を入力してください。',
  submit: '登録する',
  busy: '登録しています…',
  noCentral: 'センターのアドレスが、この端末に設定されていません。情報システム担当者に、設定ファイル（settings.json）の centralBaseUrl の設定を依頼してください。',
} as const

export const revoked = {
  title: 'この端末は利用を停止されています',
  lead: '管理者が利用を停止したため、サインインできません。心当たりがないときは、管理者に連絡してください。',
  unknown: {
    title: 'この端末の登録がセンターにありません',
    lead: 'センターがこの端末を知らないため、サインインできません。センターが作り直されたか、控えから戻された可能性があります。管理者に連絡してください。',
  },
  waiting: (count: number) => `送られていない変更が ${count} 件あります。暗号化されてこの端末に残っており、失われていません。`,
  nothingWaits: '送られていない変更はありません。',
  again: 'もう一度使うとき',
  againLead: '新しい登録コードを管理者に依頼して、登録し直してください。送られていなかった変更は、ご本人がサインインすると「要確認」に表示されます。自動では送られません。内容を確かめて、送り直すか書き写してください。',
} as const
