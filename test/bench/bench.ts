/** `npm run bench -- NAME [--json]`: speed as ratios and medians on this machine. Never a test: machines are noisy. */
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { benchStart } from './start.ts'

const readCount = (value: string): number => {
  if (!/^\d{1,3}$/u.test(value) || Number(value) < 1) throw new InvalidArgumentError('a whole number from 1')
  return Number(value)
}

/** A table for people, or with --json one object as the last line. */
const print = (result: Record<string, unknown>, json: boolean) => {
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
  else for (const [name, value] of Object.entries(result)) process.stdout.write(`${name.padEnd(34)} ${String(value)}\n`)
}

try {
  const program = new Command('npm run bench --').exitOverride()
  program.command('start').description('first and second start of the trial, to the moment a lookup answers')
    .option('--json', 'one JSON object as the last line').option('--runs <n>', 'second starts', readCount, 5)
    .action(async (options: { json?: boolean; runs: number }) => print(await benchStart(options.runs, (line) => void process.stderr.write(`${line}\n`)), options.json === true))
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
