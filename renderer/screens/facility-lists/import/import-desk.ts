/**
 * The import a person is putting together: files handed over and looked at one after another, answers, and the starts
 * that follow each other. Outlives the screen, so that nothing chosen is lost by looking at another one.
 */
import type { Job } from '#shared/contract/desktop/contract.ts'
import type { DeskClient } from '../../../api/client.ts'
import { ja } from '../../../strings/ja.ts'
import { fileLimit, fileProblem, importGroups, isReadable, isReady, noAnswer, type ChosenFile, type FileAnswer, type FileGroup } from './import-files.ts'

export const isEnded = (job: Job): boolean => job.state === 'done' || job.state === 'failed' || job.state === 'cancelled'

/** Starts that follow each other. */
export interface ImportRun {
  readonly isDryRun: boolean
  readonly groups: readonly FileGroup[]
  /** Which group runs, or ran last. */
  readonly index: number
  /** null until the backend has answered. */
  readonly job: Job | null
  /** Jobs that ended well before it. */
  readonly finished: readonly Job[]
  readonly isOver: boolean
}

export interface ImportState {
  readonly files: readonly ChosenFile[]
  /** Sentences about files that were not taken. */
  readonly refused: readonly string[]
  /** Null while no file is being handed over. */
  readonly handingOver: { readonly done: number; readonly total: number } | null
  readonly failure: { readonly fileName: string | null; readonly error: unknown } | null
  readonly run: ImportRun | null
}

export interface ImportDesk {
  subscribe(changed: () => void): () => void
  read(): ImportState
  add(files: readonly File[]): void
  remove(files: readonly ChosenFile[]): void
  answer(files: readonly ChosenFile[], change: Partial<FileAnswer>): void
  /** Goes on where handing over stopped. */
  goOn(): void
  start(isDryRun: boolean): void
  /** What the backend last told of a job. */
  note(job: Job): void
}

