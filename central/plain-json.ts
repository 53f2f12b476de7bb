/** Nesting no honest request reaches; deeper ones would exhaust the stack of what reads them. */
const deepest = 40

/**
 * True when every text can be stored (no NUL, no half surrogate pairs: PostgreSQL takes neither) and nothing is nested
 * beyond reason. Walks without recursion, so that its own stack cannot be exhausted.
 */
export function isStorableJson(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value)
  if (typeof value !== 'object' || value === null) return true
  // Level by level: only what holds something is kept for later.
  let level: object[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= deepest) return false
    const below: object[] = []
    for (const holder of level) {
      const isList = Array.isArray(holder)
      for (const key of Object.keys(holder)) {
        if (!isList && !isStorableText(key)) return false
        const inner: unknown = (holder as Record<string, unknown>)[key]
        if (typeof inner === 'string') {
          if (!isStorableText(inner)) return false
        } else if (typeof inner === 'object' && inner !== null) below.push(inner)
      }
    }
    level = below
  }
  return true
}

function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000')
}
