/** Who may import whom (docs/architecture.md). No exceptions: a change that needs one changes the design instead. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(shared|list-files|main|renderer|central|templates|test|scripts)/', pathNot: allowed },
})

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('shared-imports-nothing', '^shared/', '^shared/', 'shared is pure: rules and contracts'),
    only('renderer-imports-shared', '^renderer/', '^(renderer|shared)/', 'the page knows the contract only'),
    only('list-files-import-shared', '^list-files/', '^(list-files|shared)/', 'read alike on a desktop and on the server'),
    only('central-imports-shared-and-list-files', '^central/', '^(central|list-files|shared)/', 'central is a product of its own'),
    only('templates-import-shared', '^templates/', '^(templates|shared)/', 'templates are data and their schemas'),
    only('backend-imports-shared-and-templates', '^main/backend/', '^(main/backend|list-files|shared|templates)/', 'one backend, free of its hosts'),
    only('host-imports-backend', '^main/host/', '^(main/host|main/backend|shared)/', 'what every host of plain Node needs'),
    only('trial-imports-host', '^main/trial/', '^(main/trial|main/host|main/backend|shared)/', 'the trial is no part of a packaged desktop'),
    only('web-host-imports-backend', '^main/web-host/', '^(main/web-host|main/host|main/trial|main/backend|shared)/'),
    only('desk-imports-backend', '^main/desk/', '^(main/desk|main/host|main/trial|main/backend|list-files|shared)/'),
    only('electron-imports-backend', '^main/electron/', '^(main/electron|main/host|main/backend|shared)/'),
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/vite\\.config\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-only-in-its-folder',
      severity: 'error',
      from: { pathNot: '^(main/electron|test)/' },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    },
    {
      name: 'backend-has-no-http-server',
      severity: 'error',
      from: { path: '^main/backend/' },
      to: { path: '^(node:)?(http|https|http2|net|tls)$|node_modules/(fastify|electron)/' },
    },
    {
      name: 'typeorm-only-beside-databases',
      comment: 'TypeORM and SQL live in database folders and in the repository beside each capability',
      severity: 'error',
      from: { path: '^(shared|list-files|main|renderer|central|scripts)/', pathNot: '(/database/|repository\\.ts$|-repository\\.ts$)' },
      to: { path: 'node_modules/(typeorm|pg|better-sqlite3-multiple-ciphers)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rpc-library-only-in-contract-and-hosts',
      severity: 'error',
      from: { path: '^(shared|list-files|main|renderer|central)/', pathNot: '^(shared/contract/|main/(electron|web-host|desk)/|renderer/(api|host)/)' },
      to: { path: 'node_modules/@orpc/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)\\.build/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
}
