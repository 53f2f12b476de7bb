/** `npm run bench -- NAME [--json]`: speed as ratios and medians on this machine. Never a test: machines are noisy. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'

const readWhole = (least: number, most: number) => (value: string): number => {
  if (!/^\d{1,9}$/u.test(value) || Number(value) < least || Number(value) > most) throw new InvalidArgumentError(`a whole number from ${least} to ${most}`)
  return Number(value)
}

const readHours = (value: string): number => {
  const hours = Number(value)
  if (!/^\d{1,3}(?:\.\d{1,3})?$/u.test(value) || hours <= 0 || hours > 100) throw new InvalidArgumentError('hours, more than 0')
  return hours
}

/** A table for people, or with --json one object as the last line. */
const print = (result: Record<string, unknown>, json: boolean) => {
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
  else for (const [name, value] of Object.entries(result)) process.stdout.write(`${name.padEnd(34)} ${String(value)}\n`)
}
const printTables = ({ result, text }: { result: Record<string, unknown>; text: string }, json: boolean) => {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${text}\n`)
}
const report = (line: string): void => void process.stderr.write(`${line}\n`)

interface ListOptions { readonly json?: boolean; readonly seed: number; readonly facilities?: string; readonly count: number }

/** What both commands about the list take. */
const listCommand = (program: Command, name: string, description: string): Command =>
  program.command(name).description(description).option('--json', 'one JSON object as the last line')
    .option('--seed <n>', 'of the facilities and the questions; another one every time by default', readWhole(0, 999_999_999), Date.now() % 1_000_000)
    .option('--facilities <file>', 'a real list (xlsx, zip, csv) whose rows take the place of made-up ones').option('--count <n>', 'facilities', readWhole(1000, 1_000_000), 250_000)

try {
  const program = new Command('npm run bench --').exitOverride()
  program.command('start').description('first and second start of the trial, to the moment a lookup answers')
    .option('--json', 'one JSON object as the last line').option('--runs <n>', 'second starts', readWhole(1, 999), 5)
    .action(async (options: { json?: boolean; runs: number }) => {
      const { benchStart } = await import('./start.ts')
      print(await benchStart(options.runs, report), options.json === true)
    })
  listCommand(program, 'lookup', 'finding a facility among 250,000, beside LIKE, FTS5 trigram and MiniSearch')
    .option('--questions <n>', 'questions, drawn anew for the seed', readWhole(12, 10_000), 480).option('--repeats <n>', 'times every question is asked again', readWhole(1, 100), 5)
    .action(async ({ json, facilities, ...options }: ListOptions & { questions: number; repeats: number }) => {
      const { benchLookup } = await import('./lookup.ts')
      printTables(await benchLookup({ ...options, facilities: facilities ?? null }, report), json === true)
    })
  listCommand(program, 'import', 'taking in 250,000 facilities from the print reports of the bureaus')
    .action(async ({ json, facilities, ...options }: ListOptions) => {
      const { benchImport } = await import('./import.ts')
      printTables(await benchImport({ ...options, facilities: facilities ?? null }, report), json === true)
    })
  program.command('letters').description('making 1,000 password notices, beside plain pdfkit, pdfmake and Chromium')
    .option('--json', 'one JSON object as the last line').option('--count <n>', 'letters of the largest document', readWhole(1, 10_000), 1000)
    .option('--repeats <n>', 'processes for each figure', readWhole(1, 100), 3)
    .action(async ({ json, ...options }: { json?: boolean; count: number; repeats: number }) => {
      const { benchLetters } = await import('./letters.ts')
      printTables(await benchLetters(options, report), json === true)
    })
  program.command('verification').description('twelve ways of saying, every facility: false mismatches, others accepted, keystrokes')
    .option('--json', 'one JSON object as the last line').option('--facilities <file>', 'a real list (xlsx, zip, csv) in place of the sample')
    .option('--count <n>', 'facilities of the sample', readWhole(100, 100_000), 5000).option('--seed <n>', 'of the sample', readWhole(0, 999_999_999), 1)
    .action(async ({ json, facilities, ...options }: ListOptions) => {
      const { benchVerification } = await import('./verification.ts')
      printTables(await benchVerification({ ...options, facilities: facilities ?? null }, report), json === true)
    })
  program.command('sync').description('a desktop and central over loopback HTTP: push, pull, first sync of the list, on PGlite and PostgreSQL')
    .option('--json', 'one JSON object as the last line').option('--repeats <n>', 'of each figure; pushes four times as often', readWhole(1, 100), 5)
    .option('--count <n>', 'facilities of the list', readWhole(20_000, 1_000_000), 250_000)
    .addOption(new Option('--database <name>', 'which databases').choices(['both', 'pglite', 'postgres']).default('both'))
    .option('--profile <folder>', 'CPU profiles of central go there')
    .action(async ({ json, profile, ...options }: { json?: boolean; repeats: number; count: number; database: 'both' | 'pglite' | 'postgres'; profile?: string }) => {
      const { benchSync } = await import('./sync.ts')
      printTables(await benchSync({ ...options, profile: profile ?? null }, report), json === true)
    })
  program.command('central').description('hundreds of simulated desktops against central on PostgreSQL: one process, then two behind one database')
    .option('--json', 'one JSON object as the last line').option('--desktops <n>', 'simulated', readWhole(1, 5000), 500)
    .option('--minutes <n>', 'of each run', readWhole(1, 480), 1).option('--hours <n>', 'of a day of eight hours, whose volume goes into a run', readHours, 0.8)
    .option('--calls <n>', 'of a desktop in eight hours', readWhole(1, 500), 40)
    .addOption(new Option('--processes <n>', 'of central; one and then two without it').choices(['1', '2']))
    .action(async ({ json, processes, ...options }: { json?: boolean; desktops: number; minutes: number; hours: number; calls: number; processes?: '1' | '2' }) => {
      const { benchCentral } = await import('./central.ts')
      printTables(await benchCentral({ ...options, processes: processes === undefined ? [1, 2] : [Number(processes)] }, report), json === true)
    })
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
