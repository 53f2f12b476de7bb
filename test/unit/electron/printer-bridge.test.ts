import { describe, expect, it } from '@jest/globals'
import type { LetterPrinter } from '#backend/ports.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { printerAnswer, printerQuestion } from '#electron/backend-messages.ts'
import { answerPrinterQuestion, createRemotePrinter, type RemotePrinter } from '#electron/printer-bridge.ts'

/** Both ends joined as two processes would be: everything is cloned and parsed on the way. */
const joined = (printer: LetterPrinter): RemotePrinter => {
  const remote = createRemotePrinter((question) => {
    void answerPrinterQuestion(printer, printerQuestion.parse(structuredClone(question))).then((answer) => remote.accept(printerAnswer.parse(structuredClone(answer))))
  })
  return remote
}

const printerOf = (more: Partial<LetterPrinter>): LetterPrinter => ({ describe: () => Promise.resolve({ name: 'RICOH', isLive: true }), print: () => Promise.resolve(), ...more })

describe('the printer bridge', () => {
  it('carries letters and their job', async () => {
    const seen: unknown[] = []
    const { printer } = joined(printerOf({ print: (document, job) => {
      seen.push(new TextDecoder().decode(document), job)
      return Promise.resolve()
    } }))
    await printer.print(new TextEncoder().encode('%PDF-'), { jobName: 'L001', sheets: 3 })
    expect(seen).toEqual(['%PDF-', { jobName: 'L001', sheets: 3 }])
    expect(await printer.describe()).toEqual({ name: 'RICOH', isLive: true })
  })

  it('carries the reason of a failure', async () => {
    const { printer } = joined(printerOf({ print: () => Promise.reject(new DeskError('FAILED', 'PRINTER_TIMED_OUT')) }))
    await expect(printer.print(new Uint8Array(1), { jobName: 'x', sheets: 1 })).rejects.toMatchObject({ kind: 'FAILED', data: { reason: 'PRINTER_TIMED_OUT' } })
  })

  it('carries nothing of an unexpected failure but that it was one', async () => {
    const { printer } = joined(printerOf({ describe: () => Promise.reject(new Error('personal text')) }))
    const error = await printer.describe().catch((caught: unknown) => caught)
    expect(error).toMatchObject({ kind: 'FAILED', data: { reason: 'PRINTER_FAILED' } })
    expect(String(error)).not.toContain('personal')
  })

  it('overwrites the bytes of a letter afterwards, printed or refused', async () => {
    for (const print of [() => Promise.resolve(), () => Promise.reject(new Error('no'))]) {
      const document = Uint8Array.from([1, 2, 3])
      await answerPrinterQuestion(printerOf({ print }), { type: 'print', id: 1, document, jobName: 'x', sheets: 1 })
      expect([...document]).toEqual([0, 0, 0])
    }
  })

  it('gives each answer to its own question, in any order', async () => {
    const asked: number[] = []
    const remote = createRemotePrinter(({ id }) => asked.push(id))
    const names = [remote.printer.describe(), remote.printer.describe()]
    for (const id of asked.toReversed()) remote.accept({ type: 'printerAnswer', id, outcome: { ok: true, printer: { name: `printer ${id}`, isLive: true } } })
    remote.accept({ type: 'printerAnswer', id: 99, outcome: { ok: true, printer: null } })
    expect((await Promise.all(names)).map(({ name }) => name)).toEqual(['printer 0', 'printer 1'])
  })
})
