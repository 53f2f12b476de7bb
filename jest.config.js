const transform = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
      module: { type: 'es6' },
    },
  ],
}

/** One project a kind of test, so that `npm run jest -- --selectProjects unit` runs just these. */
const project = (displayName, folder, more = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  cacheDirectory: '<rootDir>/.build/jest',
  roots: [`<rootDir>/test/${folder}`],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  transform,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/support/property-seed.ts'],
  ...more,
})

export default {
  // A net for what hangs, no measure of speed: machines are busy at times.
  testTimeout: 120_000,
  projects: [
    project('unit', 'unit'),
    project('integration', 'integration'),
    project('letters', 'letters'),
    project('security', 'security'),
    project('migration', 'migration'),
    project('central', 'central'),
    project('renderer', 'renderer', { testEnvironment: '<rootDir>/test/support/jsdom-environment.ts' }),
    project('e2e', 'e2e'),
  ],
}
