// Every npm script starts here: it says what is wrong when Node is too old, before anything newer is parsed.

import module from 'node:module'
import { fileURLToPath } from 'node:url'

const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(`ヘルプラインデスクには Node 24 が必要です（実行中: ${process.version}）。「npm ci」をやり直すと node_modules に Node 24 が入ります。入らない環境（macOS の Apple シリコンなど）では https://nodejs.org/ の Node 24 を使ってください。`)
  console.error(`Helpline desk needs Node 24 (this is ${process.version}). Run "npm ci" again: it brings Node 24 along where a package for this platform exists; elsewhere install Node 24.`)
  process.exit(1)
}
// Compiled code is kept between starts, for this process and those it starts: a start is about a quarter quicker.
const compileCache = fileURLToPath(new URL('../.build/compile-cache', import.meta.url))
process.env.NODE_COMPILE_CACHE ??= compileCache
module.enableCompileCache(process.env.NODE_COMPILE_CACHE)

const [, , target, ...args] = process.argv
process.argv = [process.argv[0], fileURLToPath(new URL(`../${target}`, import.meta.url)), ...args]
await import(new URL(`../${target}`, import.meta.url).href)
