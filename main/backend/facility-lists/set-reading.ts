/** facilities.setReading: a フリガナ by hand, kept over later lists and readings. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { toKatakana } from '#shared/domain/japanese-text.ts'
import { audit, requireSession, type Caller, type Core } from '../core.ts'
import type { Sessions } from '../staff/sessions.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { askCentral } from './ask-central.ts'

/** Katakana, from whatever kana was typed. @throws DeskError INVALID_INPUT READING_NOT_KANA */
export const readingByHand = (typed: string): string => {
  const reading = toKatakana(typed.normalize('NFKC')).replace(/\s+/gu, ' ').trim()
  if (!/^[ァ-ヺー・ ]*$/u.test(reading)) throw new DeskError('INVALID_INPUT', 'READING_NOT_KANA')
  return reading
}

/** An empty reading takes it away, as null does. */
export const setReading = async (
  core: Core, link: CentralLink, sessions: Sessions, { facilityCode, reading }: { facilityCode: string; reading: string | null }, caller: Caller,
): Promise<Record<string, never>> => {
  const { staffId } = requireSession(caller)
  const typed = reading === null ? '' : readingByHand(reading)
  await askCentral({ link, sessions }, caller, 'setReading', { parameters: { facilityCode }, body: { reading: typed === '' ? null : typed } }, {
    NOT_FOUND: ['NOT_FOUND', 'FACILITY'],
  })
  await core.database.write(async (manager) => await audit(manager, core, { staffId, action: 'facilities.readingSet', subject: facilityCode }))
  core.wakeSync()
  return {}
}
