/** Where the typed words stand in a name as printed, so that the eye finds them. */
export interface MarkedPart {
  readonly text: string
  readonly isMarked: boolean
}

/** Each character folded by itself: positions stay those of the printed name. */
const folded = (text: string): string[] => Array.from(text, (character) => {
  const plain = character.normalize('NFKC').toLowerCase()
  return [...plain].length === 1 ? plain : character
})

/** Simple cases only: a word found by reading, or as variant kanji, is left unmarked. */
export function markedParts(name: string, query: string): MarkedPart[] {
  const characters = Array.from(name)
  const keys = folded(name)
  const isMarked = characters.map(() => false)
  for (const word of query.split(/\s+/u).map(folded)) {
    if (word.length === 0) continue
    const at = keys.findIndex((_key, index) => word.every((key, offset) => keys[index + offset] === key))
    for (let offset = 0; at >= 0 && offset < word.length; offset++) isMarked[at + offset] = true
  }
  const parts: { text: string; isMarked: boolean }[] = []
  characters.forEach((character, index) => {
    const last = parts.at(-1)
    if (last !== undefined && last.isMarked === isMarked[index]) last.text += character
    else parts.push({ text: character, isMarked: isMarked[index] ?? false })
  })
  return parts
}
