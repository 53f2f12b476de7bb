/** A folder that electron-builder takes for an Electron distribution: enough to pack and to set fuses, nothing to run. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
// Comes with electron-builder, which edits Windows programs with it.
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'

/** Electron's fuse wire: sentinel, version 1, eight fuses, all as Electron ships them ('1' on, '0' off). */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const shippedFuses = '10110001'
export const fuseWire = Buffer.concat([Buffer.from(fuseSentinel, 'latin1'), Buffer.from([1, shippedFuses.length]), Buffer.from(shippedFuses, 'latin1')])

/** A Windows program that does nothing, with the version information electron-builder adds its integrity record to. */
export const emptyWindowsProgram = (): Buffer => {
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  const version = Resource.VersionInfo.createEmpty()
  version.setStringValues({ lang: 1041, codepage: 1200 }, { ProductName: 'stand-in', FileDescription: 'stand-in' })
  version.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  // Beyond the last section: resource editors keep what lies there.
  program.setExtraData(new Uint8Array(fuseWire).buffer)
  return Buffer.from(program.generate())
}

/** What electron-builder wrote into a Windows program for Electron to check app.asar against; null = nothing. */
export const readAsarIntegrity = async (program: string): Promise<unknown> => {
  const resources = NtExecutableResource.from(NtExecutable.from(await readFile(program)))
  const entry = resources.entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
  return entry === undefined ? null : JSON.parse(Buffer.from(entry.bin).toString('utf8'))
}

export type PackPlatform = 'linux' | 'win32'

/** Writes the stand-in into `directory` (made when missing). */
export const writeStandInElectron = async (directory: string, platform: PackPlatform, version: string): Promise<void> => {
  const put = async (name: string, content: string | Uint8Array, mode = 0o644) => {
    const file = join(directory, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content, { mode })
  }
  await put('version', version)
  await put('LICENSE', 'stand-in')
  await put('LICENSES.chromium.html', 'stand-in')
  for (const language of ['ja', 'en-US', 'de']) await put(`locales/${language}.pak`, '')
  if (platform === 'linux') {
    await put('electron', Buffer.concat([Buffer.from('\x7fELF', 'latin1'), fuseWire]), 0o755)
    await put('chrome-sandbox', '', 0o755)
    await put('chrome_crashpad_handler', '', 0o755)
  } else {
    await put('electron.exe', emptyWindowsProgram())
  }
}

/** Fuse states of a packed binary in Electron's order, true = on. @throws when it holds no fuse wire */
export const readFuses = async (binary: string): Promise<boolean[]> => {
  const content = await readFile(binary)
  const start = content.indexOf(fuseSentinel, 0, 'latin1')
  if (start < 0) throw new Error(`${binary} holds no fuse wire`)
  const count = content[start + fuseSentinel.length + 1] ?? 0
  const wire = content.subarray(start + fuseSentinel.length + 2, start + fuseSentinel.length + 2 + count)
  return [...wire].map((state) => state === 0x31)
}
