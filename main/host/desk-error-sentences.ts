/** Trouble at the start, for people who look at a terminal: what happened and what to do. */
import { DeskError } from '#shared/contract/desktop/errors.ts'

const sentences: Readonly<Record<string, string>> = {
  DATABASE_KEY_OR_FILE_WRONG: 'データベースを開けません。鍵ファイルが違うか、データベースではないファイルです。正しい鍵ファイル（desk.key）を戻してください。ファイルはそのまま残してあります。',
  DATABASE_FOREIGN: '別のソフトのデータベースです（暗号化されていません）。--data-dir で別のフォルダーを指定してください。ファイルには触れていません。',
  DATABASE_BROKEN: 'データベースが壊れています。控えから戻すか、--reset-trial で試用データを作り直してください。ファイルはそのまま残してあります。',
  DATABASE_NEWER: 'このデータベースは新しい版で作られています。新しい版のヘルプラインデスクで開いてください。',
  DATABASE_IN_USE: 'データベースを別のプロセスが使用中です。そちらを終了してから、もう一度実行してください。',
  DATABASE_NOT_WRITABLE: 'データベースに書き込めません。フォルダーの権限を確かめてください。',
  DISK_FULL: 'ディスクに空きがありません。空きを作ってから、もう一度実行してください。途中までの変更は保存していません。',
  DISK_TROUBLE: 'ディスクの読み書きに失敗しました。ディスクの状態を確かめてください。',
  LIST_NOT_SENT: '中央サーバーに接続できないため、一覧を取り込めませんでした。一覧は元のままです。接続を確かめて、もう一度実行してください。',
  CENTRAL_REFUSED_LIST: '中央サーバーが一覧を受け付けませんでした。一覧は元のままです。',
  NOT_ENROLLED: 'この端末はまだ中央サーバーに登録されていません。管理者に登録コードを求めてください。',
  FILE_TOO_LARGE: 'ファイルが大きすぎます（200 MBまで）。',
  IMPORT_RUNNING: '別の取り込みが進行中です。終わってから、もう一度実行してください。',
  LIST_COVERS_NOTHING: '都道府県と種別の全体を収めた一覧がありません。併設の一覧は、同じ都道府県の一覧といっしょに取り込んでください。一覧は元のままです。',
  TOO_MANY_REFUSED_ROWS: '読めない行が多すぎるため、取り込みませんでした。一覧のファイルか確かめてください。一覧は元のままです。',
  LIST_SWITCH_UNKNOWN: '中央サーバーから返事がなく、一覧が切り替わったか分かりません。接続後に「一覧の管理」の画面で、使用中の一覧を確かめてください。',
  LIST_CHANGES_TOO_OFTEN: '確認の間に、使用中の一覧が何度も変わりました。ほかの取り込みが終わってから、もう一度実行してください。一覧は元のままです。',
  TABLES_DIFFER: '見出しの違う表が混ざっています。見出しの同じ表ごとに分けて取り込んでください。',
  JOB_NOT_ASKING: 'この取り込みは、確認を待っていません。もう一度実行してください。',
  READINGS_NOT_SENT: '中央サーバーに接続できないため、フリガナを登録できませんでした。フリガナは元のままです。接続を確かめて、もう一度実行してください。',
  CENTRAL_REFUSED_READINGS: '中央サーバーがフリガナを受け付けませんでした。フリガナは元のままです。',
  SIGNED_IN_OFFLINE: 'オフラインのサインインでは、この操作はできません。接続してからサインインし直してください。',
  SESSION_ENDED: 'サインインが切れました。もう一度実行してください。一覧は元のままです。',
  STAGED_FILE: '受け渡したファイルがありません。もう一度実行してください。',
}
const kindSentences: Readonly<Record<DeskError['kind'], string>> = {
  NOT_SIGNED_IN: 'サインインが必要です。',
  FORBIDDEN: 'この操作をする権限がありません。',
  INVALID_INPUT: '入力が正しくありません。',
  NOT_FOUND: '見つかりませんでした。',
  CONFLICT: 'ほかの変更と重なりました。もう一度実行してください。',
  REFUSED: '規則により実行できません。',
  OFFLINE: '中央サーバーに接続できません。接続を確かめて、もう一度実行してください。',
  SIGN_IN_FAILED: 'サインインできませんでした。IDとパスワードを確かめてください。',
  FAILED: '実行できませんでした。',
  UNEXPECTED: '予期しないエラーです。',
}

export const sentenceOf = (error: DeskError): string => {
  const text = (error.data.reason === null ? undefined : sentences[error.data.reason]) ?? kindSentences[error.kind]
  return error.data.errorId === null ? text : `${text}（番号 ${error.data.errorId}）`
}

export const sentenceForReason = (reason: string): string => sentences[reason] ?? (Object.hasOwn(kindSentences, reason) ? kindSentences[reason as DeskError['kind']] : `実行できませんでした（${reason}）。`)
