/**
 * `npm run drawable-characters`: writes which characters our letter fonts draw into shared/domain, where central, page
 * and backend read the same. Run after a font was exchanged; a test compares the file with the fonts.
 */
import { writeFileSync } from 'node:fs'
import { drawableRuns } from '#backend/letters/drawable-runs.ts'

const runs = drawableRuns()
const lines: string[] = []
let line = ''
for (const run of runs.split(',')) {
  if (line.length + run.length > 150) {
    lines.push(line)
    line = ''
  }
  line += `${run},`
}
lines.push(line.slice(0, -1))
writeFileSync(new URL('../shared/domain/drawable-runs.ts', import.meta.url), `/** Made by \`npm run drawable-characters\` from the letter fonts: gap to the next drawable character and length of the run, in base 36. */
export const drawableRuns = \`
${lines.join('\n')}
\`
`)
