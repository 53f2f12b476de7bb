/** Nesting no honest request reaches; deeper ones would exhaust the stack of what reads them. */
const deepest = 40

/**
 * True when every text can be stored (no NUL, no half surrogate pairs: PostgreSQL takes neither) and nothing is nested
 * beyond reason. Walks without recursion, so that its own stack cannot be exhausted.
 */
export function isStorableJson(value: unknown): boolean {
  const rest: [unknown, number][] = [[value, 0]]
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const [item, depth] = next
    if (typeof item === 'string' && !isStorableText(item)) return false
    if (typeof item !== 'object' || item === null) continue
    if (depth >= deepest) return false
    for (const [key, inner] of Object.entries(item)) {
      if (!isStorableText(key)) return false
      rest.push([inner, depth + 1])
    }
  }
  return true
}

function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000')
}
