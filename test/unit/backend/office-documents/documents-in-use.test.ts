import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { LetterOffice, PublishedDocuments } from '#backend/lots/letter-office.ts'
import { officeDocuments } from '#backend/database/record-repository.ts'
import { currentPolicy } from '#backend/office-documents/current-settings.ts'
import { watchDocuments } from '#backend/office-documents/documents-in-use.ts'
import type { OfficeDocumentRecord } from '#shared/contract/records.ts'
import { defaultOfficePolicy } from '#shared/domain/office-policy.ts'
import { openSmallCore, type SmallCore } from '#test/unit/backend/facility-lists/small-core.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'

const makeFolder = temporaryFolders()
let small: SmallCore
let used: PublishedDocuments[]
let office: LetterOffice

beforeEach(async () => {
  small = await openSmallCore(makeFolder())
  used = []
  office = { use: (documents: PublishedDocuments) => void used.push(documents) } as unknown as LetterOffice
})
afterEach(async () => {
  small.core.hub.close()
  await small.close()
})

const keep = async (kind: OfficeDocumentRecord['kind'], state: OfficeDocumentRecord['state'], text: string, decidedAt = '2026-11-24T01:00:00.000Z'): Promise<void> => {
  const document: OfficeDocumentRecord = {
    documentId: randomUUID(), version: 2, kind, name: '', state, text, hash: '0'.repeat(64), note: 'x', proposedBy: 'supervisor', proposedAt: '2026-11-23T01:00:00.000Z', decidedBy: 'administrator', decidedAt,
  }
  await small.core.database.write(async (manager) => await officeDocuments.save(manager, document))
}
const policyText = (change: object) => JSON.stringify({ ...defaultOfficePolicy, ...change })

describe('the documents in use', () => {
  it('are what is published, and the built-in ones besides', async () => {
    await keep('passwordNotice', 'published', 'the letter')
    await keep('passwordNotice', 'superseded', 'an old letter')
    await keep('envelopes', 'proposed', 'no envelopes yet')
    await watchDocuments(small.core, office).refresh()
    expect(used).toEqual([{ passwordNotice: 'the letter', envelopes: null }])
  })

  it('change with what comes in, before whatever is asked next', async () => {
    const inUse = watchDocuments(small.core, office)
    await inUse.refresh()
    await keep('envelopes', 'published', 'envelopes')
    small.core.hub.changed('notices', 'officeDocuments')
    // The event is handed over in the turn after it: as a page's question comes in a turn of its own.
    await new Promise((resolve) => setImmediate(resolve))
    await inUse.settled()
    expect(used.at(-1)).toEqual({ passwordNotice: null, envelopes: 'envelopes' })
  })

  it('are not looked at for changes of other things', async () => {
    const inUse = watchDocuments(small.core, office)
    small.core.hub.changed('notices')
    await new Promise((resolve) => setImmediate(resolve))
    await inUse.settled()
    expect(used).toEqual([])
  })

  it('that cannot be read are said so to who asks, and stop nothing after them', async () => {
    let isBroken = true
    office = { use: (documents: PublishedDocuments) => { if (isBroken) throw new Error('broken'); used.push(documents) } } as unknown as LetterOffice
    const inUse = watchDocuments(small.core, office)
    await expect(inUse.refresh()).rejects.toThrow('broken')
    await expect(inUse.settled()).resolves.toBeUndefined()
    expect(small.logged).toEqual(['officeDocuments.use'])
    isBroken = false
    await inUse.refresh()
    expect(used).toHaveLength(1)
  })
})

describe('the policy in use', () => {
  it('is the default until one is published', async () => {
    await keep('policy', 'proposed', policyText({ collectionTimes: ['09:00'] }))
    expect(await currentPolicy(small.core)).toEqual(defaultOfficePolicy)
  })

  it('is the one published last; where it does not pass, the one before', async () => {
    await keep('policy', 'superseded', policyText({ collectionTimes: ['09:00'] }), '2026-11-20T01:00:00.000Z')
    await keep('policy', 'superseded', policyText({ collectionTimes: ['10:00'] }), '2026-11-22T01:00:00.000Z')
    await keep('policy', 'published', '{"isSecondNumberUsed": "no"}')
    expect((await currentPolicy(small.core)).collectionTimes).toEqual(['10:00'])
    await keep('policy', 'published', policyText({ collectionTimes: ['11:00'] }), '2026-11-25T01:00:00.000Z')
    expect((await currentPolicy(small.core)).collectionTimes).toEqual(['11:00'])
  })

  it('is the default where no text is readable', async () => {
    await keep('policy', 'published', '{')
    expect(await currentPolicy(small.core)).toEqual(defaultOfficePolicy)
  })
})
