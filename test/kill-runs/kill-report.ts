/** What a run of kills has shown. */
import type { KillDatabaseKind } from './kill-database.ts'

export interface KillReport {
  readonly target: 'desktop' | 'central'
  readonly database: KillDatabaseKind
  readonly seed: number
  readonly kills: number
  /** By where the process was. */
  readonly where: Readonly<Record<string, number>>
  /** Operations somebody was told are done. */
  readonly acknowledged: number
  /** Records looked for after the kills, all of them each time. */
  readonly looks: number
  /** Mutations central has taken at the end. */
  readonly mutations: number
  /** Pushes handed in again because their answer was lost, and those of them that had been taken. */
  readonly repeated: number
  readonly recognised: number
  readonly auditEntries: number
  /** Milliseconds from the start of the process until its files were open, or it answered. */
  readonly recoveryMs: { readonly median: number; readonly max: number }
  /** The same of a PostgreSQL server whose processes were all killed. */
  readonly serverRecoveryMs: { readonly kills: number; readonly median: number; readonly max: number } | null
  /** What the desktops themselves refused, by reason. */
  readonly refused: Readonly<Record<string, number>>
}

export const spread = (values: readonly number[]): { median: number; max: number } => {
  const sorted = [...values].sort((left, right) => left - right)
  return { median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), max: Math.round(sorted.at(-1) ?? 0) }
}

export const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)

export const reportInWords = (report: KillReport): string => {
  const list = (counts: Readonly<Record<string, number>>): string => Object.entries(counts).sort(([, left], [, right]) => right - left).map(([name, times]) => `${name} ${times}`).join(', ')
  return [
    `${report.target} on ${report.database}, seed ${report.seed}: ${report.kills} kills, nothing acknowledged is missing`,
    `  where: ${list(report.where)}`,
    `  acknowledged operations: ${report.acknowledged}; records looked for after the kills: ${report.looks}; mutations at central: ${report.mutations}; audit entries verified: ${report.auditEntries}`,
    ...(report.target === 'central' ? [`  pushes handed in again: ${report.repeated}, of which central had taken: ${report.recognised}`] : []),
    `  recovery: median ${report.recoveryMs.median} ms, at most ${report.recoveryMs.max} ms`,
    ...(report.serverRecoveryMs === null ? [] : [`  PostgreSQL killed ${report.serverRecoveryMs.kills} times: recovery median ${report.serverRecoveryMs.median} ms, at most ${report.serverRecoveryMs.max} ms`]),
    ...(Object.keys(report.refused).length > 0 ? [`  refused by the desktops' own rules: ${list(report.refused)}`] : []),
  ].join('\n')
}
