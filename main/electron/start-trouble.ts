/** What the staff read when the desk cannot start. */

const neutral = '起動できませんでした。パソコンを再起動しても同じときは、管理者に連絡してください。データは消えていません。'

const sentences: Readonly<Record<string, string>> = {
  DATABASE_KEY_OR_FILE_WRONG: 'データベースを開けません。鍵が合わないか、別のファイルです。ファイルはそのまま残してあります。管理者に連絡してください。',
  DATABASE_FOREIGN: 'データの場所に、このアプリのものではないデータベースがあります。管理者に連絡してください。ファイルには手を付けていません。',
  DATABASE_BROKEN: 'データベースが壊れています。ファイルはそのまま残してあります。管理者に、バックアップからの復元か「登録し直し」を依頼してください。',
  DATABASE_NEWER: 'データベースは、より新しい版のアプリで使われています。新しい版を入れてから起動してください。',
  DATABASE_IN_USE: '別のプログラムがデータベースを使っています。ほかに開いている画面を閉じてから、もう一度起動してください。',
  DATABASE_NOT_WRITABLE: 'データの場所に書き込めません。フォルダーの権限を管理者に確かめてもらってください。',
  DISK_FULL: 'ディスクの空きがありません。不要なファイルを消して空きを作ってから、もう一度起動してください。データは消えていません。',
  DISK_TROUBLE: 'ディスクの読み書きに失敗しました。管理者に連絡してください。',
}

/** A sentence with its remedy for a reason of the backend's start; a neutral one for reasons unknown. */
export const startTroubleSentence = (reason: string): string => sentences[reason] ?? neutral

export const settingsTroubleSentence = (file: string): string => `設定ファイルを読めません。管理者に直してもらってください。\n${file}`
