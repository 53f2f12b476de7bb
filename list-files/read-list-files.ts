import { stat } from 'node:fs/promises'
import { ListFileError } from './list-file-error.ts'
import { listFileLimits } from './list-file-limits.ts'
import { ListReader } from './list-reader.ts'
import type { ListFilesReport, ListFileSource, ListRecordSink, ReadListOptions } from './list-files-types.ts'

export { ListFileError, describePlace, type ListFileErrorCode, type ListFilePlace } from './list-file-error.ts'
export type * from './list-files-types.ts'

/**
 * Reads published facility lists: the bureaus' print reports (xlsx, or zip of xlsx) and tables with
 * headings (CSV in UTF-8 or CP932, xlsx). Records go to the sink in batches of at most 500 while the
 * files are read; memory does not grow with the number of files.
 *
 * Rows that cannot be used are refused one by one and stand in the report. A file that cannot be
 * used makes the whole reading fail: whoever holds the sink must then drop what was delivered.
 *
 * @throws ListFileError with a Japanese sentence that names the file, the sheet and the row
 * @throws the signal's reason when aborted
 */
export async function readListFiles(sources: readonly ListFileSource[], options: ReadListOptions, sink: ListRecordSink): Promise<ListFilesReport> {
  const sizes = await Promise.all(sources.map(sizeOf))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const reader = new ListReader({ ...options, limits: options.limits ?? listFileLimits }, sink)
  let before = 0
  for (const [index, source] of sources.entries()) {
    const size = sizes[index] ?? 0
    const begun = before
    await reader.read(source, (fractionOfFile, file, records) => {
      options.onProgress?.({ file, fileNumber: index + 1, fileCount: sources.length, records, fraction: total === 0 ? 1 : (begun + size * Math.min(1, fractionOfFile)) / total })
    })
    before += size
  }
  return reader.finish()
}

async function sizeOf(source: ListFileSource): Promise<number> {
  if ('bytes' in source) return source.bytes.length
  try {
    const { size, isFile } = await stat(source.path).then((stats) => ({ size: stats.size, isFile: stats.isFile() }))
    if (isFile) return size
  } catch (error) {
    throw new ListFileError('unreadable', { file: source.name }, 'ファイルが見つからないか、開けません。場所と読み取りの権限を確かめてください。', { cause: error })
  }
  throw new ListFileError('unreadable', { file: source.name }, 'ファイルではありません。一覧のファイル（xlsx、zip、csv）を選んでください。')
}
