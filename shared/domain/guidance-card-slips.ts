/** Slips of the keyboard that YAML would take for something else, or name in words no clerk understands. */
import { cardWords, linkWords, mailWords } from './guidance-card-words.ts'

/** One thing to put right in a card's text; lines count from 1. */
export interface CardProblem {
  readonly line: number
  readonly sentence: string
}

const words = Object.keys(cardWords).join('|')
const innerWords = Object.keys({ ...linkWords, ...mailWords }).join('|')

const fullWidthColon = (word: string) => `「${word}」の次の「：」が全角です。半角の「: 」（後ろに空白1つ）にしてください`

const rules: readonly { readonly pattern: RegExp; readonly sentence: (match: RegExpExecArray) => string }[] = [
  { pattern: /\t/u, sentence: () => 'タブは使えません。空白（半角スペース）にしてください' },
  { pattern: /^　+\S/u, sentence: () => '行の頭に全角の空白があります。半角の空白にするか、消してください' },
  { pattern: new RegExp(`^(${words})[ 　]*：`, 'u'), sentence: ([, word]) => fullWidthColon(word ?? '') },
  { pattern: new RegExp(`^(${words})　+:`, 'u'), sentence: ([, word]) => `「${word}」と「:」の間に全角の空白があります。消してください` },
  { pattern: new RegExp(`^(${words}):[^ ]`, 'u'), sentence: ([, word]) => `「${word}:」の後ろに半角の空白を1つ入れてください` },
  { pattern: new RegExp(`^(${words})[ 　]*$`, 'u'), sentence: ([, word]) => `「${word}」の後ろに「:」がありません` },
  { pattern: new RegExp(`^(${innerWords})[ 　]*[:：]`, 'u'), sentence: ([, word]) => `「${word}」の前に半角の空白を入れてください。「メール」の中では2つ、「リンク」の中では4つです` },
  { pattern: /^(?:---|\.\.\.|%)/u, sentence: ([found]) => `「${found}」で始まる行は使えません。行ごと消してください` },
]

/** The first slip of every line that has one. @param lines of the text, without their ends */
export function lineSlips(lines: readonly string[]): CardProblem[] {
  return lines.flatMap((text, index) => {
    for (const { pattern, sentence } of rules) {
      const match = pattern.exec(text)
      if (match !== null) return [{ line: index + 1, sentence: sentence(match) }]
    }
    return []
  })
}

/** What is probably wrong with an indented line that YAML could not read or took for the rest of the one before; null = nothing known. */
export function likelySlip(line: string): string | null {
  const key = new RegExp(`^[ 　]*(?:- *)?(${innerWords})[ 　]*：`, 'u').exec(line)
  if (key !== null) return fullWidthColon(key[1] ?? '')
  const mark = /^[ 　]*([－ー―‐・･＊*])/u.exec(line)
  if (mark !== null) return `行の頭の「${mark[1] ?? ''}」は並びの印になりません。半角の「- 」（後ろに空白1つ）にしてください`
  return /^ *-[^\s-]/u.test(line) ? '「-」の後ろに半角の空白を1つ入れてください' : null
}

/** A key that stands there but was not read as one, among the lines from `first` to `last` (counted from 1): its line, and what is wrong. */
export function slippedKey(lines: readonly string[], word: string, first: number, last: number): CardProblem | null {
  const pattern = new RegExp(`^[ 　]*(?:[-－ー・]?[ 　]*)${word}[ 　]*([:：])`, 'u')
  for (let line = first; line <= last; line += 1) {
    const match = pattern.exec(lines[line - 1] ?? '')
    if (match !== null) return { line, sentence: match[1] === '：' ? fullWidthColon(word) : `「${word}:」の前の空白の数か、後ろの空白を確かめてください` }
  }
  return null
}
