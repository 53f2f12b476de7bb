/**
 * 住所相違・一覧待ち: all that is kept of the 番地 a caller says is a hash under the office's key, so that central can tell
 * when a list brings the address. Few 番地 exist: without the key every one of them could be tried.
 */
import { createHmac } from 'node:crypto'
import { spokenAddressNumbers } from '#shared/domain/search-key.ts'
import type { Core } from '../core.ts'
import { readSetting, writeSetting } from '../database/setting-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'

/** The key of central, fetched once and kept in the encrypted database; null while central has not been asked yet. */
const officeKey = async (core: Core, link: CentralLink): Promise<Buffer | null> => {
  const held = await readSetting(core.database.reader.manager, 'officeKey')
  if (held !== null) return Buffer.from(held, 'base64')
  if (link.state() !== 'connected') return null
  try {
    const { key } = await link.callAsDevice('officeKey', {})
    await core.database.write(async (manager) => await writeSetting(manager, 'officeKey', key))
    return Buffer.from(key, 'base64')
  } catch (error) {
    core.deps.log.error('verifications.officeKey', error)
    return null
  }
}

/**
 * HMAC-SHA256 (hex) over the normalised numbers of what was said. Null where no number is in it, and where this desktop has
 * never had the key: such a verification cannot wake, it goes to a supervisor when its days are over.
 */
export const spokenAddressHash = async (core: Core, link: CentralLink, spoken: string): Promise<string | null> => {
  const numbers = spokenAddressNumbers(spoken)
  if (numbers === null) return null
  const key = await officeKey(core, link)
  return key === null ? null : createHmac('sha256', key).update(numbers, 'utf8').digest('hex')
}
