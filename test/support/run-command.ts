/** Runs a command of the product as a person at a terminal would. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '#host/client-version.ts'

export interface Ended { readonly code: number | null; readonly out: string; readonly err: string }

const start = (script: string, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [join(projectRoot, 'scripts/run.mjs'), script, ...args], { cwd: projectRoot, stdio: ['pipe', 'pipe', 'pipe'] })

export const runCommand = (script: string, args: readonly string[], input = ''): Promise<Ended> => new Promise((resolve, reject) => {
  const child = start(script, args)
  let out = ''
  let err = ''
  child.stdout!.on('data', (chunk: Buffer) => { out += chunk.toString('utf8') })
  child.stderr!.on('data', (chunk: Buffer) => { err += chunk.toString('utf8') })
  child.once('error', reject)
  child.once('close', (code) => resolve({ code, out, err }))
  child.stdin!.end(input)
})

export interface Started { readonly url: string; readonly out: string; stop(): Promise<number | null> }

/** `npm start` until it has printed its URL. @throws where it ends before */
export const startProduct = async (args: readonly string[]): Promise<Started> => {
  const child = start('scripts/start.ts', args)
  child.stdin!.end()
  let out = ''
  let err = ''
  child.stderr!.on('data', (chunk: Buffer) => { err += chunk.toString('utf8') })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8')
      const found = /^URL: (\S+)$/mu.exec(out)?.[1]
      if (found !== undefined) resolve(found)
    })
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${err}`)))
  })
  return {
    url, out,
    stop: async () => {
      child.kill('SIGINT')
      return await ended
    },
  }
}
