/** Packs the desktop application without Electron's binary and without a network, and looks at what came out. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { listPackage } from '@electron/asar'
import { Arch, build, Platform } from 'electron-builder'
import { buildElectron, buildRenderer } from './build.ts'
import { packingProblems } from './packed-files.ts'
import { readAsarIntegrity, readFuses, writeStandInElectron, type PackPlatform } from './stand-in-electron.ts'

const root = dirname(import.meta.dirname)

interface Target {
  readonly platform: PackPlatform
  readonly title: string
  readonly of: Platform
  readonly driver: string
  readonly unpacked: string
  readonly binary: string
}

const targets: readonly Target[] = [
  { platform: 'linux', title: 'Linux', of: Platform.LINUX, driver: 'linux-x64', unpacked: 'linux-unpacked', binary: 'helpline-desk' },
  { platform: 'win32', title: 'Windows', of: Platform.WINDOWS, driver: 'win32-x64', unpacked: 'win-unpacked', binary: 'helpline-desk.exe' },
]

// runAsNode, cookie encryption, NODE_OPTIONS, --inspect, asar integrity, only from asar, own snapshot, file:// privileges
const wantedFuses = [false, true, false, false, true, true, false, false]

const filesBelow = async (directory: string): Promise<string[]> =>
  (await readdir(directory, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))

/** Packs for one platform below `scratch`; the problems found, one line each. */
const pack = async (target: Target, scratch: string, electronVersion: string): Promise<string[]> => {
  const electronDist = join(scratch, `electron-${target.platform}`)
  const output = join(scratch, `out-${target.platform}`)
  await writeStandInElectron(electronDist, target.platform, electronVersion)
  await build({
    projectDir: root,
    targets: target.of.createTarget('dir', Arch.x64),
    publish: 'never',
    config: { extends: join(root, 'electron-builder.yml'), electronDist, directories: { output } },
  })
  const resources = join(output, target.unpacked, 'resources')
  const inAsar = listPackage(join(resources, 'app.asar'), { isPack: false }).map((name) => name.split(sep).join('/'))
  const besides = await filesBelow(resources)
  const problems = packingProblems({ inAsar, besides }, target.driver)
  const binary = join(output, target.unpacked, target.binary)
  const fuses = await readFuses(binary)
  if (fuses.join() !== wantedFuses.join()) problems.push(`fuses are ${fuses.join()}, not ${wantedFuses.join()}`)
  if (target.platform === 'win32') {
    const integrity = JSON.stringify(await readAsarIntegrity(binary))
    if (!/"file":"resources\\\\app\.asar","alg":"SHA256","value":"[0-9a-f]{64}"/.test(integrity)) problems.push(`no integrity record of app.asar in ${target.binary}`)
  }
  console.log(`${target.title}: ${inAsar.length} entries in app.asar, ${besides.length} files beside it, ${problems.length} problems`)
  return problems
}

const report = (line: string) => console.log(line)
await buildRenderer({ root, report })
await buildElectron({ root, report })
const { version } = JSON.parse(await readFile(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string }
const scratch = await mkdtemp(join(tmpdir(), 'helpline-desk-pack-'))
try {
  for (const target of targets) {
    for (const problem of await pack(target, scratch, version)) {
      console.error(`${target.title}: ${problem}`)
      process.exitCode = 1
    }
  }
} finally {
  await rm(scratch, { recursive: true, force: true })
}
