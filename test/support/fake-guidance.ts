/** Guidance cards as a desk answers them, for tests of the page. */
import type { GuidanceCardView } from '#shared/contract/desktop/guidance-procedures.ts'

/** A card that is in use and not due for review. */
export const guidanceCard = (name: string, more: Partial<GuidanceCardView> = {}): GuidanceCardView => ({
  name, title: `案内 ${name}`, signs: ['費用'], answer: 'ポータルサイトのご利用に費用はかかりません。', steps: ['料金がかからないことを伝える'], checks: [], end: 'guidance', path: null,
  links: [], mail: null, source: '医療機関等向けポータルサイト よくある質問', sourceDate: '2021-03-01', reviewBy: '2027-03-31', isReviewDue: false, isFallback: false, ...more,
})

/** One of each right end an operator meets most: guidance, self-service, the letter, the 仮コード. */
export const sampleCards = (): GuidanceCardView[] => [
  guidanceCard('Q3', { title: '登録に費用はかかるか', signs: ['費用', '登録料', '年会費', 'お金'] }),
  guidanceCard('Q11', {
    title: '登録したメールアドレスが分からない', signs: ['メールアドレス忘れた', 'アドレス不明', 'ログインID忘れ'], end: 'notice', path: 'logIn',
    answer: '登録を確認のうえ、パスワード等通知書を郵送します。', steps: ['登録情報の確認をする', '通知書を手配する'], checks: ['登録済みの施設か'],
  }),
  guidanceCard('Q12', {
    title: 'パスワードが分からない', signs: ['パスワード忘れ', 'ログインできない'], end: 'selfService', path: 'logIn', isReviewDue: true, reviewBy: '2022-03-31',
    answer: 'ログイン画面の「パスワードを忘れた方」から、ご自身で再設定できます。', steps: ['ログイン画面を開いてもらう', '「パスワードを忘れた方」を選んでもらう'],
    links: [{ title: 'ポータルサイト', url: 'https://shinsei.iryohokenjyoho-portalsite.jp/' }],
    mail: { subject: 'パスワードの再設定について', body: 'ログイン画面の「パスワードを忘れた方」から再設定をお願いします。' },
  }),
  guidanceCard('Q14', {
    title: '開業前で医療機関等コードがまだない', signs: ['開業前', '新規開業', 'コードがない'], end: 'provisionalCode', path: 'newFacility',
    answer: '仮コードの付番を書面でお申し込みいただきます。', steps: ['開設時期を聞く', '仮コード依頼を記録する'],
  }),
]
