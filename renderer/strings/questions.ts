/**
 * Q1–Q18 of the portal's public FAQ: a short title and the right end in one line to read aloud.
 * The long answers are data of templates/guidance.
 */
export const questionNumbers = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7', 'Q8', 'Q9', 'Q10', 'Q11', 'Q12', 'Q13', 'Q14', 'Q15', 'Q16', 'Q17', 'Q18'] as const
export type QuestionNumber = (typeof questionNumbers)[number]

interface Question {
  readonly title: string
  /** Where the question must end. */
  readonly end: string
  readonly leadsTo: 'guidance' | 'notice' | 'provisionalCode'
}

export const questions: Readonly<Record<QuestionNumber, Question>> = {
  Q1: { title: 'オンライン資格確認は必須か', end: '2023年4月1日から原則義務化されています（例外あり）。受付での資格確認と薬剤・健診情報の閲覧ができることもご案内します。', leadsTo: 'guidance' },
  Q2: { title: '複数の施設を登録したい', end: 'コードごとに 1 アカウント、メールアドレスも別々に必要です。1 回の通話で施設ごとに受け付けられます。', leadsTo: 'guidance' },
  Q3: { title: '登録に費用はかかるか', end: '登録料はかかりません。', leadsTo: 'guidance' },
  Q4: { title: '年会費はかかるか', end: '年会費もかかりません。', leadsTo: 'guidance' },
  Q5: { title: '1 施設で複数のアドレスを使いたい', end: '1 コードにつき 1 アカウント・1 アドレスです。医科・歯科併設はコードが 2 つあり、アドレスも 2 つ必要です。', leadsTo: 'guidance' },
  Q6: { title: '登録せずに閲覧できるか', end: '閲覧はできます。施設あての文書・お知らせメール・補助金などの申請には登録が必要です。', leadsTo: 'guidance' },
  Q7: { title: '申請の順番を知りたい', end: 'ポータルの「手続きの順番と時期」のページをご案内します。', leadsTo: 'guidance' },
  Q8: { title: '登録メールが届かない', end: '入力したアドレスを 1 文字ずつ確認します。誤りなら仮登録からやり直し、正しければ受信設定と迷惑メールを確認していただきます。', leadsTo: 'guidance' },
  Q9: { title: '登録メールが届かない（再送）', end: '送信元ドメインの受信許可と迷惑メールの確認をお願いし、届かなければ仮登録からやり直していただきます。', leadsTo: 'guidance' },
  Q10: { title: 'ログインできない', end: '大文字・小文字、Caps Lock、Num Lock、全角入力を確認していただき、だめならパスワードの再設定をご案内します。', leadsTo: 'guidance' },
  Q11: { title: 'メールアドレスが分からない', end: '登録情報を確認し、登録住所へ「パスワード等通知書」を郵送します。', leadsTo: 'notice' },
  Q12: { title: 'パスワードが分からない', end: 'ログイン画面の「パスワードを忘れた方」から再設定していただきます。通知書は不要です。', leadsTo: 'guidance' },
  Q13: { title: 'メールアドレスを変更したい', end: '今のアドレスで受信できるなら、ポータルでご自身で変更していただきます。使えない・分からない場合は通知書を郵送し、届いてから変更していただきます。', leadsTo: 'notice' },
  Q14: { title: '新規開設でコードがまだない', end: '開設時から使う場合は「仮コード」の付番依頼を受け付け、支払基金へ取り次ぎます。', leadsTo: 'provisionalCode' },
  Q15: { title: '開設後しばらくして導入する', end: '仮コードも受付番号も不要です。指定後の医療機関等コードで登録していただきます。', leadsTo: 'guidance' },
  Q16: { title: '未定の項目がある', end: '本日時点の内容で依頼できます（未定でも可）。ただし連絡のつく電話番号などは必要です。', leadsTo: 'provisionalCode' },
  Q17: { title: '番号が 2 つあるのはなぜか', end: '仮コードはアカウント登録とカードリーダー申込用、受付番号は指定申請後のシステム準備用です。', leadsTo: 'guidance' },
  Q18: { title: '紙で申請する場合の番号', end: '紙の申請でも、オンラインと同じ番号を使います。', leadsTo: 'guidance' },
}
