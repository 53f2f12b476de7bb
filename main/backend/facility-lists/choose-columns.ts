/** Which columns the tables among the files have: as said now, as said before for the same headings, or by their names. */
import type { ColumnMapping, InspectedFile } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { inspectListFilesInWorker } from '#list-files/inspect-in-worker.ts'
import type { InspectedListFile, InspectListOptions, ListFileSource } from '#list-files/read-list-files.ts'
import type { Core } from '../core.ts'
import { hasMappings, mappingFor, rememberMapping } from './column-mappings.ts'

const inspect = async (sources: readonly ListFileSource[], options: InspectListOptions, workerUrl: URL | undefined): Promise<InspectedListFile[]> =>
  await inspectListFilesInWorker(sources, { ...options, ...(workerUrl !== undefined && { workerUrl }) })

/** In the order asked: each file with what was said before for its headings. */
export const inspectFiles = async (core: Core, files: readonly { readonly fileId: string; readonly source: ListFileSource }[], workerUrl: URL | undefined): Promise<InspectedFile[]> => {
  const found = await inspect(files.map(({ source }) => source), {}, workerUrl)
  const answers = []
  for (const [index, { fileId, source }] of files.entries()) {
    const file = found[index]!
    const columns = file.table === null ? null : await mappingFor(core, file.table.headings)
    // Looked at again: with its columns known, a table says more of itself.
    const known = columns === null ? file : ((await inspect([source], { columns }, workerUrl))[0] ?? file)
    answers.push({ ...known, fileId })
  }
  return answers
}

export interface ChosenColumns {
  readonly columns: ColumnMapping | null
  /** To be called once the files could be read so. */
  readonly remember: () => Promise<void>
}

const nothingToRemember = async () => {}

/**
 * One import knows one mapping, for the tables that have its headings; others are read by their own.
 * @throws DeskError INVALID_INPUT TABLES_DIFFER where the tables need several
 */
export const chooseColumns = async (
  core: Core, sources: readonly ListFileSource[], said: ColumnMapping | null, { signal, workerUrl }: { signal: AbortSignal; workerUrl: URL | undefined },
): Promise<ChosenColumns> => {
  // Looking at 150 files takes its time: only where there is something to find.
  if (said === null && !(await hasMappings(core))) return { columns: null, remember: nothingToRemember }
  const tables = (await inspect(sources, { signal }, workerUrl)).flatMap(({ table }) => (table === null ? [] : [table.headings]))
  if (said !== null) {
    const named = Object.values(said).filter((heading) => heading !== '')
    const meant = tables.filter((headings) => named.every((heading) => headings.includes(heading)))
    return { columns: said, remember: async () => await rememberMapping(core, meant, said) }
  }
  const mappings = new Map<string, ColumnMapping>()
  for (const headings of tables) {
    const columns = await mappingFor(core, headings)
    if (columns !== null) mappings.set(JSON.stringify(columns), columns)
  }
  if (mappings.size > 1) throw new DeskError('INVALID_INPUT', 'TABLES_DIFFER')
  return { columns: [...mappings.values()][0] ?? null, remember: nothingToRemember }
}
