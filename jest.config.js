const typescript = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
      module: { type: 'es6' },
    },
  ],
}

/** Every module anew for each test file: for the page, which takes its globals from jsdom, and for tests that put a stand-in for a library or
 * hand it objects whose prototype it looks at. */
const anew = { transform: typescript, transformIgnorePatterns: ['/node_modules/'] }

/** The product's modules, and libraries both sides hand things of to each other, are Node's own, loaded once a worker. */
const once = {
  transform: { '^.+\\.([cm]?jsx?|tsx?)$': '<rootDir>/test/support/native-modules.ts' },
  transformIgnorePatterns: ['/node_modules/(?!(fast-check|pg|zod|typeorm|yaml|uuid|iconv-lite|fflate|pdfkit|fontkit|wanakana|@orpc|@electric-sql)/)'],
  testEnvironment: '<rootDir>/test/support/node-environment.ts',
}

/** One project a kind of test, so that `npm run jest -- --selectProjects unit` runs just these. */
const project = (displayName, folder, more) => ({
  displayName,
  rootDir: import.meta.dirname,
  cacheDirectory: '<rootDir>/.build/jest',
  roots: [`<rootDir>/test/${folder}`],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['\\.isolated\\.test\\.ts$'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  setupFiles: ['<rootDir>/test/support/property-seed.ts'],
  ...more,
})

export default {
  // A net for what hangs, no measure of speed: machines are busy at times.
  testTimeout: 120_000,
  projects: [
    ...['unit', 'integration', 'letters', 'security', 'migration', 'central', 'e2e'].map((folder) => project(folder, folder, once)),
    project('isolated', '', { ...anew, testEnvironment: 'node', testMatch: ['**/*.isolated.test.ts'], testPathIgnorePatterns: [] }),
    project('renderer', 'renderer', { ...anew, testEnvironment: '<rootDir>/test/support/jsdom-environment.ts' }),
  ],
}
