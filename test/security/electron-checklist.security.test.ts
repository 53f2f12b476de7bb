/** Electron's security checklist (electronjs.org/docs/latest/tutorial/security), item by item, read from the sources. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import ts from 'typescript'
import { contentSecurityPolicy } from '#electron/content-security-policy.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'main/electron')
const sources = readdirSync(folder).filter((name) => name.endsWith('.ts')).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8')
  return { name, tree: ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true) }
})

/** Every node of every source; comments are not among them. */
const nodes = function* (from?: string): Generator<ts.Node> {
  const below = function* (node: ts.Node): Generator<ts.Node> {
    yield node
    for (const child of node.getChildren()) yield* below(child)
  }
  for (const { name, tree } of sources) if (from === undefined || name === from) yield* below(tree)
}

const printer = ts.createPrinter({ removeComments: true })
/** A source without its comments, every run of blanks one blank. */
const codeOf = (tree: ts.SourceFile) => printer.printFile(tree).replace(/\s+/g, ' ')

/** Names of the sources whose code matches: the whole answer of most questions here, and short when it is wrong. */
const filesWith = (pattern: RegExp) => sources.filter(({ tree }) => pattern.test(codeOf(tree))).map(({ name }) => name)

const newWindows = () => [...nodes()].filter((node): node is ts.NewExpression => ts.isNewExpression(node) && node.expression.getText() === 'BrowserWindow')

/** Properties of an object literal as written. */
const literal = (node: ts.Node | undefined): Record<string, string> => {
  if (node === undefined || !ts.isObjectLiteralExpression(node)) throw new Error('not written as an object literal, so it cannot be checked')
  return Object.fromEntries(node.properties.map((property) => {
    if (ts.isSpreadAssignment(property)) throw new Error('spread options cannot be checked')
    return [property.name?.getText() ?? '', ts.isPropertyAssignment(property) ? property.initializer.getText() : property.getText()]
  }))
}

const preferences = newWindows().map((made) => {
  const options = made.arguments?.[0]
  if (options === undefined || !ts.isObjectLiteralExpression(options)) throw new Error('options of a window must be an object literal')
  const property = options.properties.find((each): each is ts.PropertyAssignment => ts.isPropertyAssignment(each) && each.name.getText() === 'webPreferences')
  return { file: made.getSourceFile().fileName, values: literal(property?.initializer) }
})

const registeredSchemes = () => {
  const call = [...nodes()].find((node): node is ts.CallExpression => ts.isCallExpression(node) && node.expression.getText().endsWith('registerSchemesAsPrivileged'))
  const list = call?.arguments[0]
  if (list === undefined || !ts.isArrayLiteralExpression(list)) throw new Error('schemes must be an array literal')
  return list.elements.map((element) => literal(element))
}

const everyWindow = (name: string, value: string) => {
  expect(preferences.length).toBeGreaterThan(0)
  for (const { file, values } of preferences) expect([file, name, values[name]]).toEqual([file, name, value])
}

