import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { deliveryPromise, learnTransitDays, nextCollection } from '#shared/domain/delivery.ts'
import { prefectures } from '#shared/domain/prefectures.ts'

const office = { collectionTimes: ['16:00'], closedDays: [] as string[] }
const tokyo = (text: string): number => Date.parse(`${text}:00.000+09:00`)
const usual = { ...office, prefectureNumber: '13', isCentralReachable: true }

describe('the next collection', () => {
  it('is today until its time, then on the next day of business', () => {
    expect(nextCollection({ ...office, now: tokyo('2026-11-24T15:59') })).toEqual({ at: '2026-11-24T07:00:00.000Z', isToday: true })
    expect(nextCollection({ ...office, now: tokyo('2026-11-24T16:00') })).toEqual({ at: '2026-11-25T07:00:00.000Z', isToday: false })
    // Shortly after midnight in Tokyo it is still yesterday in UTC.
    expect(nextCollection({ ...office, now: tokyo('2026-11-25T00:10') })).toEqual({ at: '2026-11-25T07:00:00.000Z', isToday: true })
  })

  it('takes the next of several times, in whichever order they are given', () => {
    const times = { ...office, collectionTimes: ['17:30', '09:00', '12:15'] }
    expect(nextCollection({ ...times, now: tokyo('2026-11-24T09:00') }).at).toBe('2026-11-24T03:15:00.000Z')
    expect(nextCollection({ ...times, now: tokyo('2026-11-24T12:16') }).at).toBe('2026-11-24T08:30:00.000Z')
    expect(nextCollection({ ...times, now: tokyo('2026-11-24T18:00') }).at).toBe('2026-11-25T00:00:00.000Z')
  })

  it.each([
    ['a Sunday', '2026-11-22T10:00', '2026-11-24'],
    ['a public holiday (勤労感謝の日)', '2026-11-23T10:00', '2026-11-24'],
    ['a day between two holidays (国民の休日)', '2026-09-19T10:00', '2026-09-24'],
    ['a substitute holiday (振替休日)', '2027-03-20T10:00', '2027-03-23'],
    ['Golden Week 2027', '2027-04-28T16:01', '2027-04-30'],
    ['the second half of Golden Week 2027', '2027-04-30T16:01', '2027-05-06'],
    ['New Year', '2026-12-31T16:01', '2027-01-04'],
  ])('passes over %s', (_name, now, day) => {
    expect(nextCollection({ ...office, now: tokyo(now) }).at).toBe(`${day}T07:00:00.000Z`)
  })

  it('passes over days the office is closed', () => {
    const closedDays = ['2026-12-29', '2026-12-30', '2026-12-31']
    expect(nextCollection({ ...office, closedDays, now: tokyo('2026-12-28T17:00') }).at).toBe('2027-01-04T07:00:00.000Z')
  })

  it('is always later, on a weekday that is not closed, at one of the times', () => {
    const first = tokyo('2026-01-01T00:00')
    fc.assert(fc.property(
      fc.integer({ min: 0, max: 3 * 366 * 86_400_000 }),
      fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 0, max: 3 * 366 }), { maxLength: 100 }),
      (offset, times, closed) => {
        const collectionTimes = times.map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
        const closedDays = closed.map((day) => new Date(first + day * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10))
        const now = first + offset
        const { at, isToday } = nextCollection({ now, collectionTimes, closedDays })
        const local = new Date(Date.parse(at) + 9 * 3_600_000).toISOString()
        expect(Date.parse(at)).toBeGreaterThan(now)
        expect([0, 6]).not.toContain(new Date(local).getUTCDay())
        expect(closedDays).not.toContain(local.slice(0, 10))
        expect(collectionTimes).toContain(local.slice(11, 16))
        expect(isToday).toBe(local.slice(0, 10) === new Date(now + 9 * 3_600_000).toISOString().slice(0, 10))
      },
    ))
  })

  it('cannot be told of an office without any', () => {
    expect(() => nextCollection({ ...office, collectionTimes: [], now: 0 })).toThrow(RangeError)
  })
})

