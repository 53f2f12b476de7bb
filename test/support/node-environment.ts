import { createRequire } from 'node:module'
import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment'
import { ModernFakeTimers } from '@jest/fake-timers'
import { TestEnvironment as NodeEnvironment } from 'jest-environment-node'

/** Classes a test and the product hand to each other: they must be the same, though the test runs in a context of its own. */
const shared = {
  Date, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError, Map, Set, WeakMap, WeakSet, Blob, File, Headers, Request, Response, FormData, ReadableStream,
  AbortController, AbortSignal, MessageChannel, MessagePort, process,
} as const

/** Node, with a way to its own modules (native-modules.ts). */
export default class DeskNodeEnvironment extends NodeEnvironment {
  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context)
    // Timers of the product are those of Node's own global object.
    this.fakeTimersModern = new ModernFakeTimers({ config: config.projectConfig, global: globalThis })
    for (const [name, value] of Object.entries(shared)) Object.defineProperty(this.global, name, { value, configurable: true, writable: true })
    Object.defineProperty(this.global, Symbol.for('native require'), { value: createRequire(import.meta.url), configurable: true })
  }
}
