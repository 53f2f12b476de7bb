/** jsdom with what the page takes for granted in a browser and jsdom does not have. */
import { TestEnvironment as JsdomEnvironment } from 'jest-environment-jsdom'

const fromNode = {
  TextEncoder, TextDecoder, ReadableStream, WritableStream, TransformStream, Blob, File, Request, Response, Headers, fetch, structuredClone, Uint8Array,
} as const

export default class DeskJsdomEnvironment extends JsdomEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    for (const [name, value] of Object.entries(fromNode)) {
      Object.defineProperty(this.global, name, { value, configurable: true, writable: true })
    }
    // jsdom lays nothing out: scrolling has nothing to do.
    Object.defineProperty(this.global.Element.prototype, 'scrollIntoView', { value: () => undefined, configurable: true })
  }
}