describe('what a caller is promised', () => {
  it('names the day of posting and the days of arrival with their weekdays', () => {
    expect(deliveryPromise({ ...usual, now: tokyo('2026-11-24T17:00') })).toEqual({
      isCertain: true, postsOn: '2026-11-25', arrivesFrom: '2026-11-26', arrivesUntil: '2026-11-27',
      sentence: '11月25日（水）に発送し、26日（木）から27日（金）ごろに届く見込みです。', basis: 'estimate',
    })
  })

  it('says of a letter of today that it is of today', () => {
    expect(deliveryPromise({ ...usual, now: tokyo('2026-11-24T10:00') }).sentence).toBe('本日、11月24日（火）に発送し、25日（水）から26日（木）ごろに届く見込みです。')
  })

  it('leaves half an hour for printing', () => {
    expect(deliveryPromise({ ...usual, now: tokyo('2026-11-24T15:30') }).postsOn).toBe('2026-11-24')
    expect(deliveryPromise({ ...usual, now: tokyo('2026-11-24T15:30') + 1 }).postsOn).toBe('2026-11-25')
  })

  it('says the month again where it changes, over the end of a year too', () => {
    expect(deliveryPromise({ ...usual, prefectureNumber: '27', now: tokyo('2026-12-30T09:00') }).sentence).toBe('本日、12月30日（水）に発送し、1月1日（金）から2日（土）ごろに届く見込みです。')
    expect(deliveryPromise({ ...usual, now: tokyo('2026-12-30T09:00') }).sentence).toBe('本日、12月30日（水）に発送し、31日（木）から1月1日（金）ごろに届く見込みです。')
  })

  it.each([['13', 1, 2], ['18', 1, 2], ['04', 2, 3], ['27', 2, 3], ['39', 2, 3], ['01', 2, 4], ['40', 2, 4], ['47', 3, 5], ['99', 3, 5]])(
    'counts the days under way to prefecture %s: %i to %i, weekends included', (prefectureNumber, from, until) => {
      const day = (days: number) => new Date(Date.parse('2026-11-27T00:00:00Z') + days * 86_400_000).toISOString().slice(0, 10)
      expect(deliveryPromise({ ...usual, prefectureNumber, now: tokyo('2026-11-27T10:00') })).toMatchObject({ postsOn: '2026-11-27', arrivesFrom: day(from), arrivesUntil: day(until) })
    })

  it('promises the late days to 沖縄 alone', () => {
    const late = prefectures.filter(({ number }) => deliveryPromise({ ...usual, prefectureNumber: number, now: tokyo('2026-11-24T10:00') }).arrivesUntil === '2026-11-29')
    expect(late.map(({ name }) => name)).toEqual(['沖縄県'])
  })

  it('promises no day while nothing can be printed', () => {
    const promise = deliveryPromise({ ...usual, isCentralReachable: false, now: tokyo('2026-11-24T10:00') })
    expect(promise).toMatchObject({ isCertain: false, postsOn: null, arrivesFrom: null, arrivesUntil: null })
    expect(promise.sentence).toContain('お約束できません')
    expect(promise.sentence).not.toMatch(/[0-9]/u)
  })
})

describe('days learned from letters that were redeemed', () => {
  const today = '2026-11-23'
  const letters = (days: readonly number[], prefectureNumber = '01', postedOn = '2026-10-01') =>
    days.map((count) => ({ prefectureNumber, postedOn, redeemedOn: new Date(Date.parse(postedOn) + count * 86_400_000).toISOString().slice(0, 10) }))
  const twenty = (days: number) => Array.from({ length: 20 }, () => days)

  it('stand near the arrival: low quantiles, because redeeming comes after it', () => {
    const spread = [2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8, 9, 12, 15, 20, 28]
    expect(learnTransitDays(letters(spread), today).get('01')).toEqual({ from: 2, until: 4 })
  })

  it('need twenty letters of the prefecture in half a year', () => {
    expect(learnTransitDays(letters(twenty(3).slice(1)), today).size).toBe(0)
    expect(learnTransitDays(letters(twenty(3), '01', '2026-05-26'), today).size).toBe(0)
    expect(learnTransitDays(letters(twenty(3), '01', '2026-05-27'), today).size).toBe(1)
    expect(learnTransitDays([...letters(twenty(3)), ...letters(twenty(5).slice(1), '47')], today)).toEqual(new Map([['01', { from: 3, until: 4 }]]))
  })

  it('promise neither the day of posting nor a single day, and are not moved by a few wrong dates', () => {
    expect(learnTransitDays(letters(twenty(0)), today).get('01')).toEqual({ from: 1, until: 2 })
    expect(learnTransitDays(letters([...twenty(3), 0, 39, -4, 400]), today).get('01')).toEqual({ from: 3, until: 4 })
    fc.assert(fc.property(fc.array(fc.integer({ min: -5, max: 60 }), { maxLength: 60 }), (days) => {
      const learned = learnTransitDays(letters(days), today).get('01')
      return learned === undefined || (learned.from >= 1 && learned.until > learned.from && learned.until <= 40)
    }))
  })

  it('take the place of the estimate for their prefecture alone', () => {
    const learned = learnTransitDays(letters(twenty(5), '13'), today)
    const now = tokyo('2026-11-24T10:00')
    expect(deliveryPromise({ ...usual, now, learned })).toMatchObject({ arrivesFrom: '2026-11-29', arrivesUntil: '2026-11-30', basis: 'learned' })
    expect(deliveryPromise({ ...usual, prefectureNumber: '14', now, learned })).toMatchObject({ arrivesFrom: '2026-11-25', basis: 'estimate' })
    expect(deliveryPromise({ ...usual, now, learned, isCentralReachable: false })).toMatchObject({ isCertain: false, basis: 'estimate' })
  })
})
