/** Guidance: cards, the two decision paths with every question, choice and end, and reading an address back. */
import type { GuidanceEnd } from '#shared/domain/guidance-card.ts'
import type { LogInEnd, LogInQuestion, logInQuestions } from '#shared/domain/log-in-path.ts'
import type { NewFacilityQuestion, newFacilityQuestions } from '#shared/domain/new-facility-path.ts'
import type { FacilityNumberKind, FacilityNumberUse } from '#shared/domain/provisional-code-request.ts'

export interface QuestionWords<Choice extends string> {
  /** To be read aloud as it stands. */
  readonly ask: string
  /** For the operator only. */
  readonly note: string | null
  readonly choices: Readonly<Record<Choice, string>>
}
export interface EndWords {
  readonly title: string
  /** To be read aloud as it stands. */
  readonly say: string
  /** What the operator does next. */
  readonly next: string
  /** Card that says more, or null. */
  readonly card: string | null
}

const logIn: { readonly [Q in LogInQuestion]: QuestionWords<(typeof logInQuestions)[Q][number]> } = {
  trouble: {
    ask: 'どのようなことでお困りでしょうか。',
    note: null,
    choices: { cannotLogIn: 'ログインできない', noRegistrationMail: '登録のメールが届かない', wantsAnotherAddress: 'メールアドレスを変えたい' },
  },
  typedAddress: {
    ask: '仮登録の画面に入力されたメールアドレスを、1 文字ずつお聞かせください。',
    note: '聞いた文字を復唱して、打ち間違いがないかを確かめます。',
    choices: { mistyped: '打ち間違いがある', right: '正しい' },
  },
  knowsAddress: {
    ask: 'ご登録のメールアドレスはお分かりですか。',
    note: '登録されているアドレスを、こちらからお伝えすることはできません。',
    choices: { yes: 'アドレスが分かる', no: 'アドレスが分からない' },
  },
  canReceive: {
    ask: 'そのメールアドレスで、いまメールを受け取れますか。',
    note: null,
    choices: { yes: '受け取れる', no: '受け取れない' },
  },
  password: {
    ask: 'パスワードはお分かりですか。',
    note: null,
    choices: { forgotten: 'パスワードが分からない', known: 'パスワードは分かるが、入れない' },
  },
}

const logInEnds: Readonly<Record<LogInEnd, EndWords>> = {
  resetPassword: {
    title: 'パスワードの再設定',
    say: 'ログイン画面の「パスワードを忘れた方」から、ご登録のメールアドレスを入力して、パスワードを再設定してください。',
    next: '案内して終わります。通知書は必要ありません。',
    card: 'Q12',
  },
  typeCarefully: {
    title: '入力のしかたの確認',
    say: '大文字と小文字、Caps Lock、Num Lock、全角での入力になっていないかをお確かめください。それでも入れないときは、ログイン画面の「パスワードを忘れた方」から再設定をお願いいたします。',
    next: '案内して終わります。通知書は必要ありません。',
    card: 'Q10',
  },
  changeBySelf: {
    title: 'ご自身での変更',
    say: '今のメールアドレスでポータルサイトにログインし、アカウント情報の変更の画面で、新しいメールアドレスをご登録ください。',
    next: '「手続き」の「メールアドレス変更を記録」で、自己手続きの案内として記録します。',
    card: 'Q13',
  },
  startRegistrationAgain: {
    title: '仮登録からやり直し',
    say: 'お手数ですが、仮登録の画面から、正しいメールアドレスでもう一度お手続きをお願いいたします。',
    next: '案内して終わります。通知書は出せません。',
    card: 'Q8',
  },
  allowSender: {
    title: '受信の設定の確認',
    say: 'ポータルサイトからのメールを受信できるように設定し、迷惑メールのフォルダーもお確かめください。それでも届かないときは、仮登録の画面からもう一度お手続きをお願いいたします。',
    next: '許可するドメインは、案内カードを読み上げます。',
    card: 'Q9',
  },
  register: {
    title: '新規登録',
    say: 'ポータルサイトの新規登録の画面から、アカウントの登録をお願いいたします。',
    next: '新規登録の手順を案内します。通知書は出せません。',
    card: null,
  },
  notice: {
    title: '通知書を郵送',
    say: 'ご登録の情報を確認したうえで、登録されているご住所へ「パスワード等通知書」を郵送いたします。',
    next: '登録情報の確認を終え、「手続き」の「通知書を手配」へ進みます。',
    card: 'Q11',
  },
  noticeAwaitingCentral: {
    title: '通知書（センターの回答待ち）',
    say: 'お手続きをお受けいたします。ご登録の状況を確認でき次第、通知書を郵送する手続きへ進みます。',
    next: 'ポータルの登録状態は、センターの回答待ちです。受付はでき、回答があり次第すすみます。到着の日は約束しません。',
    card: 'Q11',
  },
  supervisor: {
    title: '監督者へ引き継ぎ',
    say: 'ご登録の状況を担当の者が確認し、折り返しご連絡いたします。',
    next: '仮コードで登録されたアカウントです。一覧に住所がまだないため、監督者に引き継ぎ、折り返しを約束します。',
    card: null,
  },
}

