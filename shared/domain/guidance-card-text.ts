/** A guidance card as staff write it: YAML with Japanese words (guidance-card-words.ts), read into the fixed schema of guidance-card.ts. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node, type Pair, type YAMLError } from 'yaml'
import type { z } from 'zod'
import { editDistance } from './edit-distance.ts'
import { forbiddenInCard } from './guidance-card-contents.ts'
import { likelySlip, lineSlips, slippedKey, type CardProblem } from './guidance-card-slips.ts'
import { cardWords, endWords, linkWords, mailWords, pathWords, requiredCardWords } from './guidance-card-words.ts'
import { guidanceCardSchema, type GuidanceCard } from './guidance-card.ts'
import { isIsoDate, parseWareki } from './wareki.ts'

/** Three times the longest card the schema allows to be useful. */
const longestText = 20_000
/** No part of a card may be longer. */
const longestPart = 3_000
/** Brackets are written in the middle of sentences, if at all: more are no card, and slow to read. */
const mostBrackets = 200
const mostProblems = 20

export type ParsedCard = { readonly card: GuidanceCard } | { readonly problems: string[] }

/** Where a value stands and what staff call it. `textLine`: the first line of a text of several. */
interface Place {
  readonly line: number
  readonly word: string
  readonly textLine?: number
}

const hint = (word: string, known: readonly string[]): string => {
  const near = known.map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ candidate, distance }) => distance < Math.max([...word].length, [...candidate].length) && distance <= 3)
    .sort((one, other) => one.distance - other.distance)[0]
  return near === undefined ? '' : `もしかして「${near.candidate}」ですか。`
}

const syntaxSentences: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  DUPLICATE_KEY: '同じ項目が2回あります。1つにまとめてください',
  BAD_INDENT: '行の頭の空白の数が、前の行と合っていません',
  TAB_AS_INDENT: 'タブは使えません。空白（半角スペース）にしてください',
  BAD_SCALAR_START: '「@」や「`」で始まる文は、全体を " " で囲んでください',
  MISSING_CHAR: '「:」か、閉じる引用符・かっこが足りません',
  MULTILINE_IMPLICIT_KEY: '「項目: 」の形になっていません。「:」があるか、半角かを確かめてください',
  MULTIPLE_DOCS: '「---」で区切って2つの案内は書けません。1つにしてください',
  BAD_ALIAS: '「*」で始まる文は、全体を " " で囲んでください',
  BLOCK_AS_IMPLICIT_KEY: '1行に「: 」が2つあります。文の中の「: 」は「：」（全角）にするか、文の全体を " " で囲んでください',
}
const unreadable = '書き方が読めません。記号で始まる文や「: 」を含む文は、全体を " " で囲んでください'

const suggestedDate = (text: string): string | null => {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(text.normalize('NFKC').replace(/[‐‑‒–—―−ー]/gu, '-').replace(/\s/gu, ''))
  const iso = match === null ? parseWareki(text) : `${match[1] ?? ''}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`
  return iso !== null && isIsoDate(iso) ? iso : null
}

function schemaSentence(issue: z.core.$ZodIssue, word: string, value: unknown): string {
  const field = issue.path[0]
  if (field === 'sourceDate' || field === 'reviewBy') {
    const date = typeof value === 'string' ? suggestedDate(value) : null
    return `「${word}」は 2021-03-01 の形の、実際にある日付にしてください${date === null ? '' : `（もしかして ${date}）`}`
  }
  if (issue.code === 'too_big') {
    return issue.origin === 'array'
      ? `「${word}」が多すぎます。${String(issue.maximum)}個以内にしてください`
      : `「${word}」が長すぎます。${String(issue.maximum)}文字以内にしてください（今は${typeof value === 'string' ? value.length : 0}文字）`
  }
  if (issue.code === 'too_small') return issue.origin === 'array' ? `「${word}」を1つ以上書いてください` : `「${word}」が空です。文を書くか、項目ごと消してください`
  if (issue.path.includes('url')) return `「${word}」は https:// で始まるアドレスにしてください`
  return `「${word}」を確かめてください`
}

