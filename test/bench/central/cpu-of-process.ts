/** Processor time of other processes, where the system tells (Linux). */
import { readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'

/** Linux counts in hundredths of a second on every platform Node runs on. */
const tick = 10

interface Stat { readonly parent: number; readonly milliseconds: number }

const statOf = (pid: number | string): Stat | null => {
  try {
    // After the name, which may hold anything: state, parent, …, user time (12th), system time (13th).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /su, '').split(' ')
    return { parent: Number(fields[1]), milliseconds: (Number(fields[11]) + Number(fields[12])) * tick }
  } catch {
    return null
  }
}

/** Milliseconds used so far; null where the system does not tell. */
export const cpuOf = (pid: number): number | null => statOf(pid)?.milliseconds ?? null

/** Of a process and its children that still run. */
export const cpuOfFamily = (pid: number): number | null => {
  const own = cpuOf(pid)
  if (own === null) return null
  const others = readdirSync('/proc').filter((name) => /^\d+$/u.test(name)).map(statOf)
  return others.reduce((sum, stat) => sum + (stat?.parent === pid ? stat.milliseconds : 0), own)
}

/** Of the whole machine, all cores together, whoever used it. */
export const cpuOfMachine = (): number => cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
