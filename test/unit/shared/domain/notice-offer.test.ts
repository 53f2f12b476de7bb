import { describe, expect, it } from '@jest/globals'
import { guidanceEnds } from '#shared/domain/guidance-card.ts'
import { logInEnds } from '#shared/domain/log-in-path.ts'
import { noticeIsOffered } from '#shared/domain/notice-offer.ts'

describe('offering a letter', () => {
  it('goes by the question while no path was walked', () => {
    expect(guidanceEnds.filter((questionEnd) => noticeIsOffered({ questionEnd, path: null }))).toEqual(['notice'])
    expect(noticeIsOffered({ questionEnd: null, path: null })).toBe(false)
  })

  it('goes by the path once it was walked, whatever the question', () => {
    for (const questionEnd of [...guidanceEnds, null]) {
      expect(logInEnds.filter((end) => noticeIsOffered({ questionEnd, path: { end } }))).toEqual(['notice', 'noticeAwaitingCentral'])
    }
  })
})