const isNothing = (node: Node | null): boolean => node === null || (isScalar(node) && node.value === null && (node.source ?? '') === '')

/** One reading of one text: gathers values, their places and what is wrong. */
function createReading(text: string, counter: LineCounter) {
  const lines = text.split('\n')
  const problems: CardProblem[] = []
  const places = new Map<string, Place>()
  const lineAt = (offset: number | undefined): number => counter.linePos(Math.min(offset ?? 0, text.length)).line
  const lineOf = (node: Node): number => lineAt(node.range?.[0])
  const report = (line: number, sentence: string): void => void problems.push({ line, sentence })

  /** The text of a value as it is written: 12 and true are words here; null = reported. */
  const textOf = (node: Node | null, word: string, path: string, line: number): string | null => {
    if (isMap(node)) {
      report(lineOf(node), `「${word}」の文の中に「: 」があります。「：」（全角）にするか、文の全体を " " で囲んでください`)
      return null
    }
    if (!isScalar(node)) {
      report(node === null ? line : lineOf(node), `「${word}」には文を1つ書いてください。[ ] や「- 」の並びは使えません`)
      return null
    }
    const [start = 0, end = 0] = node.range ?? []
    const rest = text.slice(end, text.indexOf('\n', end) === -1 ? text.length : text.indexOf('\n', end))
    if (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED' && /^\s*#/u.test(rest)) {
      report(lineAt(end), `「#」から後ろは読まれません。メモは「#」で始まる別の行に書き、文の一部なら全体を " " で囲んでください`)
      return null
    }
    if (node.type === 'PLAIN' && lineAt(end) > lineAt(start)) {
      report(lineAt(start) + 1, likelySlip(lines[lineAt(start)] ?? '') ?? `「${word}」の続きとして読まれます。項目の名前と「: 」、並びの「- 」が半角かを確かめてください。長い文は改行せずに書きます`)
      return null
    }
    const value = node.type === 'PLAIN' ? (node.source ?? '').replace(/^(?:~|null)$/iu, '') : String(node.value)
    const blankLines = (/^\s*/u.exec(value)?.[0].split('\n').length ?? 1) - 1
    places.set(path, { line: lineAt(start), word, ...(node.type === 'BLOCK_LITERAL' && { textLine: lineAt(start) + 1 + blankLines }) })
    return value.trim()
  }

  const listOf = (node: Node | null, word: string, path: string, line: number): string[] => {
    places.set(path, { line, word })
    if (!isSeq(node)) {
      if (!isNothing(node)) report(node === null ? line : lineOf(node), `「${word}」は、次の行から「- 」（半角のハイフンと空白）で始めて並べてください`)
      return []
    }
    return node.items.flatMap((item, index) => textOf(item as Node | null, word, `${path}.${index}`, line) ?? [])
  }

  /** Pairs of a map by the words it may have. Unknown and missing ones are reported. */
  const pairsOf = <Word extends string>(node: Node | null, where: string, known: readonly Word[], required: readonly Word[], line: number): Map<Word, { value: Node | null; line: number }> => {
    const found = new Map<Word, { value: Node | null; line: number }>()
    const pairs: readonly Pair[] = isMap(node) ? node.items : []
    for (const { key, value } of pairs) {
      const keyNode = key as Node
      const word = isScalar(keyNode) ? String(keyNode.source ?? keyNode.value) : ''
      const at = lineOf(keyNode)
      const match = known.find((candidate) => candidate === word)
      if (match === undefined) report(at, `${where}に「${word}」という項目はありません。${hint(word, known)}使えるのは ${known.join('、')} です`)
      else found.set(match, { value: value as Node | null, line: at })
    }
    const last = node?.range == null ? lines.length : lineAt(Math.max(node.range[2] - 1, 0))
    for (const word of required.filter((candidate) => !found.has(candidate))) {
      const slip = slippedKey(lines, word, line, last)
      report(slip?.line ?? line, slip?.sentence ?? `${where}に「${word}」がありません。「${word}: 」の行を足してください`)
    }
    return found
  }

  const choiceOf = <Value>(node: Node | null, word: string, path: string, choices: Readonly<Record<string, Value>>, line: number): Value | undefined => {
    const chosen = textOf(node, word, path, line)
    if (chosen === null) return undefined
    if (Object.hasOwn(choices, chosen)) return choices[chosen]
    const known = Object.keys(choices)
    report(places.get(path)?.line ?? line, `「${word}」に「${chosen}」は使えません。${hint(chosen, known)}使えるのは ${known.join('、')} です`)
    return undefined
  }

  const groupOf = <Word extends string>(node: Node | null, where: string, words: Readonly<Record<Word, string>>, path: string, line: number): Record<string, string> | null => {
    const known = Object.keys(words) as Word[]
    if (!isMap(node)) {
      const slip = known.map((word) => slippedKey(lines, word, line, node?.range == null ? line : lineAt(node.range[1]))).find((found) => found !== null)
      report(slip?.line ?? line, slip?.sentence ?? `「${where}」には、次の行から空白2つを空けて「${known.join(': 」と「')}: 」を書いてください`)
      return null
    }
    const pairs = pairsOf(node, `「${where}」`, known, known, lineOf(node))
    return Object.fromEntries([...pairs].map(([word, { value, line: at }]) => [words[word], textOf(value, word, `${path}.${words[word]}`, at) ?? '']))
  }

  const linksOf = (node: Node | null, line: number): (Record<string, string> | null)[] => {
    places.set('links', { line, word: 'リンク' })
    if (isSeq(node)) return node.items.map((item, index) => groupOf(item as Node | null, 'リンク', linkWords, `links.${index}`, item === null ? line : lineOf(item as Node)))
    report(line, '「リンク」は、次の行から「- 名前: 」、その次の行に空白4つを空けて「アドレス: 」と並べてください')
    return []
  }

  return { lines, problems, places, report, lineAt, textOf, listOf, pairsOf, choiceOf, groupOf, linksOf }
}
type Reading = ReturnType<typeof createReading>

