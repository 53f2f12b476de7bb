import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { deliveryPromise, nextCollection } from '#shared/domain/delivery.ts'
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
      sentence: '11月25日（水）に発送し、26日（木）から27日（金）ごろに届く見込みです。',
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
