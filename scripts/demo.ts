/** `npm run demo -- --out DIR [--facilities FILE…]`: the whole main job without a browser. Exit 1 where a step failed. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command, CommanderError } from 'commander'
import { runDemo } from './demo/run-demo.ts'

const report = (line: string) => void process.stdout.write(`${line}\n`)

try {
  const options = new Command('npm run demo --')
    .requiredOption('--out <folder>', 'where notice.pdf, provisional-code-request.pdf and summary.json go')
    .option('--facilities <files...>', 'real lists (xlsx, zip, csv); without them the generated sample')
    .exitOverride()
    .parse()
    .opts<{ out: string; facilities?: string[] }>()
  const facilities = options.facilities ?? []
  const missing = facilities.find((file) => !existsSync(file))
  if (missing === undefined) process.exitCode = (await runDemo({ out: resolve(options.out), facilities, report })) ? 0 : 1
  else {
    process.stderr.write(`No such file: ${missing}\n`)
    process.exitCode = 2
  }
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
