import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { templateProblems } from '#templates/letters/template-fields.ts'
import { lineOfJsonMistake } from './json-line.ts'

/** A template file that cannot be used; `problems` are sentences for the clerk who edits it. */
export class TemplateError extends Error {
  readonly file: string
  readonly problems: readonly string[]
  constructor(file: string, problems: readonly string[]) {
    super(`The template ${file} cannot be used: ${problems.join(' / ')}`)
    this.name = 'TemplateError'
    this.file = file
    this.problems = problems
  }
}

/** What a schema says in no words of its own. */
const { localeError: inJapanese } = z.locales.ja()

/**
 * Checks the text of a template against its schema.
 * @param name of the template, for the error
 * @returns what it holds, and the SHA-256 of the text in hexadecimal
 * @throws TemplateError
 */
export function parseTemplate<Schema extends z.ZodType>(name: string, text: string, schema: Schema): { value: z.output<Schema>; hash: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new TemplateError(name, [`${lineOfJsonMistake(text) ?? 1}行目の近くが、JSONとして読めません。かっこ・引用符・コンマを確かめてください`])
  }
  const parsed = schema.safeParse(json, { error: inJapanese })
  if (!parsed.success) throw new TemplateError(name, templateProblems(parsed.error))
  return { value: parsed.data, hash: createHash('sha256').update(text).digest('hex') }
}

/** @throws TemplateError when there is no such file, or none that can be read */
export function readTemplateText(directory: string, file: string): string {
  try {
    return readFileSync(join(directory, file), 'utf8')
  } catch {
    throw new TemplateError(file, ['ファイルを読めません。ファイルがあるか、開く権限があるかを確かめてください'])
  }
}

/** Reads a template file and checks it, as `parseTemplate`. @throws TemplateError */
export function readTemplate<Schema extends z.ZodType>(directory: string, file: string, schema: Schema): { value: z.output<Schema>; hash: string } {
  return parseTemplate(file, readTemplateText(directory, file), schema)
}

/** The templates of this source tree; a packaged host gives the folder of its resources instead. */
export const sourceTemplates = join(import.meta.dirname, '../../../templates')

