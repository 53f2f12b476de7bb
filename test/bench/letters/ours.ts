/** The product's own letters. */
import { drawNotices } from '#backend/letters/password-notice.ts'
import { benchDate, benchLetters, benchSetting } from './bench-letters.ts'
import type { Engine } from './engine.ts'

export const createOurs = (count: number): Engine => {
  const letters = benchLetters(count)
  const options = { mode: 'live', template: benchSetting.template, envelope: benchSetting.envelope, createdAt: benchDate } as const
  return {
    draw: async (wanted) => await drawNotices(letters.slice(0, wanted), options),
    close: async () => undefined,
    peakOfOthers: () => null,
  }
}
