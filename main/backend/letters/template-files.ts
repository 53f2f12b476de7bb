import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { templateProblems } from '#templates/letters/template-fields.ts'

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

/**
 * Reads a template file and checks it against its schema.
 * @returns what it holds, and the SHA-256 of the file in hexadecimal
 * @throws TemplateError
 */
export function readTemplate<Schema extends z.ZodType>(directory: string, file: string, schema: Schema): { value: z.output<Schema>; hash: string } {
  let text: string
  try {
    text = readFileSync(join(directory, file), 'utf8')
  } catch {
    throw new TemplateError(file, ['ファイルを読めません。ファイルがあるか、開く権限があるかを確かめてください'])
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new TemplateError(file, ['JSONとして読めません。かっこ・引用符・コンマを確かめてください'])
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw new TemplateError(file, templateProblems(parsed.error))
  return { value: parsed.data, hash: createHash('sha256').update(text).digest('hex') }
}

/** The templates of this source tree; a packaged host gives the folder of its resources instead. */
export const sourceTemplates = join(import.meta.dirname, '../../../templates')

