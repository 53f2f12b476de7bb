/** Documents that cannot drift: what they name is there, what they quote is said. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'

const root = resolve(import.meta.dirname, '../../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

const filesBelow = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

const documents = ['README.md', 'README.ja.md', ...filesBelow('docs', /\.md$/u)]
const forStaff = ['README.ja.md', ...filesBelow('docs/manual', /\.md$/u)]

const matchesOf = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '')
const unique = (values: readonly string[]): string[] => [...new Set(values)]

describe.each(documents)('%s', (file) => {
  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = matchesOf(read(file), /npm run (?:-s )?([\w:-]+)/gu)
    expect(unique(named).filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })

  it('links only to what is there', () => {
    const links = matchesOf(read(file), /\]\(([^)\s]+)\)/gu).filter((link) => !/^[a-z]+:/u.test(link))
    expect(unique(links).filter((link) => !existsSync(join(root, dirname(file), link.split('#')[0]!)))).toEqual([])
  })

  it('names only files and folders that are there', () => {
    // A path of this tree: begins with a name, holds a slash, no placeholder and no space.
    const paths = matchesOf(read(file), /`([\w.-]+(?:\/[\w.@-]+)*\/?)`/gu).filter((path) => path.includes('/'))
    expect(unique(paths).filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

it('README.md begins with the two commands that a newcomer types', () => {
  const head = read('README.md').split('\n## ')[0]!
  expect(head).toContain('npm ci && npm start')
  expect(head).toContain('npm ci && npm test')
})

describe('docs/architecture.md', () => {
  const rules = (createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] }).forbidden
  const { imports } = JSON.parse(read('package.json')) as { imports: Record<string, string> }
  const text = read('docs/architecture.md')

  it('names every rule of .dependency-cruiser.cjs', () => {
    expect(rules.length).toBeGreaterThan(10)
    expect(rules.map((rule) => rule.name).filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })

  it('names every import name of package.json with its folder', () => {
    const missing = Object.entries(imports).filter(([name, folder]) => !text.includes(`| \`${folder.replace(/^\.\//u, '').replace(/\*$/u, '')}\` | \`${name}\` |`))
    expect(missing).toEqual([])
  })
})

it('docs/decisions/README.md lists every decision, and nothing else', () => {
  const listed = matchesOf(read('docs/decisions/README.md'), /\]\((\d{4}-[\w-]+\.md)\)/gu)
  expect(listed).toEqual(filesBelow('docs/decisions', /^\d{4}-.*\.md$/u).map((file) => file.replace('docs/decisions/', '')).sort())
})

describe('what the product is quoted with', () => {
  const said = [...filesBelow('renderer/strings', /\.ts$/u), ...filesBelow('main', /\.ts$/u), 'scripts/run.mjs'].map(read).join('\n')
  /** Parts of 「…」, apart at what varies; names of published things are no words of the product. */
  const quoted = (text: string): string[] => matchesOf(text, /「([^」]+)」/gu).flatMap((quote) => quote.split('…')).map((part) => part.trim()).filter((part) => part !== '')
  const notOurs = ['コード内容別医療機関一覧表']

  it.each(['README.md', ...forStaff])('%s: stands in the product, word for word', (file) => {
    expect(unique(quoted(read(file))).filter((part) => !notOurs.includes(part) && !said.includes(part))).toEqual([])
  })
})
