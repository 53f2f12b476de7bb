import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { openDatabase } from '#backend/database/open.ts'
import { openFacilityList } from '#backend/facilities/facility-list-store.ts'
import { countFacilities, facilityByCode } from '#backend/facilities/facility-repository.ts'
import { findFacilities } from '#backend/facilities/find-repository.ts'
import { uuidIds } from '#host/ports.ts'
import { killedCount } from '#test/support/killed-list.ts'
import { newKey } from '#test/support/test-database.ts'
import { isThorough } from '#test/support/thorough.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'

const folder = temporaryFolders()
const root = join(import.meta.dirname, '../../../..')
const seed = Number(process.env['KILL_SEED'] ?? Math.trunc(Math.random() * 1_000_000))

/** Starts the desktop and kills it without warning some milliseconds after it was ready. @returns the last version it told of */
const runAndKill = async (directory: string, keyFile: string, milliseconds: number): Promise<number> => {
  const child = spawn(process.execPath, ['--no-warnings', join(root, 'test/support/take-in-lists.ts'), directory, keyFile], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (told === '') setTimeout(() => child.kill('SIGKILL'), milliseconds)
    told += text
  })
  await once(child, 'exit')
  return Math.max(0, ...told.split('\n').map(Number).filter(Number.isInteger))
}

describe('a desktop killed while a list comes in', () => {
  it(`has the list before or the one after, whole and searchable (KILL_SEED=${seed})`, async () => {
    const directory = folder()
    const key = newKey()
    const keyFile = join(folder(), 'key')
    writeFileSync(keyFile, key)
    let reached = 0
    for (let round = 0; round < (isThorough ? 8 : 3); round += 1) {
      const told = await runAndKill(directory, keyFile, (seed * 7919 + round * 104_729) % 900)
      const database = await openDatabase({ file: join(directory, 'desk.db'), key })
      const errors: string[] = []
      const store = await openFacilityList({ dataDirectory: directory, databaseKey: key, ids: uuidIds, log: { info: () => {}, error: (event) => void errors.push(event) } }, database)
      try {
        const version = store.state()?.version ?? 0
        // What was told of is in use; at most the next one has been put into use without having been told.
        const known = Math.max(told, reached)
        expect([known, known + 1]).toContain(version)
        reached = version
        expect(errors).toEqual([])
        if (version === 0) continue
        const list = store.handle()
        expect(countFacilities(list)).toBe(killedCount)
        // The newest whole list and the difference on it, and nothing of another.
        const first = facilityByCode(list, '1310000000')!
        const last = facilityByCode(list, `13${10_000_000 + killedCount - 1}`)!
        const whole = version % 2 === 1 ? version : version - 1
        expect([first.name, last.name]).toEqual([`第0版${version}医院`, `第${killedCount - 1}版${Math.max(1, whole)}医院`])
        const found = findFacilities(list, { query: first.name, limit: 5, prefectureNumber: null, listKind: null }).results
        expect(found[0]?.facility.facilityCode).toBe('1310000000')
        expect(list.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
        expect(readdirSync(directory).filter((name) => /^facility-list-(?!incoming).*\.db$/u.test(name))).toHaveLength(1)
      } finally {
        await store.close()
        await database.close()
      }
    }
  })
})
