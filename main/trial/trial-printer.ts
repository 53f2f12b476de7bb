/**
 * The printer of a trial: a folder. Its letters belong to sample facilities or to a throw-away central; a live central's
 * letters never go to a file, so this printer is not offered there.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { LetterPrinter } from '#backend/ports.ts'
import { writePrivateFile } from '#host/data-directory.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'

export const createFolderPrinter = (folder: string): LetterPrinter => ({
  describe: async () => ({ name: '試用プリンター（フォルダー）', isLive: false }),
  print: async (document, { jobName, sheets }) => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const [lotNumber = jobName] = jobName.split(' ')
      writePrivateFile(join(folder, `${lotNumber}-${sheets === 1 && jobName.includes(' ') ? '確認シート' : '通知書'}.pdf`), document)
    } catch (error) {
      throw new DeskError('FAILED', 'PRINTER_FAILED', {}, { cause: error })
    }
  },
})
