/** A table as CSV that a spreadsheet opens without a question: UTF-8 with BOM, CRLF. */
const quoted = (cell: string): string => {
  // What a spreadsheet would run as a formula stays text.
  const harmless = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

export const csvText = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`
