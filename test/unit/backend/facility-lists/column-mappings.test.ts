import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { hasMappings, mappingFor, rememberMapping } from '#backend/facility-lists/column-mappings.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openSmallCore, type SmallCore } from './small-core.ts'

const makeFolder = temporaryFolders()
let small: SmallCore
beforeEach(async () => { small = await openSmallCore(makeFolder()) })
afterEach(async () => await small.close())

const headings = ['番号', '名前', '場所', 'ＴＥＬ']
const columns = { facilityCode: '番号', name: '名前', address: '場所' }

describe('a mapping', () => {
  it('is found for the same headings, in whatever width and spacing, and for no others', async () => {
    expect(await hasMappings(small.core)).toBe(false)
    await rememberMapping(small.core, [headings], columns)
    expect(await hasMappings(small.core)).toBe(true)
    expect(await mappingFor(small.core, ['番 号', '名前', '場所', 'tel'])).toEqual(columns)
    expect(await mappingFor(small.core, ['名前', '番号', '場所', 'ＴＥＬ'])).toBeNull()
    expect(await mappingFor(small.core, headings.slice(0, 3))).toBeNull()
  })

  it('said anew replaces the one before', async () => {
    await rememberMapping(small.core, [headings], columns)
    await rememberMapping(small.core, [headings], { ...columns, telephone: 'ＴＥＬ' })
    expect(await mappingFor(small.core, headings)).toEqual({ ...columns, telephone: 'ＴＥＬ' })
  })

  it('is one of the newest fifty', async () => {
    for (let office = 0; office < 51; office += 1) await rememberMapping(small.core, [[`番号${office}`]], columns)
    expect(await mappingFor(small.core, ['番号0'])).toBeNull()
    expect(await mappingFor(small.core, ['番号1'])).toEqual(columns)
  })
})
