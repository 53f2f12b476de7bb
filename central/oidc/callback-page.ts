/** What the person's browser shows when it is back from the identity provider. */

const page = (sentences: readonly string[], number: string | null): string => `<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>ヘルプラインデスク</title></head>
<body>
${number === null ? '' : `<p>アプリに入力する番号</p>\n<h1>${number.slice(0, 3)} ${number.slice(3)}</h1>`}
${sentences.map((sentence) => `<p>${sentence}</p>`).join('\n')}
</body>
</html>
`

/** Never says why a sign-in came to nothing. @param number six digits; null where there is none to show */
export const callbackPage = (number: string | null): string => number === null
  ? page(['サインインできませんでした。', 'この画面を閉じて、アプリに戻ってください。'], null)
  : page(['この画面を閉じて、アプリに戻ってください。', 'ご自身がアプリでサインインを始めたのではないときは、番号を誰にも伝えず、管理者に連絡してください。'], number)

/** No script, no style, no address of elsewhere; nothing keeps the page or tells where it was. */
export const callbackHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const
