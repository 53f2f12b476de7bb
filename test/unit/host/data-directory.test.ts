import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { dataDirectory, holderOf, lockDataDirectory, writePrivateFile } from '#host/data-directory.ts'
import { HostError } from '#host/host-error.ts'
import { readOrMakeKey } from '#host/key-file.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'

// Room for a machine that does other work beside.

const folder = temporaryFolders()
const messageOf = (work: () => unknown): string => {
  try {
    work()
    return 'done'
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    return error.message
  }
}

/** A process that holds the directory until its input is closed. */
const holdElsewhere = async (path: string) => {
  const script = `
    const { dataDirectory, lockDataDirectory } = await import(${JSON.stringify(new URL('../../../main/host/data-directory.ts', import.meta.url).href)})
    lockDataDirectory(dataDirectory(${JSON.stringify(path)}))
    process.stdout.write('held')
    process.stdin.resume().on('end', () => process.exit(0))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()) })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)))
  })
  return {
    pid: child.pid!,
    end: async () => {
      child.stdin.end()
      await ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

describe('the lock of a data directory', () => {
  it('refuses a second process, naming the first and the remedy', async () => {
    const directory = dataDirectory(folder())
    const other = await holdElsewhere(directory.path)
    try {
      const message = messageOf(() => lockDataDirectory(directory))
      expect(message).toContain(String(other.pid))
      expect(message).toContain('--data-dir')
      expect(holderOf(directory)).toBe(other.pid)
      expect(readdirSync(directory.path)).toEqual(['desk.lock'])
    } finally {
      await other.end()
    }
  })

  it('of a process that was killed counts for nothing', async () => {
    const directory = dataDirectory(folder())
    const other = await holdElsewhere(directory.path)
    await other.kill()
    expect(existsSync(directory.lock)).toBe(true)
    expect(holderOf(directory)).toBeNull()
    const unlock = lockDataDirectory(directory)
    expect(holderOf(directory)).toBe(process.pid)
    unlock()
    expect(readdirSync(directory.path)).toEqual([])
  })

  it('of a process whose number another has now counts for nothing', () => {
    const directory = dataDirectory(folder())
    writeFileSync(directory.lock, `${process.pid} 1\n`)
    expect(holderOf(directory)).toBeNull()
    lockDataDirectory(directory)()
  })

  it.each(['', 'nonsense', '-1 5', '0 0', '99999999999999999999 1'])('with %p in it counts for nothing', (content) => {
    const directory = dataDirectory(folder())
    writeFileSync(directory.lock, content)
    expect(holderOf(directory)).toBeNull()
    lockDataDirectory(directory)()
  })

  it('is held against this process too, and given back', () => {
    const directory = dataDirectory(join(folder(), 'new', 'folder'))
    const unlock = lockDataDirectory(directory)
    expect(statSync(directory.path).mode & 0o777).toBe(0o700)
    expect(messageOf(() => lockDataDirectory(directory))).toContain(String(process.pid))
    unlock()
    lockDataDirectory(directory)()
  })

  it('says what to do where the folder cannot be made', () => {
    const file = join(folder(), 'file')
    writeFileSync(file, 'x')
    expect(messageOf(() => lockDataDirectory(dataDirectory(join(file, 'below'))))).toContain('--data-dir')
    expect(readFileSync(file, 'utf8')).toBe('x')
  })
})

describe('private files', () => {
  it('are for their user only and replaced whole', () => {
    const file = join(folder(), 'secret')
    writePrivateFile(file, 'one')
    writePrivateFile(file, 'two')
    expect(readFileSync(file, 'utf8')).toBe('two')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(file, '..'))).toEqual(['secret'])
  })
})

describe('the key file', () => {
  it('is made once and kept', () => {
    const directory = dataDirectory(folder())
    const key = readOrMakeKey(directory)
    expect(key).toHaveLength(32)
    expect(readOrMakeKey(directory)).toEqual(key)
    expect(statSync(directory.keyFile).mode & 0o777).toBe(0o600)
  })

  it('is never made anew beside a database, nor where it is damaged', () => {
    const directory = dataDirectory(folder())
    mkdirSync(directory.path, { recursive: true })
    writeFileSync(directory.deskDatabase, 'a database')
    expect(messageOf(() => readOrMakeKey(directory))).toContain(directory.keyFile)
    expect(existsSync(directory.keyFile)).toBe(false)
    writeFileSync(directory.keyFile, 'short')
    expect(messageOf(() => readOrMakeKey(directory))).toContain('壊れて')
    expect(readFileSync(directory.keyFile, 'utf8')).toBe('short')
  })
})
