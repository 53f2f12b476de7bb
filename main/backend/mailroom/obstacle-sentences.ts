/** Why a day cannot be closed yet, as the mailroom reads it: what is so, and what to do. */
import type { MailDayObstacle } from '#shared/domain/mail-day.ts'
import { formatWareki } from '#shared/domain/wareki.ts'

export const obstacleSentence = (obstacle: MailDayObstacle): string => {
  switch (obstacle.kind) {
    case 'dayNotBegun':
      return 'まだ始まっていない日です。当日の業務が終わってから締めてください。'
    case 'earlierDayOpen':
      return `${formatWareki(obstacle.date)}がまだ締められていません。先にその日を締めてください。`
    case 'lotsOpen':
      return `作業中のロットがあります（${obstacle.lotNumbers.join('、')}）。封入と発送を終え、ロットを締めてください。`
    case 'lotSheetsToDestroy':
      return `ロット ${obstacle.lotNumber} に、廃棄を待つ紙が${obstacle.sheets}枚あります。立会人と枚数を数え、廃棄を記録してください。`
    case 'sheetsToDestroy':
      return `無効になった通知書が${obstacle.sheets}通、手元に残っています。立会人と通数を数え、廃棄を記録してください。`
    case 'notListed':
      return `差出票に載っていない発送済みの通知書が${obstacle.pieces}通あります。差出票を作ってください。`
  }
}
