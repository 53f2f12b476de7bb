import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { buildTarget } from '../../../scripts/build.ts'
import { fingerprintOf } from '../../../scripts/build-inputs.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'build-'))
  await mkdir(join(root, 'shared/domain'), { recursive: true })
  await writeFile(join(root, 'shared/domain/a.ts'), 'a')
})
afterEach(() => rm(root, { recursive: true }))

const target = (make: (directory: string) => Promise<void>) =>
  ({ name: 'electron', title: 'desktop shell', inputs: ['shared', 'missing'], make: (_: string, directory: string) => make(directory) }) as const

describe('building', () => {
  it('builds once, again after a change, and says so in one line each', async () => {
    const lines: string[] = []
    let made = 0
    const run = () => buildTarget(target((directory) => writeFile(join(directory, 'main.js'), String(++made))), { root, report: (line) => lines.push(line) })
    expect(await run()).toEqual({ directory: join(root, '.build/electron'), wasBuilt: true })
    expect((await run()).wasBuilt).toBe(false)
    await writeFile(join(root, 'shared/domain/a.ts'), 'b')
    expect((await run()).wasBuilt).toBe(true)
    expect(await readFile(join(root, '.build/electron/main.js'), 'utf8')).toBe('2')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/^Built the desktop shell in \d+\.\d s$/)
  })

  it('keeps the last good result when a build breaks, and tries again', async () => {
    await buildTarget(target((directory) => writeFile(join(directory, 'main.js'), 'good')), { root })
    await writeFile(join(root, 'shared/domain/a.ts'), 'b')
    const broken = target(async (directory) => {
      await writeFile(join(directory, 'main.js'), 'half')
      throw new Error('does not bundle')
    })
    await expect(buildTarget(broken, { root })).rejects.toThrow('does not bundle')
    expect(await readFile(join(root, '.build/electron/main.js'), 'utf8')).toBe('good')
    expect((await readdir(join(root, '.build'))).sort()).toEqual(['electron', 'electron.inputs'])
    expect((await buildTarget(target(() => Promise.resolve()), { root })).wasBuilt).toBe(true)
  })

  it('leaves no file of the build before', async () => {
    await buildTarget(target((directory) => writeFile(join(directory, 'old.js'), '')), { root })
    await writeFile(join(root, 'shared/new.ts'), '')
    await buildTarget(target((directory) => writeFile(join(directory, 'new.js'), '')), { root })
    expect(await readdir(join(root, '.build/electron'))).toEqual(['new.js'])
  })
})

describe('the fingerprint', () => {
  it('changes with names, contents and files, and with nothing else', async () => {
    const seen = [await fingerprintOf(root, ['shared'])]
    expect(await fingerprintOf(root, ['shared', 'missing', 'shared/domain/a.ts'])).toBe(seen[0])
    await writeFile(join(root, 'shared/domain/b.ts'), '')
    seen.push(await fingerprintOf(root, ['shared']))
    await writeFile(join(root, 'shared/domain/b.ts'), 'x')
    seen.push(await fingerprintOf(root, ['shared']))
    await rm(join(root, 'shared/domain/b.ts'))
    await writeFile(join(root, 'shared/domain/c.ts'), 'x')
    seen.push(await fingerprintOf(root, ['shared']))
    expect(new Set(seen).size).toBe(4)
  })
})
