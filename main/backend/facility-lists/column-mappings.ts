/**
 * Which column of a table holds what, as an administrator said it once: remembered for files with the same headings,
 * in whatever spelling of width and space they come.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { columnMapping, type ColumnMapping } from '#shared/contract/desktop/contract.ts'
import type { Core } from '../core.ts'
import { readSetting, writeSetting } from '../database/setting-repository.ts'

/** Tables of one helpline come from a handful of offices: the newest are kept. */
const mostRemembered = 50

const remembered = z.array(z.object({ headings: z.string(), columns: columnMapping }))

/** Same for headings that read the same, in the same order. */
export const headingsKey = (headings: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(headings.map((heading) => heading.normalize('NFKC').replace(/\s/gu, '').toLowerCase()))).digest('hex')

const readAll = async (core: Core) => {
  const text = await readSetting(core.database.reader.manager, 'columnMappings')
  return text === null ? [] : remembered.parse(JSON.parse(text))
}

/** What was said for these headings, or null. */
export const mappingFor = async (core: Core, headings: readonly string[]): Promise<ColumnMapping | null> => {
  const key = headingsKey(headings)
  return (await readAll(core)).find((one) => one.headings === key)?.columns ?? null
}

export const hasMappings = async (core: Core): Promise<boolean> => (await readAll(core)).length > 0

/** For each of these tables. */
export const rememberMapping = async (core: Core, tables: readonly (readonly string[])[], columns: ColumnMapping): Promise<void> => {
  if (tables.length === 0) return
  const keys = [...new Set(tables.map(headingsKey))]
  const kept = (await readAll(core)).filter((one) => !keys.includes(one.headings))
  const next = [...keys.map((headings) => ({ headings, columns })), ...kept].slice(0, mostRemembered)
  await core.database.write(async (manager) => await writeSetting(manager, 'columnMappings', JSON.stringify(next)))
}
