import { readFile } from 'node:fs/promises'
import { notAList } from './csv-text.ts'
import { ListFileError } from './list-file-error.ts'
import type { ListFileSource } from './list-files-types.ts'
import { firstBytes, passwordProtected } from './zip-archive.ts'

const zipMark = [0x50, 0x4b]
const compoundFileMark = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
/** Names of streams and sheets in a compound file are UTF-16. */
const encryptedPackageName = Buffer.from('EncryptedPackage', 'utf16le')

/**
 * Tells a zip (workbook or bundle) from a text table by its first bytes; the name's ending is not believed.
 * @throws ListFileError passwordProtected, legacyWorkbook (.xls), notAList (empty), unreadable
 */
export async function identifySource(source: ListFileSource): Promise<'zip' | 'text'> {
  const start = await firstBytes(source, 8)
  if (start.length === 0) throw notAList(source.name)
  if (zipMark.every((byte, index) => start[index] === byte)) return 'zip'
  if (!compoundFileMark.every((byte, index) => start[index] === byte)) return 'text'
  const bytes = 'bytes' in source ? source.bytes : await readFile(source.path)
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encryptedPackageName)) throw passwordProtected(source.name)
  throw legacyWorkbook(source.name)
}

export function legacyWorkbook(file: string): ListFileError {
  return new ListFileError('legacyWorkbook', { file }, '古い形式（.xls）か、xlsxでないExcelのファイルです。Excelで開き、「Excel ブック (*.xlsx)」で保存し直してください。')
}
