/**
 * A desktop that takes in one list after the other until it is killed: FOLDER KEY-FILE. Tells each version it has put
 * into use. For tests only.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '#backend/database/open.ts'
import { openFacilityList } from '#backend/facilities/facility-list-store.ts'
import { uuidIds } from '#host/ports.ts'
import { killedList } from './killed-list.ts'
import { takeIn } from './facility-list.ts'

const [directory = '', keyFile = ''] = process.argv.slice(2)
const key = new Uint8Array(readFileSync(keyFile))
const database = await openDatabase({ file: join(directory, 'desk.db'), key })
const store = await openFacilityList({ dataDirectory: directory, databaseKey: key, ids: uuidIds, log: { info: () => {}, error: () => {} } }, database)
process.stdout.write('ready\n')
for (let version = (store.state()?.version ?? 0) + 1; ; version += 1) {
  await takeIn(store, killedList(version, store.state() === null), version)
  process.stdout.write(`${version}\n`)
}
