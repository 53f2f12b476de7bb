/** Waiting for what has no event to wait for. */

/** Milliseconds a page may take for anything a person waits for, on a busy machine. */
export const patience = 30_000

/** Asks until the answer fits. @returns the answer. @throws Error naming the last answer where it never did */
export const eventually = async <T>(what: string, ask: () => Promise<T> | T, fits: (answer: T) => boolean): Promise<T> => {
  const end = performance.now() + patience
  for (;;) {
    const answer = await ask()
    if (fits(answer)) return answer
    if (performance.now() > end) throw new Error(`Never came true: ${what}; last answer ${JSON.stringify(answer)}`)
    await new Promise((resolve) => { setTimeout(resolve, 40) })
  }
}
