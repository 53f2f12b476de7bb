/** jsdom with what the page takes for granted in a browser and jsdom does not have. */
import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment'
import { TestEnvironment as JsdomEnvironment } from 'jest-environment-jsdom'

const fromNode = {
  TextEncoder, TextDecoder, ReadableStream, WritableStream, TransformStream, Blob, File, Request, Response, Headers, fetch, structuredClone, Uint8Array,
} as const

export default class DeskJsdomEnvironment extends JsdomEnvironment {
  private readonly hasStyles: boolean

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context)
    this.hasStyles = config.projectConfig.testEnvironmentOptions['hasStyles'] === true
  }

  override async setup(): Promise<void> {
    await super.setup()
    for (const [name, value] of Object.entries(fromNode)) {
      Object.defineProperty(this.global, name, { value, configurable: true, writable: true })
    }
    // jsdom lays nothing out: scrolling has nothing to do.
    Object.defineProperty(this.global.Element.prototype, 'scrollIntoView', { value: () => undefined, configurable: true })
    // Nor does it paint. Styles that are in the document are asked, rule by rule, at every look for a role: they stay outside of it, but
    // where a test looks at colours: @jest-environment-options {"hasStyles": true}
    if (this.hasStyles) return
    const { document } = this.global
    const outside = document.createElement('div')
    const insert = document.head.insertBefore.bind(document.head)
    document.head.insertBefore = (node, before) => (node instanceof this.global.HTMLStyleElement ? outside.appendChild(node) : insert(node, before))
  }
}