describe("Electron's security checklist", () => {
  it('1. loads its own content only', () => {
    const loaded = [...nodes()].filter((node): node is ts.CallExpression => ts.isCallExpression(node) && /\.(loadURL|loadFile)$/.test(node.expression.getText()))
    expect(loaded.map((call) => [call.getSourceFile().fileName, call.arguments[0]?.getText()])).toEqual([['letter-window.ts', 'address'], ['page-window.ts', 'pageAddress']])
    expect(filesWith(/['"`](http|ws|ftp):\/\/(?!\*)/)).toEqual([])
  })
  it('2. gives no page Node', () => {
    for (const name of ['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames']) everyWindow(name, 'false')
  })
  it('3. isolates contexts', () => everyWindow('contextIsolation', 'true'))
  it('4. sandboxes every process with a page', () => {
    everyWindow('sandbox', 'true')
    expect(filesWith(/app\.enableSandbox\(\)/)).toEqual(['main.ts'])
    expect(filesWith(/no-sandbox|appendSwitch/)).toEqual([])
  })
  it('5. answers every permission request, in every session', () => {
    expect(filesWith(/setPermissionRequestHandler\(.*setPermissionCheckHandler\(.*setDevicePermissionHandler\(/)).toEqual(['lock-down.ts'])
    expect(filesWith(/confineSession\(session\.defaultSession\)/)).toEqual(['main.ts'])
    const sessionsMade = [...nodes()].filter((node) => ts.isCallExpression(node) && /\.(fromPartition|fromPath)$/.test(node.expression.getText()))
    expect(sessionsMade.map((node) => node.getSourceFile().fileName)).toEqual(['letter-window.ts'])
    expect(filesWith(/denyPermissions\(letters\)/)).toEqual(['letter-window.ts'])
  })
  it('6. keeps web security on', () => everyWindow('webSecurity', 'true'))
  it('7. has a strict content security policy', () => {
    const directives = new Map(contentSecurityPolicy('x').split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]))
    expect(directives.get('default-src')).toEqual(["'none'"])
    expect(directives.get('script-src')).toEqual(["'self'", "'nonce-x'"])
    for (const name of ['object-src', 'base-uri', 'form-action', 'frame-src', 'frame-ancestors']) expect([name, directives.get(name)]).toEqual([name, ["'none'"]])
    for (const [name, values] of directives) for (const value of values) expect([name, value]).toEqual([name, expect.not.stringMatching(/unsafe|\*|https?:|ws:/)])
  })
  it('8. allows no insecure content', () => everyWindow('allowRunningInsecureContent', 'false'))
  it('9. enables no experimental features', () => {
    for (const { values } of preferences) expect(values.experimentalFeatures ?? 'false').toBe('false')
  })
  it('10. enables no Blink features', () => expect(filesWith(/enableBlinkFeatures|enable-blink-features|enable-features/)).toEqual([]))
  it('11. has no webview that could open windows', () => {
    everyWindow('webviewTag', 'false')
    expect(filesWith(/allowpopups/i)).toEqual([])
  })
  it('12. stops every webview before it is made', () => expect(filesWith(/'will-attach-webview', \(event\) => event\.preventDefault\(\)/)).toEqual(['lock-down.ts']))
  it('13. limits navigation and redirects to its own page', () => {
    expect(filesWith(/'will-navigate', stayOnPage.*'will-redirect', stayOnPage/)).toEqual(['lock-down.ts'])
    expect(filesWith(/; lockDown\(app\);/)).toEqual(['main.ts'])
  })
  it('14. opens no windows for pages', () => {
    expect(filesWith(/setWindowOpenHandler\(\(\) => \(\{ action: 'deny' \}\)\)/)).toEqual(['lock-down.ts'])
    expect(filesWith(/action: 'allow'/)).toEqual([])
  })
  it('15. opens nothing outside but the sign-in page that the machine is set to', () => {
    expect(filesWith(/openExternal|\bshell\b/)).toEqual(['external-browser.ts'])
    expect(filesWith(/if \(!isSignInAddress\(address, origin\)\) \{.*return.*\}.*shell\.openExternal\(address\)/)).toEqual(['external-browser.ts'])
    expect(filesWith(/openPath|child_process/)).toEqual([])
  })
  it('16. pins a current Electron', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
    const [major] = (devDependencies.electron ?? '').split('.')
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
    expect(Number(major)).toBeGreaterThanOrEqual(45)
  })
  it('17. checks the sender of every message', () => {
    const listening = sources.filter(({ tree }) => /\bipcMain\b/.test(tree.getFullText())).map(({ name }) => name)
    expect(listening).toEqual(['page-connections.ts'])
    const listeners = [...nodes('page-connections.ts')].filter((node): node is ts.CallExpression => ts.isCallExpression(node) && /^ipcMain\./.test(node.expression.getText()))
    expect(listeners.length).toBeGreaterThan(0)
    for (const { arguments: [, listener] } of listeners) {
      const body = listener !== undefined && ts.isArrowFunction(listener) && ts.isBlock(listener.body) ? listener.body.statements[0]?.getText() : ''
      expect(body).toBe('if (!isOwnPage(event, ownPage())) return')
    }
  })
  it('18. serves pages from a scheme of its own, never from file://', () => {
    expect(registeredSchemes().map(({ scheme }) => scheme)).toEqual(['pageScheme', 'letterScheme'])
    for (const { privileges } of registeredSchemes()) expect(privileges).not.toMatch(/bypassCSP|allowServiceWorkers|corsEnabled|allowExtensions/)
    expect(filesWith(/loadFile|registerFileProtocol|interceptFileProtocol|['"`]file:\/\/(?!\*)/)).toEqual([])
  })
  // 19 (fuses) stands in packaging.security.test.ts, where the packaging rules are read.
  it('20. exposes two words of its own to the page, and no Electron', () => {
    const exposing = [...nodes()].filter((node): node is ts.CallExpression => ts.isCallExpression(node) && /exposeIn(MainWorld|IsolatedWorld)$/.test(node.expression.getText()))
    expect(exposing.map((call) => call.arguments.map((argument) => argument.getText()))).toEqual([["'deskHost'", 'deskHost']])
    const host = [...nodes('preload.ts')].find((node): node is ts.VariableDeclaration => ts.isVariableDeclaration(node) && node.name.getText() === 'deskHost')
    expect(Object.keys(literal(host?.initializer))).toEqual(['kind', 'connect'])
    const imported = [...nodes('preload.ts')].filter(ts.isImportDeclaration).map((each) => each.moduleSpecifier.getText())
    expect(imported).toEqual(["'electron'", "'./page-channels.ts'", "'./page-origin.ts'"])
  })
})

describe('beyond the checklist', () => {
  it('has developer tools in a development build only', () => {
    expect(preferences.map(({ file, values }) => [file, values.devTools])).toEqual([['letter-window.ts', 'false'], ['page-window.ts', '!isPackaged']])
  })
  it('never prints a live letter past the allow-list, with a dialog, or from a session that keeps anything', () => {
    expect(filesWith(/silent: true/)).toEqual(['electron-letter-printer.ts'])
    expect(filesWith(/partition = 'letters'.*fromPartition\(partition, \{ cache: false \}\)/)).toEqual(['letter-window.ts'])
    expect(filesWith(/allowedPrinters: \(\) => Promise\.resolve\(settings\.letterPrinters\)/)).toEqual(['main.ts'])
    expect(filesWith(/webContents\.print\(/)).toEqual(['letter-window.ts'])
  })
  it('takes one thing from outside, in one file: a number, from a link or from the telephone system', () => {
    expect(filesWith(/setAsDefaultProtocolClient|'open-url'|telephoneOfLink\(/)).toEqual(['incoming-calls.ts'])
    expect(filesWith(/createServer\(|\.listen\(|node:http/)).toEqual([])
    expect(filesWith(/if \(app\.isPackaged\) app\.setAsDefaultProtocolClient\(deepLinkScheme\)/)).toEqual(['incoming-calls.ts'])
  })
  it('uses the asynchronous key store only', () => {
    expect(filesWith(/\b(encryptString|decryptString|isEncryptionAvailable|setUsePlainTextEncryption)\b/)).toEqual([])
  })
  it('keeps the database key away from disk, command line and environment', () => {
    const fork = [...nodes('main.ts')].find((node): node is ts.CallExpression => ts.isCallExpression(node) && node.expression.getText() === 'utilityProcess.fork')
    expect(fork?.getText()).not.toMatch(/key/i)
  })
})
