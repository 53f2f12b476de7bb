/** Files chosen for an import: what each still asks, which go together in one start, and what speaks against it. */
import type { ColumnMapping, InspectedFile } from '#shared/contract/desktop/contract.ts'
import { facilityListKinds, type FacilityListKind, type ListColumn } from '#shared/domain/facility.ts'
import { prefectureByNumber, prefectures } from '#shared/domain/prefectures.ts'
import { ja } from '../../../strings/ja.ts'

const text = ja.facilityLists

/** Bytes one file may have, and files one start may have (contract). */
const sizeLimit = 200 * 1024 * 1024
export const fileLimit = 400

/** What a person said of a file that does not say it itself. */
export interface FileAnswer {
  readonly prefectureNumber: string | null
  readonly listKind: FacilityListKind | null
  readonly columns: ColumnMapping | null
  /** The file's name says otherwise, and the person has seen it. */
  readonly isConfirmed: boolean
}
export const noAnswer: FileAnswer = { prefectureNumber: null, listKind: null, columns: null, isConfirmed: false }

export interface ChosenFile {
  readonly file: File
  /** null = not with the backend (yet, or not any more). */
  readonly fileId: string | null
  /** null = not looked at yet. */
  readonly inspected: InspectedFile | null
  readonly answer: FileAnswer
}

export const requiredColumns = ['facilityCode', 'name', 'address'] as const satisfies readonly ListColumn[]

/** Why a file cannot be taken at all, or null. */
export function fileProblem(file: Pick<File, 'name' | 'size'>): string | null {
  if (!/\.(?:xlsx|zip|csv)$/iu.test(file.name)) return text.wrongType(file.name)
  return file.size > sizeLimit ? text.tooLarge(file.name) : null
}

/** What is wrong with a mapping of columns, as sentences. */
export function columnProblems(columns: ColumnMapping): string[] {
  const missing = requiredColumns.filter((item) => (columns[item] ?? '') === '')
  const headings = Object.values(columns).filter((heading) => heading !== '')
  const twice = [...new Set(headings.filter((heading, index) => headings.indexOf(heading) !== index))]
  return [
    ...(missing.length === 0 ? [] : [text.columnMissing(missing.map((item) => text.columns[item]).join('・'))]),
    ...twice.map(text.columnTwice),
  ]
}

type Need = InspectedFile['needs'][number]
/** What the file asks and nobody has answered. */
export function openNeeds({ inspected, answer }: ChosenFile): Need[] {
  const isAnswered: Readonly<Record<Need, boolean>> = {
    prefecture: answer.prefectureNumber !== null, listKind: answer.listKind !== null, columns: answer.columns !== null && columnProblems(answer.columns).length === 0,
  }
  return (inspected?.needs ?? []).filter((need) => !isAnswered[need])
}

/** The name of the file names another prefecture or kind than was chosen: the two in words, or null. */
export function contradiction({ file, answer }: ChosenFile): { named: string; chosen: string } | null {
  const name = file.name.normalize('NFKC')
  const named = prefectures.find((prefecture) => name.includes(prefecture.name))
  if (answer.prefectureNumber !== null && named !== undefined && named.number !== answer.prefectureNumber) {
    return { named: named.name, chosen: prefectureByNumber(answer.prefectureNumber)?.name ?? answer.prefectureNumber }
  }
  const kinds = ja.general.facilityKinds
  const namedKinds = facilityListKinds.filter((kind) => name.includes(kinds[kind]))
  // "医科歯科併設" names two: nothing follows from it.
  const [namedKind] = namedKinds
  return answer.listKind !== null && namedKind !== undefined && namedKinds.length === 1 && namedKind !== answer.listKind
    ? { named: kinds[namedKind], chosen: kinds[answer.listKind] }
    : null
}

/** Ready = nothing asked any more and readable. */
export const isReadable = (file: ChosenFile): boolean => file.inspected !== null && file.inspected.problem === null
export const isReady = (file: ChosenFile): boolean =>
  isReadable(file) && openNeeds(file).length === 0 && (contradiction(file) === null || file.answer.isConfirmed)
/** Asked at any time: stays in its place while its answer is being given. */
export const asks = (file: ChosenFile): boolean => isReadable(file) && (file.inspected?.needs.length ?? 0) > 0

/** Files of one start. A start takes one prefecture and kind for all its files, and one mapping for the tables among them. */
export interface FileGroup {
  readonly answer: Omit<FileAnswer, 'isConfirmed'>
  readonly files: readonly ChosenFile[]
}
const columnsKey = (columns: ColumnMapping | null) =>
  (columns === null ? '' : JSON.stringify(Object.entries(columns).filter(([, heading]) => heading !== '').sort(([left], [right]) => left.localeCompare(right))))
export const sameColumns = (left: ColumnMapping, right: ColumnMapping): boolean => columnsKey(left) === columnsKey(right)

const grouped = (files: readonly ChosenFile[], keyOf: (file: ChosenFile) => string): ChosenFile[][] => {
  const groups = new Map<string, ChosenFile[]>()
  for (const file of files) groups.set(keyOf(file), [...(groups.get(keyOf(file)) ?? []), file])
  return [...groups.values()]
}

/** As few starts as the answers allow: what speaks for itself first. */
export function importGroups(files: readonly ChosenFile[]): FileGroup[] {
  const speaking = files.filter((file) => !asks(file))
  const others = files.filter(asks)
  return grouped([...speaking, ...others], ({ answer }) => `${answer.prefectureNumber ?? ''}:${answer.listKind ?? ''}`).flatMap((members) => {
    const tables = grouped(members.filter(({ inspected }) => inspected?.table != null), ({ inspected, answer }) => columnsKey(answer.columns ?? inspected?.table?.columns ?? null))
    // Reports know their columns: they go with the first of the tables.
    const reports = members.filter(({ inspected }) => inspected?.table == null)
    const parts = tables.length === 0 ? [reports] : tables.map((part, index) => (index === 0 ? [...reports, ...part] : part))
    return parts.map((part): FileGroup => {
      const { prefectureNumber, listKind } = part[0]?.answer ?? noAnswer
      const said = part.find(({ answer }) => answer.columns !== null)?.answer.columns ?? null
      // What is taken by the headings alone is said only where another mapping stands beside it.
      const taken = tables.length > 1 ? (part.find(({ inspected }) => inspected?.table != null)?.inspected?.table?.columns ?? null) : null
      return { answer: { prefectureNumber, listKind, columns: said ?? taken }, files: part }
    })
  })
}

export const scopeName = (prefectureNumber: string, listKind: FacilityListKind): string =>
  `${prefectureByNumber(prefectureNumber)?.name ?? prefectureNumber} ${ja.general.facilityKinds[listKind]}`

const scopesOf = (group: FileGroup): Set<string> => new Set(group.files.flatMap(({ inspected, answer }) => (inspected?.sheets ?? []).flatMap((sheet) => {
  const prefectureNumber = sheet.prefectureNumber ?? answer.prefectureNumber
  const listKind = sheet.listKind ?? answer.listKind
  return prefectureNumber === null || listKind === null ? [] : [scopeName(prefectureNumber, listKind)]
})))

/**
 * Prefectures and kinds that stand in more than one group. A list closes what it covers and does not name: taken in one
 * after another the second would close what the first brought.
 */
export function splitScopes(groups: readonly FileGroup[]): string[] {
  const seen = new Set<string>()
  const split = new Set<string>()
  for (const group of groups) {
    for (const scope of scopesOf(group)) (seen.has(scope) ? split : seen).add(scope)
  }
  return [...split]
}
