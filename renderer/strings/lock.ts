/** The cover of a locked desk, and of one whose session has ended under somebody's hands. */
export const lock = {
  title: '画面をロックしています',
  action: '画面をロックする',
  /** On the bar. */
  short: 'ロック',
  lead: (staffId: string) => `サインイン中の方（ID：${staffId}）のパスワードを入力してください。入力中の内容は残っています。`,
  leadExternal: (staffId: string) => `サインイン中の方（ID：${staffId}）がご本人であることを確かめます。入力中の内容は残っています。`,
  password: 'パスワード',
  submit: 'ロックを解除',
  busy: '確認しています…',
  another: '別の方がサインインする',
  anotherLead: '前の方の通話は保留になり、保存された内容は残ります。保存していない入力欄の内容は消えます。',
  same: 'ロックの画面に戻る',
  foot: 'パスワードが分からないときは、管理者に再発行を依頼してください。',
  /** Beside the sign-in where a session ended while somebody worked. */
  ended: 'サインインが切れました。同じ方がサインインすると、入力中の内容から続けられます。',
} as const
