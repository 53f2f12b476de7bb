/** Letters are printed by the main process, made by the backend process: both ends of the way between. */
import type { LetterPrinter } from '#backend/ports.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { PrinterAnswer, PrinterQuestion } from './backend-messages.ts'

type Outcome = PrinterAnswer['outcome']

export interface RemotePrinter {
  readonly printer: LetterPrinter
  /** Hands an answer of the main process to the question that waits for it. */
  accept(answer: PrinterAnswer): void
}

/** The backend's end: a LetterPrinter whose work is done elsewhere. `send` takes a question to the main process. */
export const createRemotePrinter = (send: (question: PrinterQuestion) => void): RemotePrinter => {
  const waiting = new Map<number, (outcome: Outcome) => void>()
  let next = 0
  const ask = async (question: (id: number) => PrinterQuestion) => {
    const id = next++
    const outcome = await new Promise<Outcome>((resolve) => {
      waiting.set(id, resolve)
      send(question(id))
    })
    if (!outcome.ok) throw new DeskError(outcome.kind, outcome.reason)
    return outcome.printer
  }
  return {
    printer: {
      describe: async () => {
        const described = await ask((id) => ({ type: 'describePrinter', id }))
        if (described === null) throw new DeskError('FAILED', 'PRINTER_FAILED')
        return described
      },
      print: async (document, { jobName, sheets }) => {
        await ask((id) => ({ type: 'print', id, document, jobName, sheets }))
      },
    },
    accept: ({ id, outcome }) => {
      const settle = waiting.get(id)
      waiting.delete(id)
      settle?.(outcome)
    },
  }
}

/**
 * The main process's end. Never rejects: what goes wrong is the answer. The bytes of a letter are overwritten once the
 * printer has them or has refused them.
 */
export const answerPrinterQuestion = async (printer: LetterPrinter, question: PrinterQuestion): Promise<PrinterAnswer> => {
  const answer = (outcome: Outcome): PrinterAnswer => ({ type: 'printerAnswer', id: question.id, outcome })
  try {
    if (question.type === 'describePrinter') return answer({ ok: true, printer: await printer.describe() })
    await printer.print(question.document, { jobName: question.jobName, sheets: question.sheets })
    return answer({ ok: true, printer: null })
  } catch (error) {
    if (error instanceof DeskError) return answer({ ok: false, kind: error.kind, reason: error.data.reason })
    return answer({ ok: false, kind: 'FAILED', reason: 'PRINTER_FAILED' })
  } finally {
    if (question.type === 'print') question.document.fill(0)
  }
}