const newFacility: { readonly [Q in NewFacilityQuestion]: QuestionWords<(typeof newFacilityQuestions)[Q][number]> } = {
  isDesignated: {
    ask: '保険医療機関または保険薬局の指定は、もうお済みでしょうか。',
    note: '指定が済むと、医療機関等コードが交付されます。',
    choices: { yes: '指定は済んでいる', no: '指定はまだ' },
  },
  wantedAt: {
    ask: '開設と同時に、オンライン資格確認をお使いになりますか。',
    note: null,
    choices: { opening: '開設と同時に使う', later: '開設後しばらくしてから' },
  },
  purpose: {
    ask: '今回は、どのお手続きに番号をお使いになりますか。',
    note: 'カードリーダーは、申込みと発送の手続きで使う番号が違います。',
    choices: { account: 'アカウント登録・カードリーダーの申込み', preparation: '発送の手続き・利用申請・電子証明書' },
  },
}

const newFacilityEnds: Readonly<Record<FacilityNumberKind, EndWords>> = {
  provisionalCode: {
    title: '仮コード',
    say: '「仮コード」の付番を、支払基金へ書面でご依頼いただきます。アカウントの登録と、カードリーダーのお申込みにお使いいただけます。',
    next: '「手続き」の「仮コード依頼を記録」で内容を伺います。未定の項目があっても受け付けられます。',
    card: 'Q14',
  },
  designationReceiptNumber: {
    title: '受付番号',
    say: '指定申請を受け付けた地方厚生局から交付される「受付番号」をお使いください。',
    next: '受付番号がまだのときは、指定申請をした地方厚生（支）局へお問い合わせいただきます。',
    card: 'Q17',
  },
  facilityCode: {
    title: '医療機関等コード',
    say: '仮コードや受付番号は必要ございません。医療機関等コードでお手続きください。指定がこれからの場合は、交付されてからお手続きをお願いいたします。',
    next: '案内して終わります。',
    card: 'Q15',
  },
}

const ends: Readonly<Record<GuidanceEnd, string>> = {
  guidance: '案内のみ',
  selfService: 'ポータルで自己手続き',
  registration: 'ポータルで登録手続き',
  notice: '通知書を郵送',
  provisionalCode: '仮コードの依頼',
  callback: '折り返し',
  supervisor: '監督者へ',
  referral: '他の窓口を案内',
}

const numberUses: Readonly<Record<FacilityNumberUse, string>> = {
  accountRegistration: 'ポータルのアカウント登録',
  cardReaderOrder: 'カードリーダーの申込み',
  cardReaderShipping: 'カードリーダーの発送手続き',
  usageApplication: 'オンライン資格確認の利用申請',
  certificateApplication: '電子証明書の申請',
}
const numberIssuers: Readonly<Record<FacilityNumberKind, string>> = {
  provisionalCode: '支払基金（書面の依頼）',
  designationReceiptNumber: '地方厚生（支）局（指定申請）',
  facilityCode: '地方厚生（支）局（指定）',
}

