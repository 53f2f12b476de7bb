import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { createSamplePrinter } from '#electron/sample-printer.ts'

it('keeps the letters of a trial in its folder, under a name that leads nowhere else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sample-printer-'))
  try {
    const printer = createSamplePrinter(join(folder, 'letters'))
    expect((await printer.describe()).isLive).toBe(false)
    await printer.print(new TextEncoder().encode('%PDF-'), { jobName: '../L001/確認 シート', sheets: 1 })
    expect(await readdir(folder)).toEqual(['letters'])
    expect(await readdir(join(folder, 'letters'))).toEqual(['-L001-確認-シート.pdf'])
    expect(await readFile(join(folder, 'letters/-L001-確認-シート.pdf'), 'utf8')).toBe('%PDF-')
    await writeFile(join(folder, 'file'), '')
    await expect(createSamplePrinter(join(folder, 'file')).print(new Uint8Array(1), { jobName: 'x', sheets: 1 })).rejects.toMatchObject({ data: { reason: 'PRINTER_FAILED' } })
  } finally {
    await rm(folder, { recursive: true })
  }
})
