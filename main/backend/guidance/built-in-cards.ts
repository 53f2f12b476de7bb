import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { guidanceCardName } from '#shared/domain/call.ts'
import { compareCardNames } from '#shared/domain/guidance-search.ts'
import { sourceTemplates } from '../letters/template-files.ts'

export interface CardText {
  readonly name: string
  readonly text: string
}

/**
 * The texts of the cards that come with the program (one file a card, Q12.yaml), in the order of their names.
 * @param templatesDirectory the packaged host's; otherwise the source tree's
 * @throws Error when the folder or a file cannot be read
 */
export const readBuiltInCards = (templatesDirectory: string = sourceTemplates): CardText[] => {
  const folder = join(templatesDirectory, 'guidance')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && guidanceCardName.test(file.slice(0, -'.yaml'.length)))
    .map((file) => ({ name: file.slice(0, -'.yaml'.length), text: readFileSync(join(folder, file), 'utf8') }))
    .sort((one, other) => compareCardNames(one.name, other.name))
}
