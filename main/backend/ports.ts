/** What the backend needs from its host, as small interfaces: tests are exact and never sleep. */

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
}

export interface Ids {
  /** A fresh UUIDv7. */
  next(): string
}

export interface RandomSource {
  /** Cryptographically strong, uniform in 0 … boundExclusive-1. */
  below(boundExclusive: number): number
}

/** Where letters go. Live printers are physical ones of an allow-list; the trial's keeps 見本 in a folder. */
export interface LetterPrinter {
  describe(): Promise<{ name: string; isLive: boolean }>
  /**
   * Prints a PDF. Resolves once the printer's queue has taken it.
   * @throws DeskError FAILED with a PRINTER_… reason
   */
  print(document: Uint8Array, options: { jobName: string; sheets: number }): Promise<void>
}

/** The system's browser, for signing in at the organisation's identity provider. */
export interface ExternalBrowser {
  /** @throws DeskError REFUSED SIGN_IN_ADDRESS for an address this machine is not set to open */
  open(address: string): void
}

export interface Log {
  info(event: string, facts?: Record<string, string | number | boolean | null>): void
  /** `error` is logged by name, code and stack only: messages may hold what a person typed. */
  error(event: string, error: unknown, facts?: Record<string, string | number | boolean | null>): void
}

export interface BackendDependencies {
  readonly clock: Clock
  readonly ids: Ids
  readonly random: RandomSource
  readonly log: Log
  readonly printer: LetterPrinter
  /** Folder of this desktop: its database and the files waiting to be imported. */
  readonly dataDirectory: string
  /** 32 bytes, unwrapped by the host. */
  readonly databaseKey: Uint8Array
  readonly central: {
    readonly baseUrl: string
    readonly fetch: typeof globalThis.fetch
  } | null
  /** Left out: the page shows the address, and the person opens it. */
  readonly browser?: ExternalBrowser
  readonly host: 'electron' | 'web' | 'command'
  /** Folders of templates/, of the fonts and of the dictionary for readings; null = as in the source tree and node_modules. */
  readonly resources: { readonly templates: string; readonly fonts: string; readonly dictionary: string } | null
  /** Milliseconds between two looks at central while nothing happens here; 0 = only when asked (tests, commands). */
  readonly syncInterval: number
  readonly clientVersion: string
}