function readValues(reading: Reading, content: Node | null): Record<string, unknown> {
  const known = Object.keys(cardWords) as (keyof typeof cardWords)[]
  const pairs = reading.pairsOf(content, '案内', known, requiredCardWords, 1)
  const values: Record<string, unknown> = { steps: [], checks: [], path: null, links: [], mail: null }
  for (const [word, { value, line }] of pairs) {
    const field = cardWords[word]
    if (field === 'signs' || field === 'steps' || field === 'checks') values[field] = reading.listOf(value, word, field, line)
    else if (field === 'end') values[field] = reading.choiceOf(value, word, field, endWords, line)
    else if (field === 'path') values[field] = isNothing(value) ? null : reading.choiceOf(value, word, field, pathWords, line)
    else if (field === 'links') values[field] = isNothing(value) ? [] : reading.linksOf(value, line)
    else if (field === 'mail') values[field] = isNothing(value) ? null : reading.groupOf(value, word, mailWords, field, line)
    else values[field] = reading.textOf(value, word, field, line)
  }
  return values
}

const valueAt = (values: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined), values)

/** What the schema and the rules for contents find, at the places the values were read from. */
function reportContents({ places, report }: Reading, name: string, values: Record<string, unknown>): void {
  if (typeof values['name'] === 'string' && values['name'] !== name) report(places.get('name')?.line ?? 1, `「番号」が「${values['name']}」です。この案内の番号「${name}」にしてください`)
  const parsed = guidanceCardSchema.safeParse(values)
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const [place, value] = [places.get(issue.path.join('.')), valueAt(values, issue.path)]
    // What is missing or was not readable has been said.
    if (place !== undefined && value !== undefined && issue.path[0] !== 'name') report(place.line, schemaSentence(issue, place.word, value))
  }
  for (const [path, { line, textLine }] of places) {
    const value = valueAt(values, path.split('.'))
    if (typeof value !== 'string' || value.length > longestPart) continue
    const parts = textLine === undefined ? [value] : value.split('\n')
    for (const [index, part] of parts.entries()) for (const sentence of forbiddenInCard(part)) report(textLine === undefined ? line : textLine + index, sentence)
  }
  const signs = Array.isArray(values['signs']) ? (values['signs'] as unknown[]) : []
  for (const [index, sign] of signs.entries()) if (signs.indexOf(sign) < index) report(places.get(`signs.${index}`)?.line ?? 1, `「${String(sign)}」が2回あります。1つを消してください`)
  const [sourceDate, reviewBy] = [values['sourceDate'], values['reviewBy']]
  if (typeof sourceDate === 'string' && typeof reviewBy === 'string' && isIsoDate(sourceDate) && isIsoDate(reviewBy) && reviewBy < sourceDate) {
    report(places.get('reviewBy')?.line ?? 1, '「見直し期限」が「出典日」より前です。日付を確かめてください')
  }
}

