/** `npm run desk -- COMMAND`: a small host of the same backend, for administrators and tests. */
import { text } from 'node:stream/consumers'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { ListFileError } from '#list-files/read-list-files.ts'
import { findFacilities } from '#backend/facilities/find-repository.ts'
import { countFacilities } from '#backend/facilities/facility-repository.ts'
import { foundFacilityOf } from '#backend/facilities/found-facility.ts'
import { dataDirectory, defaultDataDirectory, type DataDirectory } from '#host/data-directory.ts'
import { sentenceOf } from '#host/desk-error-sentences.ts'
import { HostError } from '#host/host-error.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { deskErrorOf } from './rpc-error.ts'
import type { FacilityListKind } from '#shared/domain/facility.ts'
import { facilityTypeNames, listKindByName, listKindNames } from '#shared/domain/facility-list-kind.ts'
import { prefectureByName, prefectureByNumber } from '#shared/domain/prefectures.ts'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { findRunningHost } from '#host/running-host.ts'
import { answerCode, answerLine } from './check-code-command.ts'
import { connectDesk, freshUrl, hasDesk } from './desk-client.ts'
import { dryRun, importFiles, reportLines, requireFiles, waitForReadings, type Output } from './import-command.ts'
import { standardTerminal } from './import-questions.ts'
import { withLocalList } from './read-only-desk.ts'

interface GlobalOptions { readonly dataDir: string; readonly json?: boolean }

const output: Output = {
  line: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
}
// Whoever reads our output may have enough (head): that is no mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const printJson = (value: unknown) => output.line(JSON.stringify(value))

const readPrefecture = (value: string): string => {
  const number = /^\d{1,2}$/u.test(value) ? value.padStart(2, '0') : prefectureByName(value)?.number
  if (number === undefined || prefectureByNumber(number) === null) throw new InvalidArgumentError('都道府県番号 01 から 47 を指定してください')
  return number
}
const readKind = (value: string): FacilityListKind => {
  const kind = listKindByName(value)
  if (kind === null) throw new InvalidArgumentError(`${Object.values(listKindNames).join('・')} のどれかを指定してください`)
  return kind
}
const readLimit = (value: string): number => {
  if (!/^\d{1,3}$/u.test(value) || Number(value) < 1 || Number(value) > 200) throw new InvalidArgumentError('1 から 200 の数を指定してください')
  return Number(value)
}

const foundLine = (found: FoundFacility) =>
  `${found.facilityCode}  ${found.name}  ${facilityTypeNames[found.type]}  ${found.prefectureName}${found.town}${found.status === 'active' ? '' : found.status === 'suspended' ? '  【休止】' : '  【閉鎖】'}${found.isSample ? '  〔見本〕' : ''}`

const find = async (directory: DataDirectory, query: string, limit: number): Promise<FoundFacility[]> => {
  if (findRunningHost(directory) !== null) {
    const desk = await connectDesk(directory, output.note)
    try {
      return (await desk.client.facilities.find({ query, limit })).results
    } finally {
      await desk.close()
    }
  }
  if (!hasDesk(directory)) throw new HostError(`このデータフォルダーにはまだ一覧がありません: ${directory.path}（npm start で試用を始めるか、npm run desk -- import で取り込んでください）`)
  return await withLocalList(directory, async (list) => {
    if (list === null || countFacilities(list) === 0) throw new HostError('一覧がまだ空です（npm start で試用を始めるか、npm run desk -- import で取り込んでください）')
    const { results } = findFacilities(list, { query, limit, prefectureNumber: null, listKind: null })
    return results.map((result) => foundFacilityOf(list, result))
  })
}

/** The list, where this directory has one and no other process works in it. */
const withListIfAny = async <T>(directory: DataDirectory, work: (list: Parameters<typeof answerCode>[1]) => Promise<T>): Promise<T> =>
  !hasDesk(directory) || findRunningHost(directory) !== null ? await work(null) : await withLocalList(directory, work)

