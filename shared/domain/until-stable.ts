/**
 * Applies a folding until nothing changes any more, so that the result is a fixed point: folding a
 * key again gives the same key, whatever the text. Dropping a character can bring two others
 * together that fold further (か, space, ゛). The foldings here shorten or settle, a few rounds do.
 */
export function untilStable(text: string, fold: (text: string) => string): string {
  let current = text
  // The bound only guards against a folding that would alternate; it is never met.
  for (let round = 0; round < 50; round++) {
    const next = fold(current)
    if (next === current) return current
    current = next
  }
  return current
}
