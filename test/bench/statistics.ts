/** Figures of many measurements: percentiles, and tables people can read. */

/** The value that a share of all values does not exceed (nearest rank). @throws RangeError for no values */
export const percentile = (values: readonly number[], share: number): number => {
  if (values.length === 0) throw new RangeError('Nothing was measured')
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}

export interface Spread { readonly p50: number; readonly p90: number; readonly p99: number; readonly max: number }

/** Three digits that mean something: 0.0712, 3.18, 102; whole numbers as they are. */
export const rounded = (value: number): number => (Number.isFinite(value) && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value)

/** Milliseconds. @throws RangeError for no values */
export const spreadOf = (milliseconds: readonly number[]): Spread => ({
  p50: rounded(percentile(milliseconds, 0.5)), p90: rounded(percentile(milliseconds, 0.9)), p99: rounded(percentile(milliseconds, 0.99)), max: rounded(percentile(milliseconds, 1)),
})

export interface Target { readonly target: string; readonly value: number; readonly met: boolean }
export const atMost = (most: number, unit: string, value: number): Target => ({ target: `≤ ${most}${unit === '' ? '' : ` ${unit}`}`, value: rounded(value), met: value <= most })

export const atLeast = (least: number, unit: string, value: number): Target => ({ target: `≥ ${least}${unit === '' ? '' : ` ${unit}`}`, value: rounded(value), met: value >= least })

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
export const asTable = (heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string => {
  const cells = [heading, ...rows.map((row) => row.map(String))]
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)))
  return cells.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')).join('\n')
}

const mib = 2 ** 20
export const mebibytes = (bytes: number): number => Number((bytes / mib).toFixed(1))
