/** The page as it ships, built where its sources changed. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { projectRoot } from '#host/client-version.ts'
import { readPageFiles, type PageFile } from '#web-host/page-files.ts'

const run = promisify(execFile)

/** In a process of its own: the bundler's native parts and a test runner's module registry do not go together. */
export const builtPage = async (): Promise<ReadonlyMap<string, PageFile>> => {
  const script = `import { buildRenderer } from '#scripts/build.ts'; process.stdout.write((await buildRenderer()).directory)`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: projectRoot })
  return readPageFiles(stdout)
}
