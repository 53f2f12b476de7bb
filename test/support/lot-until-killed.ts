/**
 * A mailroom desk that works off one lot of every queued notice, from the challenge to the closed lot, and kills itself at the
 * given crossing: before or after a request to central, a print, a write. FOLDER KEY-FILE CENTRAL-URL TIME PAPER-FOLDER KILL-AT.
 * What the printer took lies in the paper folder. Tells each crossing, and "done" where it was not killed. For tests only.
 */
import { readFileSync, readdirSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { LetterPrinter } from '#backend/ports.ts'
import { lotSecret } from '#backend/lots/lot-repository.ts'
import { notices } from '#backend/database/record-repository.ts'
import { openTestDesktop } from './test-desktop.ts'

const [directory = '', keyFile = '', centralUrl = '', time = '', paper = '', killAt = ''] = process.argv.slice(2)

let isCounting = false
let crossings = 0
const cross = (name: string) => {
  if (!isCounting) return
  crossings += 1
  writeSync(1, `${crossings} ${name}\n`)
  if (crossings === Number(killAt)) process.kill(process.pid, 'SIGKILL')
}

const printer: LetterPrinter = {
  describe: () => Promise.resolve({ name: 'paper', isLive: false }),
  print: (document) => {
    cross('before printing')
    writeFileSync(join(paper, `${String(readdirSync(paper).length).padStart(3, '0')}.pdf`), document)
    cross('after printing')
    return Promise.resolve()
  },
}

const desktop = await openTestDesktop({
  directory, clock: { now: () => Number(time) }, centralUrl, more: { databaseKey: new Uint8Array(readFileSync(keyFile)), printer },
})
const { database } = desktop.backend.core
const write = database.write.bind(database)
Object.assign(database, {
  write: async <Result>(work: Parameters<typeof write<Result>>[0]): Promise<Result> => {
    cross('before a write')
    const result = await write<Result>(work)
    cross('after a write')
    return result
  },
})
desktop.network.intercept = async (path, send) => {
  cross(`before ${path.split('?')[0]!}`)
  const reply = await send()
  cross(`after ${path.split('?')[0]!}`)
  return reply
}

const mailroom = await desktop.signedIn('mailroom')
await desktop.sync()
isCounting = true
const queue = await mailroom.lots.queue({})
const { lot } = await mailroom.lots.start({ noticeIds: queue.notices.map((notice) => notice.noticeId) })
const { reader } = database
const { challengeCode } = (await lotSecret(reader.manager, lot.lotId))!
const printed = await mailroom.lots.confirmChallenge({ lotId: lot.lotId, code: challengeCode, measuredMillimetres: 100 })
for (const [index, noticeId] of printed.lot.sheets.entries()) {
  const { pieceId } = (await notices.get(reader.manager, noticeId))!
  await mailroom.lots.seal({ lotId: lot.lotId, pieceMark: pieceId! })
  await mailroom.lots.post({ lotId: lot.lotId, noticeId, trackingNumber: `${lot.lotId.replaceAll(/\D/gu, '').padStart(9, '7').slice(-9)}${index}0` })
  await desktop.sync()
}
await mailroom.lots.close({ lotId: lot.lotId })
await desktop.sync()
isCounting = false
writeSync(1, 'done\n')
await desktop.stop()
