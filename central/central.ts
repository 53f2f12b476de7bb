/** The command of central: `npm run central -- serve`, and what an administrator does on its machine. */
import { tmpdir } from 'node:os'
import { text } from 'node:stream/consumers'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import envPaths from 'env-paths'
import { roleNames, roleSchema, type Role } from '#shared/contract/records.ts'
import { facilityListKinds, type FacilityListKind } from '#shared/domain/facility.ts'
import { listKindByName, listKindNames } from '#shared/domain/facility-list-kind.ts'
import { listQuestionKinds, type ListQuestionKind } from '#shared/domain/list-questions.ts'
import { prefectureByName, prefectureByNumber } from '#shared/domain/prefectures.ts'
import type { AdminCommandName } from './admin/commands.ts'
import type { AdministrationPlace } from './admin/open-administration.ts'
import { questionNames } from './admin/question-names.ts'
import type { DatabaseOptions } from './database/open-database.ts'
import type { OidcOptions } from './oidc/oidc-options.ts'
import { trustSystemCertificates } from './database/system-certificates.ts'

interface PlaceOptions {
  readonly embedded?: boolean
  readonly dataDir: string
}
interface CommandOptions extends PlaceOptions {
  readonly json?: boolean
}

const databaseOf = (options: PlaceOptions): DatabaseOptions => {
  const url = process.env['DATABASE_URL']
  return url === undefined || options.embedded === true ? { kind: 'embedded', directory: options.dataDir } : { kind: 'postgres', url }
}

const placeOf = (options: PlaceOptions): AdministrationPlace => ({ database: databaseOf(options), dataDirectory: options.dataDir })

async function run(options: PlaceOptions, name: AdminCommandName, input: unknown): Promise<unknown> {
  const { withAdministration } = await import('./admin/open-administration.ts')
  return withAdministration(placeOf(options), (ask) => ask(name, input))
}

/** Progress and remarks: standard output is the result's. */
const tell = (text: string): void => void process.stderr.write(`${text}\n`)

const line = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.entries(value).map(([key, item]) => `${key}: ${typeof item === 'object' && item !== null ? JSON.stringify(item) : String(item)}`).join('  ') : String(value)

function print(options: CommandOptions, result: unknown): void {
  const rows = Array.isArray(result) ? (result as unknown[]) : [result]
  const lines = options.json === true ? [JSON.stringify(result)] : rows.map(line).map((row) => (row === '' ? 'Done' : row))
  process.stdout.write(lines.map((row) => `${row}\n`).join(''))
}

const readRole = (value: string): Role => {
  const role = roleSchema.safeParse(value)
  if (!role.success) throw new InvalidArgumentError(`one of ${roleNames.join(', ')}`)
  return role.data
}
const readWhole = (maximum: number) => (value: string): number => {
  if (!/^\d{1,9}$/u.test(value) || Number(value) > maximum) throw new InvalidArgumentError(`a whole number up to ${maximum}`)
  return Number(value)
}
const readPrefecture = (value: string): string => {
  const number = /^\d{1,2}$/u.test(value) ? value.padStart(2, '0') : prefectureByName(value)?.number
  if (number === undefined || prefectureByNumber(number) === null) throw new InvalidArgumentError('a number from 01 to 47')
  return number
}
const readKind = (value: string): FacilityListKind => {
  const kind = listKindByName(value) ?? facilityListKinds.find((known) => known === value)
  if (kind === undefined) throw new InvalidArgumentError(`one of ${Object.values(listKindNames).join(', ')}`)
  return kind
}
/** An option that may be given several times. */
const readQuestion = (value: string, earlier: readonly ListQuestionKind[]): ListQuestionKind[] => {
  const kind = listQuestionKinds.find((known) => questionNames[known] === value)
  if (kind === undefined) throw new InvalidArgumentError(`one of ${Object.values(questionNames).join(', ')}`)
  return [...earlier, kind]
}
const tlsFilesOf = ({ tlsCertificate, tlsKey }: { tlsCertificate?: string; tlsKey?: string }, command: Command) => {
  if (tlsCertificate === undefined && tlsKey === undefined) return null
  if (tlsCertificate === undefined || tlsKey === undefined) return command.error('error: --tls-certificate and --tls-key belong together')
  return { certificateFile: tlsCertificate, keyFile: tlsKey }
}
const remainsHeadings: Readonly<Record<string, string>> = {
  openCalls: 'Calls not ended', openCallbacks: 'Promises to call back, for another person', openRequests: 'Requests, for another person', activity: 'Actions of the last 30 days, by day',
}

