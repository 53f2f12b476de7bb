import { readFile } from 'node:fs/promises'

/** Paths of a certificate chain and its key, PEM. */
export interface TlsFiles {
  readonly certificateFile: string
  readonly keyFile: string
}

/** Certificate or key cannot be read. */
export class TlsFilesUnreadable extends Error {
  constructor(cause: unknown) {
    super('The files of --tls-certificate and --tls-key cannot be read: are the paths right, and may this account read them?', { cause })
    this.name = 'TlsFilesUnreadable'
  }
}

/** @throws TlsFilesUnreadable */
export async function readTlsFiles(files: TlsFiles): Promise<{ certificate: string; key: string }> {
  try {
    return { certificate: await readFile(files.certificateFile, 'utf8'), key: await readFile(files.keyFile, 'utf8') }
  } catch (error) {
    throw new TlsFilesUnreadable(error)
  }
}
