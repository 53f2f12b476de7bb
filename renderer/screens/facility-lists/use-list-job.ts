import { useState } from 'react'
import type { Job } from '#shared/contract/desktop/contract.ts'
import { useLive } from '../../api/live.tsx'
import { isEnded } from './import/import-desk.ts'

export interface ListJobs {
  /** Runs or asks now. */
  readonly active: Job | null
  /** The last one that ended, of each kind. */
  readonly ended: { readonly facilityList: Job | null; readonly readings: Job | null }
  /** Takes in the answer of a start: the events tell the rest. */
  readonly started: (job: Job) => void
}

/** Readings that began by themselves after an import carry its report: it is what is left of it after a reload. */
const importBefore = (jobs: readonly Job[]): Job | null => {
  const readings = jobs.findLast((job) => job.kind === 'readings' && job.report !== null)
  return readings === undefined ? null : { ...readings, kind: 'facilityList', state: 'done', message: null }
}

/** The jobs about lists, whoever started them: what the events say is newer than any answer. */
export function useListJobs(answers: readonly (Job | null | undefined)[]): ListJobs {
  const { jobs } = useLive()
  const [own, setOwn] = useState<Job | null>(null)
  const known = new Map<string, Job>()
  for (const job of [...answers, own]) if (job != null) known.set(job.jobId, job)
  for (const job of Object.values(jobs)) known.set(job.jobId, job)
  // Ids grow with time: the newest last.
  const all = [...known.values()].filter((job) => job.kind !== 'lot').sort((left, right) => (left.jobId < right.jobId ? -1 : 1))
  return {
    active: all.findLast((job) => !isEnded(job)) ?? null,
    ended: {
      facilityList: all.findLast((job) => job.kind === 'facilityList' && isEnded(job)) ?? importBefore(all),
      readings: all.findLast((job) => job.kind === 'readings' && isEnded(job)) ?? null,
    },
    started: setOwn,
  }
}