/** First line of standard input. */
const readPassword = async (isWanted: boolean | undefined): Promise<{ password?: string }> =>
  isWanted === true ? { password: (await text(process.stdin)).split(/\r?\n/u)[0] ?? '' } : {}

const inPlace = (command: Command): Command => command
  .option('--embedded', 'the embedded database, even where DATABASE_URL is set')
  .option('--data-dir <directory>', 'folder of central', envPaths('helpline-central', { suffix: '' }).data)
const adminCommand = (parent: Command, name: string, description: string): Command =>
  inPlace(parent.command(name).description(description)).option('--json', 'answer as JSON')

function buildProgram(): Command {
  const program = new Command('central').description('Central API of the helpline desk').exitOverride()
  inPlace(program.command('serve').description('run the API until SIGTERM or Ctrl-C'))
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 = a free one', readWhole(65_535), 8080)
    .option('--behind-proxy', 'believe X-Forwarded-For: only behind a balancer of ours')
    .option('--tls-certificate <file>', 'certificate chain (PEM), with --tls-key, where no balancer ends TLS')
    .option('--tls-key <file>', 'its private key (PEM)')
    .option('--metrics-port <number>', 'serve OpenMetrics on this port, at /metrics', readWhole(65_535))
    .option('--metrics-host <address>', 'address to serve them on', '127.0.0.1')
    .option('--oidc-issuer <url>', 'identity provider of the organisation: people may sign in through it')
    .option('--oidc-client-id <id>', 'how central is registered there')
    .option('--oidc-client-secret-file <file>', 'file that holds its secret; without one central is a public client')
    .option('--oidc-public-url <url>', 'https address by which browsers reach central; /v1/oidc/callback below it is registered at the provider')
    .option('--oidc-claim <name>', 'claim that holds the ID of the person here', 'preferred_username')
    .option('--oidc-acr <value...>', 'one of these must be the acr of the sign-in')
    .option('--oidc-amr <value...>', 'all of these must be among its amr, for example mfa')
    .option('--no-password-sign-in', 'everybody signs in through the identity provider')
    .option('--minimum-client <version>', 'older desktops may read, not write', '0.0.0')
    .option('--json-ready', 'announce as one JSON line on standard output')
    .option('--with-parent', 'stop when standard input or the channel to the parent closes')
    .action(async (options: PlaceOptions & OidcOptions & { host: string; port: number; behindProxy?: boolean; minimumClient: string; jsonReady?: boolean; withParent?: boolean; tlsCertificate?: string; tlsKey?: string; metricsPort?: number; metricsHost: string }, command: Command) => (await import('./serve.ts')).serve({
      database: databaseOf(options), dataDirectory: options.dataDir, host: options.host, port: options.port, isBehindProxy: options.behindProxy === true,
      minimumClientVersion: options.minimumClient, announceAsJson: options.jsonReady === true, stopWithParent: options.withParent === true, tls: tlsFilesOf(options, command), signIn: options,
      metrics: options.metricsPort === undefined ? null : { host: options.metricsHost, port: options.metricsPort },
    }))

  const staff = program.command('staff').description('people')
  adminCommand(staff, 'add <id>', 'add a person; without --password-stdin a random password is printed once')
    .requiredOption('--name <name>', 'name shown to colleagues').requiredOption('--role <role>', roleNames.join(', '), readRole)
    .option('--password-stdin', 'read the password from standard input')
    .action(async (staffId: string, options: CommandOptions & { name: string; role: Role; passwordStdin?: boolean }) => {
      const password = await readPassword(options.passwordStdin)
      const result = await run(options, 'addStaff', { staffId, displayName: options.name, role: options.role, ...password })
      print(options, options.passwordStdin === true ? {} : result)
    })
  adminCommand(staff, 'reset-password <id>', 'new password; ends the sessions').option('--password-stdin', 'read the password from standard input')
    .action(async (staffId: string, options: CommandOptions & { passwordStdin?: boolean }) => {
      const result = await run(options, 'resetPassword', { staffId, ...(await readPassword(options.passwordStdin)) })
      print(options, options.passwordStdin === true ? {} : result)
    })
  adminCommand(staff, 'disable <id>', 'ends the sessions, lists what is left for others and the last 30 days')
    .action(async (staffId: string, options: CommandOptions) => {
      const remains = (await run(options, 'disableStaff', { staffId })) as Record<string, unknown[]>
      if (options.json === true) return print(options, remains)
      for (const [heading, rows] of Object.entries(remains)) {
        process.stdout.write(`${remainsHeadings[heading] ?? heading}: ${rows.length}\n`)
        if (rows.length > 0) print(options, rows)
      }
    })
  adminCommand(staff, 'enable <id>', 'back in service, with the password there was')
    .action(async (staffId: string, options: CommandOptions) => print(options, await run(options, 'enableStaff', { staffId })))
  adminCommand(staff, 'list', 'everybody').action(async (options: CommandOptions) => print(options, await run(options, 'listStaff', {})))

  const device = program.command('device').description('desktops')
  adminCommand(device, 'enroll', 'a code that enrols one desktop, valid for a day; shown once')
    .action(async (options: CommandOptions) => print(options, await run(options, 'createEnrolmentCode', {})))
  adminCommand(device, 'list', 'all desktops').action(async (options: CommandOptions) => print(options, await run(options, 'listDevices', {})))
  adminCommand(device, 'revoke', 'a desktop that is lost or gone').argument('<number>', 'number of the desktop', readWhole(1_000_000))
    .action(async (deviceNumber: number, options: CommandOptions) => print(options, await run(options, 'revokeDevice', { deviceNumber })))

  const accounts = program.command('accounts').description('accounts of the portal')
  adminCommand(accounts, 'import <file>', 'CSV (UTF-8 or Shift_JIS) with headings 医療機関等コード, 状態, メールアドレス, 登録日時, or in this order without headings; of the e-mail address a keyed hash alone is kept')
    .option('--skip-broken', 'leave broken rows out; without it one broken row stops the import')
    .action(async (file: string, options: CommandOptions & { skipBroken?: boolean }) => {
      const [{ importAccountFile }, { withAdministration }] = await Promise.all([import('./admin/account-import.ts'), import('./admin/open-administration.ts')])
      print(options, await withAdministration(placeOf(options), (ask) => importAccountFile(ask, file, options.skipBroken === true, tell)))
    })

  const facilities = program.command('facilities').description('the facility list')
  adminCommand(facilities, 'import <files...>', 'published lists (xlsx, zip, csv): put into use in one step, for every desktop')
    .option('--prefecture <NN>', 'prefecture, where a file does not say it', readPrefecture)
    .option('--kind <kind>', `${Object.values(listKindNames).join(', ')}, where a file does not say it`, readKind)
    .option('--confirm <question>', `${Object.values(questionNames).join(' or ')}: put it into use although it raises this question; may be given twice`, readQuestion, [])
    .option('--by <id>', 'administrator who answers for it; needed for tables that are no report of a bureau')
    .action(async (files: string[], options: CommandOptions & { prefecture?: string; kind?: FacilityListKind; confirm: ListQuestionKind[]; by?: string }) => {
      const [{ importFacilityFiles }, { withAdministration }, { AdministrationError }] =
        await Promise.all([import('./admin/facility-import.ts'), import('./admin/open-administration.ts'), import('./staff/administration.ts')])
      const stop = new AbortController()
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort(new AdministrationError('Stopped; the list in use is as it was')))
      const importOptions = { prefecture: options.prefecture ?? null, kind: options.kind ?? null, confirmed: options.confirm, by: options.by ?? null, temporaryFolder: tmpdir(), signal: stop.signal, tell }
      print(options, await withAdministration(placeOf(options), (ask) => importFacilityFiles(ask, files, importOptions)))
    })
  adminCommand(program, 'portal-credential', 'a credential for the portal, printed once')
    .action(async (options: CommandOptions) => print(options, await run(options, 'createPortalCredential', {})))
  const audit = program.command('audit').description('audit trails of the desktops')
  adminCommand(audit, 'verify', 'check every chain; exit 1 and name the first broken entry')
    .action(async (options: CommandOptions) => {
      const chains = (await run(options, 'verifyAudit', {})) as { firstBroken: number | null }[]
      print(options, chains)
      if (chains.some((chain) => chain.firstBroken !== null)) process.exitCode = 1
    })
  adminCommand(audit, 'commands', 'the newest commands given on this machine that changed something, and by which account')
    .action(async (options: CommandOptions) => print(options, await run(options, 'listCommands', {})))
  adminCommand(program, 'oidc-sign-ins', 'the newest sign-ins through the identity provider, refused ones too')
    .action(async (options: CommandOptions) => print(options, await run(options, 'listOidcSignIns', {})))
  adminCommand(program, 'alerts', 'what a supervisor is called to, oldest first')
    .action(async (options: CommandOptions) => print(options, await run(options, 'listAlerts', {})))
  return program
}

async function main(): Promise<void> {
  trustSystemCertificates()
  try {
    await buildProgram().parseAsync(process.argv)
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed its line; asking for help is no mistake.
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    const { describeFailure } = await import('./failure.ts')
    process.stderr.write(`${describeFailure(error)}\n`)
    process.exitCode = 1
  }
}

await main()
