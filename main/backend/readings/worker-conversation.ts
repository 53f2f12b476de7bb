/** Question and answer with a worker thread: one question at a time, progress in between, gone at the end. */
import { Worker, type MessagePort } from 'node:worker_threads'
import { ListFileError, type ListFileErrorCode } from '#list-files/list-file-error.ts'

type FromWorker<Answer> =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly code: ListFileErrorCode; readonly sentence: string; readonly file: string; readonly sheet?: string; readonly row?: number }
  | { readonly kind: 'broken'; readonly error: unknown }

export interface Conversation<Question, Answer> {
  /**
   * One question at a time.
   * @throws ListFileError, or what else the worker fails with
   * @throws the signal's reason when aborted, at once
   */
  ask(question: Question): Promise<Answer>
  /** Ends the thread, whatever it is doing; resolves when it has ended. */
  close(): Promise<void>
}

export interface ConversationOptions {
  readonly workerData: unknown
  readonly maximumHeapMegabytes: number
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number) => void) | undefined
}

/** Starts the worker. Close it in a `finally`. */
export function openConversation<Question, Answer>(url: URL, options: ConversationOptions): Conversation<Question, Answer> {
  const { signal } = options
  signal?.throwIfAborted()
  const worker = new Worker(url, { workerData: options.workerData, resourceLimits: { maxOldGenerationSizeMb: options.maximumHeapMegabytes } })
  let waiting: PromiseWithResolvers<Answer> | null = null
  let failure: { readonly error: unknown } | null = null
  const settle = (act: (waiting: PromiseWithResolvers<Answer>) => void): void => {
    const settled = waiting
    waiting = null
    if (settled !== null) act(settled)
  }
  const fail = (error: unknown): void => {
    failure ??= { error }
    settle(({ reject }) => reject(error))
  }
  const onAbort = (): void => fail(signal?.reason)
  worker.on('message', (message: FromWorker<Answer>) => {
    if (message.kind === 'progress') options.onProgress?.(message.done)
    else if (message.kind === 'answer') settle(({ resolve }) => resolve(message.answer))
    else if (message.kind === 'failed') fail(new ListFileError(message.code, message, message.sentence))
    else fail(message.error)
  })
  worker.once('error', fail)
  worker.once('exit', () => fail(new Error('The worker ended without an answer')))
  signal?.addEventListener('abort', onAbort, { once: true })
  return {
    ask: async (question) => {
      if (failure !== null) throw failure.error
      waiting = Promise.withResolvers<Answer>()
      worker.postMessage(question)
      return await waiting.promise
    },
    close: async () => {
      signal?.removeEventListener('abort', onAbort)
      await worker.terminate()
    },
  }
}

/** The worker's side: answers each question until the thread is ended. */
export function answerQuestions<Question, Answer>(port: MessagePort, answer: (question: Question, progress: (done: number) => void) => Promise<Answer>): void {
  const post = (message: FromWorker<Answer>): void => port.postMessage(message)
  const reply = async (question: Question): Promise<void> => {
    try {
      post({ kind: 'answer', answer: await answer(question, (done) => post({ kind: 'progress', done })) })
    } catch (error) {
      if (error instanceof ListFileError) {
        const { code, sentence, file, sheet, row } = error
        post({ kind: 'failed', code, sentence, file, ...(sheet === undefined ? {} : { sheet }), ...(row === undefined ? {} : { row }) })
      } else post({ kind: 'broken', error })
    }
  }
  port.on('message', (question: Question) => void reply(question))
}
