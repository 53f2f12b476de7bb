import { describe, expect, it } from '@jest/globals'
import { mayPublishDocument } from '#shared/domain/office-documents.ts'
import { defaultOfficePolicy, officePolicySchema } from '#shared/domain/office-policy.ts'

const problemsOf = (change: object): string[] => {
  const parsed = officePolicySchema.safeParse({ ...defaultOfficePolicy, ...change })
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
}

describe('the policy of the office', () => {
  it('has a default that passes, with the second number', () => {
    expect(officePolicySchema.parse(defaultOfficePolicy)).toEqual(defaultOfficePolicy)
    expect(defaultOfficePolicy.isSecondNumberUsed).toBe(true)
  })

  it.each([
    [{ isSecondNumberUsed: 'はい' }, 'isSecondNumberUsed true か false で入力してください'],
    [{ collectionTimes: [] }, 'collectionTimes 集荷の時刻を1つ以上入力してください'],
    [{ collectionTimes: ['16:00', '9:00'] }, 'collectionTimes.1 時刻は 16:00 の形で入力してください'],
    [{ collectionTimes: ['24:00'] }, 'collectionTimes.0 時刻は 16:00 の形で入力してください'],
    [{ closedDays: ['2026-02-30'] }, 'closedDays.0 日付は 2026-12-29 の形で入力してください'],
    [{ sender: { ...defaultOfficePolicy.sender, name: ' ' } }, 'sender.name 差出人の名前を入力してください'],
  ])('says to a clerk what is wrong with %j', (change, problem) => expect(problemsOf(change)).toEqual([problem]))

  it('knows no other items', () => expect(problemsOf({ colour: 'red' })).toHaveLength(1))
})

describe('publishing a document', () => {
  it('takes another person than proposing it', () => {
    expect(mayPublishDocument({ proposedBy: 's1', publisherStaffId: 'a1' })).toBe(true)
    expect(mayPublishDocument({ proposedBy: 's1', publisherStaffId: 's1' })).toBe(false)
  })
})
