/** 発送室, scans: what each scan says, read from an arm's length, and what to do about it in one sentence. */
import type { ScanResult } from '#shared/contract/desktop/contract.ts'

const codes: Readonly<Record<ScanResult['code'], string>> = {
  good: '読み取りました',
  unknownMark: '登録のないマークです',
  foreignLot: '別のロットの封筒です',
  ended: '無効になった通知書です',
  duplicateSheet: '同じマークをもう一度読みました',
  skippedSheet: '紙が飛びました',
  stopped: 'ロットは止まっています',
  notSealed: '封入の読み取りがまだです',
  alreadyPosted: '発送済みの封筒です',
  trackingNumberUsed: 'この引受番号は使われています',
  trackingNumberFormat: '11 桁の引受番号ではありません',
  trackingNumberMissing: '引受番号がまだ分かりません',
  pieceMarkExpected: '窓のマークを読み取る番です',
  labelExpected: '引受番号を読み取る番です',
}

const remedies: Readonly<Record<ScanResult['code'], string>> = {
  good: '次へ進んでください。',
  unknownMark: '封筒を取り分け、監督者に連絡してください。',
  foreignLot: '封筒を取り分け、そのロットの担当者に渡してください。',
  ended: '封筒を取り分けてください。封筒ごと裁断します。',
  duplicateSheet: '手を止めて、同じ紙が 2 枚出ていないか確かめてください。',
  skippedSheet: '手を止めて、前の封筒を確かめてください。',
  stopped: '先に、飛んだ紙をどこで見つけたかを答えてください。',
  notSealed: '封をした封筒の窓から、四角いマークを先に読み取ってください。',
  alreadyPosted: '記録は済んでいます。次の封筒へ進んでください。',
  trackingNumberUsed: '新しいラベルに貼り替え、そのラベルを読み取ってください。',
  trackingNumberFormat: '簡易書留のラベルを、もう一度読み取ってください。',
  trackingNumberMissing: '最初の 1 枚は、ラベルを読み取ってください。次からは番号を予想します。',
  pieceMarkExpected: '封をした封筒の窓から、四角いマークを読み取ってください。',
  labelExpected: '手に持っている封筒に貼るラベルを読み取ってください。',
}

const warnings: Readonly<Record<NonNullable<ScanResult['warning']>, string>> = {
  trackingNumberCheckDigit: '番号の検証数字が合いません。ラベルを見直してください。',
  trackingNumberOutOfOrder: '予想と違う番号です。ラベルの順番を確かめてください。',
}

export const scan = {
  heading: '読み取り',
  sealLabel: '封筒の窓のマークを読み取る',
  sealHint: '封をした封筒の窓から、四角いマークを読み取ります。',
  postLabel: '引受番号ラベルを読み取る',
  postHint: 'この封筒に貼る、書留ラベルの 11 桁を読み取ります。',
  postUnrecorded: '発送を記録する',
  postUnrecordedHint: '引受番号のない郵便です。Enter で発送を記録します。',
  nextSheet: (sheet: number) => `次は ${sheet} 枚目`,
  firstSheet: '束の上から順に読み取ってください',
  allScanned: 'すべて読み取りました',
  inHand: '手に持っている封筒',
  predicted: '次の引受番号',
  predictedHint: 'ラベルが同じ番号なら、何も入力せずに Enter を押します。',
  noPrediction: '最初のラベルを読み取ると、次の番号を予想します。',
  later: '引受番号はあとで',
  laterHint: '封入を先に読み取っています。引受番号は、すべての封入のあとで、封入した順に読み取ります。',
  notLater: '引受番号も続けて読み取る',
  waiting: '引受番号を待つ封筒',
  choose: (number: string) => `${number} の引受番号を読み取る`,
  good: { sealed: '封入を確認しました', posted: '発送を記録しました' },
  codes,
  remedies,
  warnings,
  otherCode: '読み取れませんでした',
  otherRemedy: 'もう一度読み取ってください。',
  dismiss: 'Enter か Esc で閉じます。正しいものを読み取っても閉じます。',
} as const

/** A mark was read twice. */
export const duplicate = {
  ask: 'どちらでしたか',
  sameEnvelope: '同じ封筒を読んだ',
  sameEnvelopeHint: '読み取り機が、同じ封筒をもう一度読みました。紙は 1 枚だけです。続けられます。',
  secondSheet: '同じ紙がもう 1 枚ある',
  secondSheetHint: '2 枚目を取り分けてください。監督者に知らせ、ロットを締めるときに裁断します。',
  keys: { sameEnvelope: 'F8', secondSheet: 'F9' },
} as const

/** A sheet was skipped: nothing goes on until a person has looked. */
export const stop = {
  title: '紙が飛びました',
  lead: '前の封筒に 2 枚入っているかもしれません。前の封筒を確かめてください。',
  preceding: '確かめる封筒（前の 1 通）',
  noPreceding: '前の封筒はありません（最初の 1 通です）。',
  skipped: '飛んだ紙',
  scanned: '読み取った封筒',
  scannedHint: '答えたあとで、もう一度読み取ります。',
  ask: '飛んだ紙はどこにありましたか',
  foundSeparately: '別にあった',
  foundSeparatelyHint: '飛んだ紙は別の封筒か手元にあり、前の封筒には 1 枚しか入っていません。続けられます。',
  doubleFilled: '2 枚入っていた',
  doubleFilledHint: '前の封筒に、飛んだ紙も入っていました。どちらも無効になります。',
  confirm: (count: number) => `${count} 通を無効にしますか`,
  confirmLead: '元に戻せません。次の通知書は使えなくなります。封筒ごと取り分けてください。ロットを締めるときに裁断します。',
  confirmAction: '無効にする',
  sheet: (sheet: number) => `${sheet} 枚目`,
  piece: (sheet: number, number: string) => `${sheet} 枚目　${number}`,
  keys: { foundSeparately: 'F8', doubleFilled: 'F9', back: 'Esc' },
} as const
