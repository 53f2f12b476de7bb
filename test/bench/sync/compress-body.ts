/** Bodies go up compressed, as a desktop sends them. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)
export const compressBody = async (text: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await compress(text, { level: 1 }))