const buildProgram = (): Command => {
  const program = new Command('npm run desk --')
    .description('ヘルプラインデスクの管理コマンド')
    .option('--data-dir <folder>', 'データフォルダー', defaultDataDirectory())
    .option('--json', '機械が読む形（1行に1つの JSON）で出力する')
    .exitOverride()
  const globals = () => program.opts<GlobalOptions>()
  const directory = () => dataDirectory(globals().dataDir)

  program.command('import <files...>').description('医療機関一覧（xlsx・zip・csv）を取り込む')
    .option('--prefecture <NN>', '都道府県番号（一覧に書かれていないとき）', readPrefecture)
    .option('--kind <kind>', '医科・歯科・薬局・訪問看護（一覧に書かれていないとき）', readKind)
    .option('--dry-run', '読み取るだけで取り込まない')
    .option('--yes', '古い一覧や、閉鎖の多い一覧でも、確かめずに取り込む')
    .action(async (files: string[], options: { prefecture?: string; kind?: FacilityListKind; dryRun?: boolean; yes?: boolean }) => {
      requireFiles(files)
      const importOptions = { prefecture: options.prefecture ?? null, kind: options.kind ?? null }
      const json = globals().json === true
      if (options.dryRun === true) return await dryRun(files, importOptions, json, output)
      const desk = await connectDesk(directory(), output.note)
      try {
        const report = await importFiles(desk.client, files, importOptions, { isYes: options.yes === true, terminal: standardTerminal }, output)
        if (json) printJson(report)
        else reportLines(report).forEach(output.line)
        await waitForReadings(desk.client, output)
      } finally {
        await desk.close()
      }
    })

  program.command('find <query...>').description('医療機関を探す（コード・名称・電話番号・郵便番号・所在地）')
    .option('--limit <N>', '件数の上限', readLimit, 20)
    .action(async (words: string[], options: { limit: number }) => {
      const results = await find(directory(), words.join(' '), options.limit)
      if (globals().json === true) {
        for (const found of results) {
          printJson({
            code10: found.facilityCode, name: found.name, type: found.type, kind: listKindNames[found.listKind], prefecture: found.prefectureName,
            town: found.town, status: found.status, matchedBy: found.matchedBy, isSample: found.isSample,
          })
        }
      } else if (results.length === 0) output.note('見つかりませんでした')
      else results.map(foundLine).forEach(output.line)
    })

  program.command('check-code <codes...>').description('医療機関等コードの検証番号を確かめる（- は標準入力から1行ずつ）')
    .action(async (codes: string[]) => {
      const given = codes.length === 1 && codes[0] === '-' ? (await text(process.stdin)).split(/\r?\n/u).filter((code) => code.trim() !== '') : codes
      await withListIfAny(directory(), async (list) => {
        for (const code of given) {
          const answer = answerCode(code, list)
          if (globals().json === true) printJson(answer)
          else output.line(answerLine(answer))
        }
      })
    })

  program.command('url').description('動いている web 画面を開く新しい URL')
    .action(async () => {
      const url = await freshUrl(directory())
      if (globals().json === true) printJson({ url })
      else output.line(url)
    })

  program.command('staff').description('担当者')
    .command('reset-password <id>').description('新しいパスワードを発行する（1回だけ表示）')
    .action(async (staffId: string) => {
      if (!hasDesk(directory())) throw new HostError(`このデータフォルダーには試用データがありません: ${directory().path}（npm start で始めてください）`)
      const desk = await connectDesk(directory(), output.note)
      try {
        const password = await desk.resetPassword(staffId)
        if (globals().json === true) printJson({ staffId, password })
        else output.line(`${staffId}  ${password}`)
      } finally {
        await desk.close()
      }
    })
  return program
}

const main = async () => {
  try {
    await buildProgram().parseAsync()
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    const known = deskErrorOf(error)
    if (known instanceof HostError || known instanceof ListFileError) output.note(known.message)
    else if (known instanceof DeskError) output.note(sentenceOf(known))
    else throw error
    process.exitCode = known instanceof HostError ? known.exitCode : 1
  }
}

// Whatever is written is for this user alone.
process.umask(0o077)
await main()
