/** What may and what must be in a packed application. */

export interface PackedFiles {
  /** Names inside app.asar, with a slash in front, as @electron/asar lists them. */
  readonly inAsar: readonly string[]
  /** Names beside the archive, relative to the resources folder, with slashes. */
  readonly besides: readonly string[]
}

const required: readonly RegExp[] = [
  /^\/package\.json$/,
  /^\/\.build\/electron\/main\.js$/,
  /^\/\.build\/electron\/preload\.js$/,
  /^\/\.build\/electron\/backend-process\.js$/,
  ...['list', 'list-writer', 'join', 'dictionary'].map((worker) => new RegExp(`^/\\.build/electron/${worker}-worker\\.js$`)),
  /^\/\.build\/electron\/data\/sRGB_IEC61966_2_1\.icc$/,
  /^\/\.build\/renderer\/index\.html$/,
  /^\/node_modules\/better-sqlite3-multiple-ciphers\/lib\/index\.js$/,
  /^\/node_modules\/@node-rs\/argon2\/index\.js$/,
]

const requiredBesides = (driver: string): readonly RegExp[] => [
  new RegExp(`^app\\.asar\\.unpacked/node_modules/better-sqlite3-multiple-ciphers/prebuilds/${driver}\\.node$`),
  /^templates\/.+\.json$/,
  /^dictionary\/base\.dat\.gz$/,
  /^dictionary\/NOTICE\.md$/,
  ...['biz-udgothic', 'biz-udpgothic', 'biz-udpmincho', 'noto-sans-jp'].flatMap((family) => [
    new RegExp(`^fonts/${family}/LICENSE_FONT$`),
    new RegExp(`^fonts/${family}/400Regular/[^/]+\\.ttf$`),
    new RegExp(`^fonts/${family}/700Bold/[^/]+\\.ttf$`),
  ]),
]

const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\.tsx?$/, 'source'],
  [/\.map$/, 'source map'],
  [/(^|\/)(test|tests|__tests__|coverage)\//, 'tests'],
  [/\.test\.[a-z]+$/, 'tests'],
  [/node_modules\/node-(linux|win|darwin)-/, 'a second Node'],
  [/(^|\/)node(\.exe)?$/, 'a second Node'],
  [/\.(gyp|gypi|c|cc|cpp|h|hpp)$/, 'source of a native package'],
  [/(^|\/)(\.env|\.npmrc|package-lock\.json|\.git)/, 'a file of development'],
  [/\.(sqlite|pem|key|p12|pfx)$/, 'data or a secret'],
  [/fonts\/noto-sans-jp\/(?!400Regular|700Bold|LICENSE_FONT)/, 'a weight of Noto Sans JP that no letter uses'],
]

/** Packages that travel beside the bundle; everything else is inside it. */
const packagesAllowed = /^\/node_modules\/(better-sqlite3-multiple-ciphers|@node-rs\/argon2(-[a-z0-9-]+)?)(\/|$)/

/** What is wrong with a packed application, one English line each; empty = nothing. `driver` is e.g. 'win32-x64'. */
export const packingProblems = ({ inAsar, besides }: PackedFiles, driver: string): string[] => {
  const problems: string[] = []
  for (const pattern of required) if (!inAsar.some((name) => pattern.test(name))) problems.push(`missing in app.asar: ${pattern.source}`)
  for (const pattern of requiredBesides(driver)) if (!besides.some((name) => pattern.test(name))) problems.push(`missing beside app.asar: ${pattern.source}`)
  for (const name of [...inAsar, ...besides]) {
    for (const [pattern, what] of forbidden) if (pattern.test(name)) problems.push(`${what}: ${name}`)
  }
  for (const name of inAsar) {
    if (/^\/node_modules\/(@[^/]+\/)?[^@/][^/]*\//.test(name) && !packagesAllowed.test(name)) problems.push(`a package the bundle already holds: ${name}`)
  }
  const others = besides.filter((name) => name.endsWith('.node') && name.includes('/prebuilds/') && !name.endsWith(`/${driver}.node`))
  return [...problems, ...others.map((name) => `a driver for another platform: ${name}`)]
}