export const guidance = {
  heading: 'ご用件と案内',
  search: {
    label: 'ご用件（相手の言葉で）',
    placeholder: '例：パスワード忘れ',
    results: '案内の候補',
    focus: 'ご用件をさがす',
    key: 'F4',
    none: (words: string) => `「${words}」に合う案内がありません。別の言葉でさがしてください。`,
    hint: '↑↓ で選び、Enter で決定',
    hintMore: 'Enter：あわせて案内　Ctrl + Enter：主な用件にする',
  },
  main: '主な用件',
  also: 'あわせて案内',
  alsoHeading: 'あわせて案内した内容',
  show: (title: string) => `${title}を表示`,
  makeMain: '主な用件にする',
  removeMain: '用件を外す',
  removeAlso: '記録から外す',
  backToMain: '主な用件に戻る',
  none: 'ご用件の言葉を入力すると、案内が表示されます。',
  noQuestion: '未選択',
  unknownCard: '（以前の案内）',
  card: {
    readAloud: '読み上げる',
    steps: '手順',
    checks: '確かめること',
    links: '案内するページ',
    mail: '後で送るメール',
    mailKey: 'Alt + M',
    subject: '件名',
    body: '本文',
    source: '出典と見直し期限',
    sourceKey: 'Alt + G',
    sourceOf: (source: string, day: string) => `${source}（${day} 時点）`,
    reviewBy: (day: string) => `見直し期限 ${day}`,
    reviewDue: '確認してから案内',
    reviewDueHint: (day: string) => `見直し期限（${day}）を過ぎています。今も正しいかを監督者か出典で確かめてから、お伝えください。`,
    fallback: '新しい版に誤りがあるため、前の内容を表示しています。監督者にお知らせください。',
    toggleMail: '案内：後で送るメールを開く・閉じる',
    toggleSource: '案内：出典を開く・閉じる',
    ends,
    endOf: (end: string) => `行き先：${end}`,
  },
  copy: {
    action: 'コピー',
    of: (what: string) => `${what}をコピー`,
    done: 'コピーしました',
    failed: 'コピーできません。文字を選んでコピーしてください',
  },
  path: {
    key: 'Alt + R',
    start: '順に確かめる',
    startOf: { logIn: 'ログインのお困りを順に確かめる', newFacility: '新規開設の番号を順に確かめる' },
    titles: { logIn: 'ログインのお困り', newFacility: '新規開設の番号' },
    step: (number: number) => `質問 ${number}`,
    ask: '読み上げる',
    keys: '数字キーで答え、Backspace または ← で 1 つ戻ります。',
    back: '1 つ戻る',
    restart: 'はじめから',
    walked: '答え',
    next: '次にすること',
    openCard: (name: string, title: string) => `${name} ${title}の案内を開く`,
    recorded: 'この結果は通話に記録されます。',
    result: (title: string) => `結果：${title}`,
    again: 'たどり直す',
    answered: (title: string) => `センターの回答がありました。結果は「${title}」に変わります。`,
    answeredMore: 'センターの回答がありました。続きの質問があります。',
    takeOver: '結果を更新する',
    goOn: '続きを確かめる',
    overridden: (reason: string) => `案内と違う手続きの理由：${reason}`,
    close: '閉じる',
    questions: { logIn, newFacility },
    ends: { logIn: logInEnds, newFacility: newFacilityEnds },
  },
  numbers: {
    heading: '番号ごとにできること',
    use: '手続き',
    issuedBy: '交付するところ',
    kinds: { provisionalCode: '仮コード', designationReceiptNumber: '受付番号', facilityCode: '医療機関等コード' } satisfies Readonly<Record<FacilityNumberKind, string>>,
    uses: numberUses,
    issuers: numberIssuers,
    good: '使える',
    bad: '使えない',
  },
  timeline: {
    heading: 'いつまでに何を',
    year: '開設の年',
    month: '開設の月',
    monthOf: (month: number) => `${month} 月`,
    prefecture: '都道府県',
    noPrefecture: '選んでいない',
    choose: '選んでください',
    wait: '開設の年と月を選ぶと、いつまでに何をするかを表示します。',
    columns: { until: 'いつまでに', what: '何を' },
    untilDay: (day: string) => `${day} まで`,
    untilMonth: (month: string) => `${month} 中`,
    noDeadline: '締切日は未登録',
    past: '過ぎています',
  },
  spoken: {
    label: '1 文字ずつの読み方',
    heard: '聞いたメールアドレス（保存しません）',
  },
} as const
