/** Trouble that ends a command: one Japanese sentence with its remedy, no stack. */
export class HostError extends Error {
  /** 1 = could not be done, 2 = wrong arguments. */
  readonly exitCode: 1 | 2
  constructor(message: string, cause?: unknown, exitCode: 1 | 2 = 1) {
    super(message, { cause })
    this.name = 'HostError'
    this.exitCode = exitCode
  }
}
