/** Putting a desktop into use, and one that was taken out of use. */
export const enrolment = {
  title: 'この端末を登録する',
  lead: 'この端末は、まだセンターに登録されていません。管理者から受け取った登録コードを入力してください。',
  whereFrom: '登録コードは管理者が発行します。1 台に 1 回だけ、発行から 24 時間使えます。',
  code: '登録コード',
  codeHint: '例：abcd-efgh-jkmn-pqrt（大文字・小文字、空白、ハイフンの有無は問いません。数字の 0・1・2・5 と英字の i・l・o・s・z は使われていません）',
  codeMissing: '登録コードを入力してください。',
  codeTooShort: (count: number) => `登録コードは 16 文字です。あと ${count} 文字足りません。`,
  codeTooLong: (count: number) => `登録コードは 16 文字です。${count} 文字多く入力されています。`,
  name: 'この端末の名前',
  nameHint: '管理者の端末一覧に表示されます。席や部屋が分かる名前にしてください。',
  nameMissing: 'この端末の名前を入力してください。',
  submit: '登録する',
  busy: '登録しています…',
  noCentral: 'センターのアドレスが、この端末に設定されていません。情報システム担当者に、設定ファイル（settings.json）の centralBaseUrl の設定を依頼してください。',
} as const

export const revoked = {
  title: 'この端末は利用を停止されています',
  lead: '管理者がこの端末の利用を停止したため、サインインできません。心当たりがないときは、管理者に連絡してください。',
  foot: 'この端末のデータは暗号化されたまま残っています。',
  waiting: (count: number) => `送られていない変更が ${count} 件あります。この端末に残っており、失われていません。`,
  nothingWaits: '送られていない変更はありません。',
  again: 'もう一度使うとき',
  againLead: '管理者が発行した新しい登録コードで登録し直してください。送られていなかった変更は、サインイン後に「要確認」に表示されます。内容を確かめてから、送り直すか書き写してください。自動では送られません。',
} as const
