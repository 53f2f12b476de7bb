/** The steps of the demo and what each one checked. */

export interface Step { readonly name: string; ok: boolean; readonly checked: string[] }

/** A check that did not hold: ends its step, and the demo with it. */
export class CheckFailed extends Error {
  constructor(what: string) {
    super(`Not so: ${what}`)
    this.name = 'CheckFailed'
  }
}

export interface Checks {
  /** Notes that `what` holds. @throws CheckFailed where it does not */
  that(holds: boolean, what: string): asserts holds
}

export interface Script {
  readonly steps: readonly Step[]
  /** Runs a step; the first that fails ends the demo. */
  step<T>(name: string, run: (check: Checks) => Promise<T>): Promise<T>
}

export const createScript = (report: (line: string) => void): Script => {
  const steps: Step[] = []
  return {
    steps,
    step: async (name, run) => {
      const step: Step = { name, ok: false, checked: [] }
      steps.push(step)
      const that: (holds: boolean, what: string) => void = (holds, what) => {
        if (!holds) throw new CheckFailed(what)
        step.checked.push(what)
      }
      const started = performance.now()
      try {
        const result = await run({ that })
        step.ok = true
        report(`ok    ${name}  (${Math.round(performance.now() - started)} ms)`)
        return result
      } catch (error) {
        step.checked.push(error instanceof Error ? `${error.name}: ${error.message}` : 'failed')
        report(`FAIL  ${name}`)
        throw error
      }
    },
  }
}
