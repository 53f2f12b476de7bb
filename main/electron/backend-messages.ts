/** What main process and backend process say to each other. Both ends parse what they receive. */
import { types } from 'node:util'
import { z } from 'zod'
import { deskErrorKinds } from '#shared/contract/desktop/errors.ts'

const bytes = z.custom<Uint8Array>((value) => types.isUint8Array(value))
const questionId = z.number().int().nonnegative()

/** Everything the backend process needs to begin; it has no safeStorage, so main unwraps the key. */
export const startMessage = z.object({
  type: z.literal('start'),
  databaseKey: bytes,
  dataDirectory: z.string().min(1),
  centralBaseUrl: z.url().nullable(),
  /** Of the machine's settings: the only origin the browser is sent to. */
  signInOrigin: z.url().nullable(),
  /** Folders of templates and fonts in a packed application; null in the source tree. */
  resources: z.object({ templates: z.string(), fonts: z.string(), dictionary: z.string() }).nullable(),
  clientVersion: z.string(),
  /** Milliseconds between two looks at central. */
  syncInterval: z.number().int().nonnegative(),
})
export type StartMessage = z.infer<typeof startMessage>

export const printerAnswer = z.object({
  type: z.literal('printerAnswer'),
  id: questionId,
  outcome: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), printer: z.object({ name: z.string(), isLive: z.boolean() }).nullable() }),
    z.object({ ok: z.literal(false), kind: z.enum(deskErrorKinds), reason: z.string().nullable() }),
  ]),
})
export type PrinterAnswer = z.infer<typeof printerAnswer>

/** Main → backend. 'page' comes with the page's port. */
export const messageToBackend = z.discriminatedUnion('type', [
  startMessage,
  z.object({ type: z.literal('page'), clientId: z.uuid() }),
  /** The network or the machine came back: look at central now. */
  z.object({ type: z.literal('wake') }),
  /** A link or the telephone system says who rings: digits only. */
  z.object({ type: z.literal('incomingCall'), telephone: z.string().regex(/^\d{4,15}$/) }),
  /** The machine was locked or put to sleep. */
  z.object({ type: z.literal('lock') }),
  z.object({ type: z.literal('stop') }),
  printerAnswer,
])
export type MessageToBackend = z.infer<typeof messageToBackend>

export const printerQuestion = z.discriminatedUnion('type', [
  z.object({ type: z.literal('describePrinter'), id: questionId }),
  z.object({ type: z.literal('print'), id: questionId, document: bytes, jobName: z.string().max(200), sheets: z.number().int().positive() }),
])
export type PrinterQuestion = z.infer<typeof printerQuestion>

/** Backend → main. */
export const messageToMain = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The backend cannot begin and trying again would not help: a person has to act. */
  z.object({ type: z.literal('startFailed'), reason: z.string() }),
  z.object({ type: z.literal('stopped') }),
  /** A person wants to sign in at the organisation's identity provider. Main checks the address again. */
  z.object({ type: z.literal('openSignIn'), address: z.url().max(8192) }),
  ...printerQuestion.options,
])
export type MessageToMain = z.infer<typeof messageToMain>