export function createImportDesk(desk: DeskClient): ImportDesk {
  let state: ImportState = { files: [], refused: [], handingOver: null, failure: null, run: null }
  const listeners = new Set<() => void>()
  const told = new Map<string, Job>()

  const change = (part: Partial<ImportState>) => {
    state = { ...state, ...part }
    for (const listener of listeners) listener()
  }
  const update = (file: File, part: Partial<ChosenFile>) => change({ files: state.files.map((entry) => (entry.file === file ? { ...entry, ...part } : entry)) })
  const isGone = (file: File) => !state.files.some((entry) => entry.file === file)

  const stage = async (file: File): Promise<string> => {
    const { fileId } = await desk.facilityLists.stage({ name: file.name, content: file })
    update(file, { fileId })
    return fileId
  }
  const lookAt = async (entry: ChosenFile) => {
    const fileId = entry.fileId ?? await stage(entry.file)
    if (entry.inspected !== null) return
    const { files: [inspected] } = await desk.facilityLists.inspect({ fileIds: [fileId] })
    if (inspected === undefined) throw new Error('The backend said nothing of the file')
    update(entry.file, { inspected })
  }

  /** @returns false where it stopped */
  const handOver = async (isWaiting: (entry: ChosenFile) => boolean): Promise<boolean> => {
    let done = 0
    for (;;) {
      const left = state.files.filter(isWaiting)
      const [next] = left
      if (next === undefined) break
      change({ handingOver: { done, total: done + left.length }, failure: null })
      try {
        await lookAt(next)
      } catch (error) {
        if (!isGone(next.file)) {
          change({ handingOver: null, failure: { fileName: next.file.name, error } })
          return false
        }
      }
      done += 1
    }
    change({ handingOver: null })
    return true
  }
  const lookAtAll = () => {
    if (state.handingOver === null && state.failure === null) void handOver((entry) => entry.inspected === null)
  }

  const runGroup = async (run: ImportRun) => {
    const group = run.groups[run.index]
    if (group === undefined) return change({ run: { ...run, index: run.groups.length - 1, isOver: true } })
    const members = new Set(group.files.map(({ file }) => file))
    change({ run, failure: null })
    // What an earlier start has read is not with the backend any more.
    const isHandedOver = await handOver((entry) => members.has(entry.file) && entry.fileId === null)
    lookAtAll()
    try {
      if (!isHandedOver) return change({ run: { ...run, isOver: true } })
      const fileIds = state.files.flatMap(({ file, fileId }) => (members.has(file) && fileId !== null ? [fileId] : []))
      const { prefectureNumber, listKind, columns } = group.answer
      const job = await desk.facilityLists.start({ fileIds, prefectureNumber, listKind, columns, dryRun: run.isDryRun })
      change({ run: { ...run, job } })
      // It may have ended before the answer came.
      note(told.get(job.jobId) ?? job)
    } catch (error) {
      change({ failure: { fileName: null, error }, run: { ...run, isOver: true } })
    }
  }

  const note = (job: Job) => {
    told.set(job.jobId, job)
    const { run } = state
    if (run === null || run.isOver || run.job?.jobId !== job.jobId) return
    if (!isEnded(job)) {
      if (run.job !== job) change({ run: { ...run, job } })
      return
    }
    const members = new Set(run.groups[run.index]?.files.map(({ file }) => file))
    const isTakenIn = job.state === 'done' && !run.isDryRun
    change({
      files: isTakenIn
        ? state.files.filter(({ file }) => !members.has(file))
        : state.files.map((entry) => (members.has(entry.file) ? { ...entry, fileId: null } : entry)),
    })
    const isLast = run.index + 1 >= run.groups.length
    if (job.state !== 'done' || isLast) return change({ run: { ...run, job, isOver: true } })
    void runGroup({ ...run, job: null, index: run.index + 1, finished: [...run.finished, job] })
  }

  return {
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    read: () => state,
    add: (chosen) => {
      const good = chosen.filter((file) => fileProblem(file) === null)
      // The same name again is the same file chosen anew.
      const before = state.files.filter(({ file }) => !good.some((other) => other.name === file.name))
      const taken = good.slice(0, Math.max(0, fileLimit - before.length))
      change({
        files: [...before, ...taken.map((file): ChosenFile => ({ file, fileId: null, inspected: null, answer: noAnswer }))],
        failure: null,
        refused: [...chosen.flatMap((file) => fileProblem(file) ?? []), ...(taken.length < good.length ? [ja.facilityLists.tooMany(fileLimit)] : [])],
      })
      lookAtAll()
    },
    remove: (files) => {
      const gone = new Set(files.map(({ file }) => file))
      const isFailing = state.failure?.fileName !== null && files.some(({ file }) => file.name === state.failure?.fileName)
      change({ files: state.files.filter(({ file }) => !gone.has(file)), ...(isFailing ? { failure: null } : {}) })
      if (isFailing) lookAtAll()
    },
    answer: (files, answer) => {
      const meant = new Set(files.map(({ file }) => file))
      change({ files: state.files.map((entry) => (meant.has(entry.file) ? { ...entry, answer: { ...entry.answer, isConfirmed: false, ...answer } } : entry)) })
    },
    goOn: () => {
      change({ failure: null })
      lookAtAll()
    },
    start: (isDryRun) => {
      const groups = importGroups(state.files.filter(isReady))
      if (groups.length === 0 || (state.run !== null && !state.run.isOver)) return
      void runGroup({ isDryRun, groups, index: 0, job: null, finished: [], isOver: false })
    },
    note,
  }
}

/** Everything that keeps an import from starting, besides files that are merely left out. */
export const isStartable = ({ files, handingOver, run }: ImportState): boolean =>
  handingOver === null && (run === null || run.isOver) && files.some(isReady) && files.filter(isReadable).every(isReady) && files.every(({ inspected }) => inspected !== null)
