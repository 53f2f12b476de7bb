/** `npm start`: the desktop window where that can be, else the web host; built first where sources changed. */
import { spawn } from 'node:child_process'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { dataDirectory, defaultDataDirectory } from '#host/data-directory.ts'
import { sentenceOf } from '#host/desk-error-sentences.ts'
import { HostError } from '#host/host-error.ts'
import { telephoneHookPath } from '#host/telephone-hook.ts'
import { projectRoot } from '#host/client-version.ts'
import { launchArguments } from '#electron/launch-options.ts'
import { holdTrial } from '#trial/hold-trial.ts'
import type { TrialPerson } from '#trial/open-trial.ts'
import { runTrialHost } from '#web-host/run-trial.ts'
import { buildElectron, buildRenderer } from './build.ts'
import { findElectron } from './find-electron.ts'

interface StartOptions { readonly dataDir: string; readonly port: number; readonly resetTrial?: boolean; readonly web?: boolean; readonly telephoneHook?: boolean }

const readPort = (value: string): number => {
  if (!/^\d{1,5}$/u.test(value) || Number(value) > 65_535) throw new InvalidArgumentError('0 から 65535 の数を指定してください')
  return Number(value)
}

const readOptions = (): StartOptions =>
  new Command('npm start --')
    .description('ヘルプラインデスクを起動します')
    .option('--data-dir <folder>', 'データフォルダー', defaultDataDirectory())
    .option('--port <number>', 'web 画面のポート（0 = 空いている番号）', readPort, 0)
    .option('--reset-trial', '試用データを消して、はじめから作り直す')
    .option('--web', 'デスクトップの窓を使わず、web 画面で開く')
    .option('--telephone-hook', '電話システムからの着信通知を受け付ける（web 画面のとき）')
    .exitOverride()
    .parse()
    .opts<StartOptions>()

const say = (line: string) => process.stdout.write(`${line}\n`)

const showPeople = (people: readonly TrialPerson[] | null) => {
  if (people === null) return
  say('')
  say('試用の担当者（パスワードはこの1回だけ表示します。忘れたら npm run desk -- staff reset-password ID）')
  for (const person of people) say(`  ${person.staffId.padEnd(6)} ${person.password}   ${person.roleName}`)
  say('')
}

const stopSignal = (): Promise<void> => new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
})

/** The desktop window on the same trial: central runs beside it here, the window has the desk to itself. */
const runWindow = async (electron: string, options: StartOptions): Promise<void> => {
  await buildRenderer({ report: say })
  await buildElectron({ report: say })
  const trial = await holdTrial({ directory: dataDirectory(options.dataDir), resetTrial: options.resetTrial === true, onStep: say })
  try {
    showPeople(trial.people)
    const arguments_ = launchArguments(projectRoot, { dataDirectory: options.dataDir, centralBaseUrl: trial.centralUrl, isTrial: true })
    const child = spawn(electron, arguments_, { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    process.exitCode = await new Promise<number>((resolve) => {
      child.once('exit', (code) => resolve(code ?? 1))
      child.once('error', () => resolve(1))
    })
  } finally {
    await trial.stop()
  }
}

const runWeb = async (why: string, options: StartOptions): Promise<void> => {
  const stopped = stopSignal()
  const { directory: page } = await buildRenderer({ report: say })
  const host = await runTrialHost({ directory: dataDirectory(options.dataDir), port: options.port, page, resetTrial: options.resetTrial === true, telephoneHook: options.telephoneHook === true, onStep: say })
  try {
    showPeople(host.people)
    say(`デスクトップの窓ではなく web 画面で開きます: ${why}`)
    if (options.telephoneHook === true) say(`電話連携: POST ${new URL(telephoneHookPath, host.url).href}（トークン: ${dataDirectory(options.dataDir).telephoneHookToken}）`)
    say(`URL: ${host.url}`)
    say('終了するには Ctrl-C')
    await stopped
  } finally {
    await host.stop()
  }
}

const main = async () => {
  const options = readOptions()
  const electron = options.web === true
    ? { reason: '--web was given' }
    : await findElectron({ root: projectRoot, env: process.env, platform: process.platform, isRoot: process.getuid?.() === 0 })
  if ('path' in electron) await runWindow(electron.path, options)
  else await runWeb(electron.reason, options)
}

// Whatever is written is for this user alone.
process.umask(0o077)

try {
  await main()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof HostError) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  } else if (error instanceof DeskError) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    process.exitCode = 1
  } else throw error
}