function reportForeignParts(document: Document.Parsed, { report, lineAt }: Reading): void {
  visit(document, {
    Alias: (_key, node) => report(lineAt(node.range?.[0]), '「*」で始まる文は、全体を " " で囲んでください'),
    Node: (_key, node) => {
      if ('anchor' in node && node.anchor !== undefined) report(lineAt(node.range?.[0]), '「&」で始まる文は、全体を " " で囲んでください')
      if (node.tag !== undefined) report(lineAt(node.range?.[0]), '「!」で始まる文は、全体を " " で囲んでください')
    },
  })
}

const sentencesOf = (problems: readonly CardProblem[]): string[] => {
  const inOrder = problems.toSorted((one, other) => one.line - other.line)
  return [...new Set(inOrder.map(({ line, sentence }) => `${line}行目：${sentence}`))].slice(0, mostProblems)
}

/**
 * Reads the text of a card.
 * @param name of the card, as it is kept (Q12); its 番号 must be the same
 * @returns the card, or sentences for the clerk who edits it, each with its line and what to do
 */
export function parseGuidanceCard(name: string, text: string): ParsedCard {
  if (text.length > longestText) return { problems: [`1行目：案内が長すぎます。全部で${longestText.toLocaleString('ja-JP')}文字以内にしてください`] }
  if ((text.match(/[[{]/gu) ?? []).length > mostBrackets) return { problems: ['1行目：「[」や「{」が多すぎます。かっこは「」や（ ）を使ってください'] }
  const plain = text.replace(/^\ufeff/u, '').replace(/\r\n?/gu, '\n')
  const counter = new LineCounter()
  const reading = createReading(plain, counter)
  const slips = lineSlips(reading.lines)
  if (slips.length > 0) return { problems: sentencesOf(slips) }
  const document = parseDocument(plain, { schema: 'core', version: '1.2', uniqueKeys: true, strict: true, merge: false, prettyErrors: false, lineCounter: counter })
  for (const { code, pos } of [...document.errors, ...document.warnings]) {
    const line = reading.lineAt(pos[0])
    if (!reading.problems.some((problem) => problem.line === line)) reading.report(line, likelySlip(reading.lines[line - 1] ?? '') ?? syntaxSentences[code] ?? unreadable)
  }
  if (reading.problems.length > 0) return { problems: sentencesOf(reading.problems) }
  reportForeignParts(document, reading)
  if (!isMap(document.contents)) return { problems: ['1行目：「題: 」のように、項目の名前と「: 」で始まる行を並べてください'] }
  const values = readValues(reading, document.contents)
  reportContents(reading, name, values)
  if (reading.problems.length > 0) return { problems: sentencesOf(reading.problems) }
  const card = guidanceCardSchema.safeParse(values)
  return card.success ? { card: card.data } : { problems: [`1行目：${unreadable}`] }
}
