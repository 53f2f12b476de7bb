/** The printer of a trial: keeps what would have been printed in a folder. Its letters redeem nothing but the trial's own central. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LetterPrinter } from '#backend/ports.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'

/** A file name out of a job's name: no separators, no device names, bounded. */
const fileNameOf = (jobName: string) => `${jobName.normalize('NFKC').replace(/[^\p{L}\p{N}_-]+/gu, '-').slice(0, 80)}.pdf`

/** print throws DeskError FAILED PRINTER_FAILED where the folder cannot be written. */
export const createSamplePrinter = (folder: string): LetterPrinter => ({
  describe: () => Promise.resolve({ name: '見本（フォルダー）', isLive: false }),
  print: async (document, { jobName }) => {
    try {
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, fileNameOf(jobName)), document)
    } catch (error) {
      throw new DeskError('FAILED', 'PRINTER_FAILED', {}, { cause: error })
    }
  },
})
