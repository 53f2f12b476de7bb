/** A tag as it stands between < and >. */
export interface XmlTag {
  /** Without its namespace prefix: some programs write <x:row>. */
  readonly name: string
  /** Everything behind the name; read with `attribute`. */
  readonly attributes: string
}

export interface XmlHandler {
  open(tag: XmlTag): void
  /** A piece of text, entities resolved; long text comes in several pieces. */
  text(piece: string): void
  close(name: string): void
}

/** Longest tag or comment that is waited for; a workbook's have some hundred characters. */
const longestMarkup = 1024 * 1024
const longestEntity = 12

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads XML piece by piece, as far as workbooks need it: a third of the time a general parser takes. Entities of a
 * document's own (<!DOCTYPE) are refused, and so is what is not well-formed: tags that do not match, an unknown entity,
 * an end in the middle.
 * @throws SyntaxError from write and end
 */
export class XmlScanner {
  readonly #handler: XmlHandler
  readonly #open: string[] = []
  #rest = ''
  #hasRoot = false

  constructor(handler: XmlHandler) {
    this.#handler = handler
  }

  write(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece
    let at = 0
    while (at < text.length) {
      const next = text.charCodeAt(at) === lessThan ? this.#markup(text, at) : this.#text(text, at)
      if (next === at) break
      at = next
    }
    this.#rest = text.slice(at)
    if (this.#rest.length > longestMarkup) throw new SyntaxError('Markup without an end')
  }

  end(): void {
    if (this.#rest.trim() !== '' || this.#open.length > 0 || !this.#hasRoot) throw new SyntaxError('The document ends in the middle')
  }

  /** Where the markup that begins here ends; its own place if that is not known yet. */
  #markup(text: string, at: number): number {
    const second = text.charCodeAt(at + 1)
    if (second === exclamation) return this.#declaration(text, at)
    if (second === question) return behind(text, '?>', at, 2)
    let end = text.indexOf('>', at)
    while (end !== -1 && isInQuotes(text, at, end)) end = text.indexOf('>', end + 1)
    if (end === -1) return at
    if (second === slash) this.#close(text.charCodeAt(end - 1) > space ? text.slice(at + 2, end) : text.slice(at + 2, end).trimEnd())
    else this.#openTag(text, at + 1, end)
    return end + 1
  }

  #openTag(text: string, from: number, end: number): void {
    const isEmpty = text.charCodeAt(end - 1) === slash
    const last = isEmpty ? end - 1 : end
    let nameEnd = from
    while (nameEnd < last && text.charCodeAt(nameEnd) > space) nameEnd++
    if (nameEnd === from) throw new SyntaxError('A tag without a name')
    if (this.#open.length === 0 && this.#hasRoot) throw new SyntaxError('A second root')
    this.#hasRoot = true
    const whole = text.slice(from, nameEnd)
    const name = localName(whole)
    this.#handler.open({ name, attributes: text.slice(nameEnd, last) })
    if (isEmpty) this.#handler.close(name)
    else this.#open.push(whole)
  }

  #close(whole: string): void {
    if (this.#open.pop() !== whole) throw new SyntaxError('Tags that do not match')
    this.#handler.close(localName(whole))
  }

  /** Comments and CDATA. */
  #declaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return behind(text, '-->', at, 4)
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at)
      if (end === -1) return at
      this.#handler.text(text.slice(at + 9, end))
      return end + 3
    }
    if ('<!--'.startsWith(text.slice(at)) || '<![CDATA['.startsWith(text.slice(at))) return at
    throw new SyntaxError('A declaration that workbooks do not hold')
  }

  /** Hands on the text up to the next tag; an entity cut by the end of the piece waits for the next. */
  #text(text: string, at: number): number {
    const tag = text.indexOf('<', at)
    let end = tag === -1 ? text.length : tag
    if (tag === -1) {
      const entity = text.lastIndexOf('&')
      if (entity >= at && text.length - entity < longestEntity && !text.includes(';', entity)) end = entity
      // A carriage return may be the first half of a line break.
      if (end > at && text.charCodeAt(end - 1) === carriageReturn) end--
    }
    if (end > at) {
      const piece = text.slice(at, end)
      if (this.#open.length > 0) this.#handler.text(resolved(piece))
      else if (piece.replace(/^\uFEFF/u, '').trim() !== '') throw new SyntaxError('Text outside of the root')
    }
    return end
  }
}

const lessThan = 0x3c
const exclamation = 0x21
const question = 0x3f
const slash = 0x2f
const space = 0x20
const carriageReturn = 0x0d

/** The place behind the mark that ends what begins here; its own place if that is not known yet. */
function behind(text: string, mark: string, at: number, beginning: number): number {
  const end = text.indexOf(mark, at + beginning)
  return end === -1 ? at : end + mark.length
}

/** True if the place lies inside an attribute's value. */
function isInQuotes(text: string, from: number, place: number): boolean {
  let quote = 0
  for (let at = from; at < place; at++) {
    const code = text.charCodeAt(at)
    if (quote === 0 ? code === 0x22 || code === 0x27 : code === quote) quote = quote === 0 ? code : 0
  }
  return quote !== 0
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** Entities as their characters, line breaks as \n. */
function resolved(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/gu, '\n') : text
  return lines.includes('&') ? lines.replace(/&([^;&]{0,12});|&/gu, (_, name: string | undefined) => entity(name)) : lines
}

function entity(name: string | undefined): string {
  if (name !== undefined && Object.hasOwn(namedEntities, name)) return namedEntities[name] ?? ''
  const number = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/u.exec(name ?? '')
  const codePoint = number === null ? Number.NaN : number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)
  if (!(codePoint <= 0x10ffff)) throw new SyntaxError('An unknown entity')
  return String.fromCodePoint(codePoint)
}

/** An attribute by its local name (r:id and id, whatever the prefix); undefined if the tag has none. */
export function attribute({ attributes }: XmlTag, name: string): string | undefined {
  // The first attribute of a cell is asked for most.
  if (attributes.charCodeAt(1) === name.charCodeAt(0) && attributes.startsWith(`${name}="`, 1)) return resolved(attributes.slice(name.length + 3, attributes.indexOf('"', name.length + 3)))
  for (let at = attributes.indexOf(name); at !== -1; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1)
    if (before > space && before !== colonCode) continue
    let equals = at + name.length
    while (attributes.charCodeAt(equals) <= space) equals++
    if (attributes.charCodeAt(equals) !== equalsSign || isInQuotes(attributes, 0, at)) continue
    let start = equals + 1
    while (attributes.charCodeAt(start) <= space) start++
    const quote = attributes.charAt(start)
    const end = attributes.indexOf(quote, start + 1)
    if ((quote !== '"' && quote !== "'") || end === -1) throw new SyntaxError('An attribute without a value')
    return resolved(attributes.slice(start + 1, end))
  }
  return undefined
}

const colonCode = 0x3a
const equalsSign = 0x3d
