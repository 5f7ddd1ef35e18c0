/** Who may import whom, below `src/`; `domain` and `lib` may always be imported. The mains (`manager.ts`, `gateway.ts`) know all.
 * One line per folder: a new folder has to say here what it knows (test/structure/arrows.test.ts). */
const arrows = {
  domain: [],
  lib: [],
  otree: [],
  store: [],
  config: [],
  mail: [],
  'ssh-keys': [],
  'health-messages': [],
  metrics: [],
  engines: ['otree'],
  gateway: ['otree'],
  actions: ['otree', 'config'],
  operations: ['actions'],
  reconciler: ['operations', 'actions', 'otree'],
  accounts: ['store'],
  api: ['accounts', 'operations', 'actions', 'otree', 'ssh-keys'],
  git: ['operations', 'actions', 'otree', 'ssh-keys'],
  lobby: ['operations', 'actions', 'otree'],
  backups: ['operations', 'actions', 'otree'],
  client: ['api/contract'],
  // without a running manager, `otm setup` opens the store itself
  cli: ['client', 'api/contract', 'config', 'store', 'accounts'],
}

const mayKnow = (folder) => `^src/(${[folder, 'domain', 'lib', ...arrows[folder]].join('|')})/`
const domainAlone = '^src/domain/'

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-mains', severity: 'error', from: {}, to: { path: '^src/(manager|gateway)[.]ts$' } },
    {
      name: 'not-to-tests',
      severity: 'error',
      from: { path: '^(src|web)/' },
      to: { path: '([.]test[.]tsx?$|^test/)' },
    },
    { name: 'domain-imports-nothing', severity: 'error', from: { path: domainAlone }, to: { pathNot: domainAlone } },
    {
      name: 'engines-are-siblings',
      severity: 'error',
      from: { path: '^src/engines/([^/]+)/' },
      // `local` is what all engines share that keep their instances on this machine
      to: { path: '^src/engines/[^/]+/', pathNot: '^src/engines/($1|local)/' },
    },
    {
      name: 'pages-know-the-contract',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^src/', pathNot: '^src/(api/contract|client|domain)/' },
    },
    ...Object.keys(arrows).map((folder) => ({
      name: `arrows-of-${folder}`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^(src|web|test|scripts)/', pathNot: mayKnow(folder) },
    })),
  ].map(leaveTestsAlone),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)node_modules/|^build/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
  folders: Object.keys(arrows),
}

/** Tests may look at whatever they need. */
function leaveTestsAlone(rule) {
  return { ...rule, from: { pathNot: '([.]test[.]tsx?|[.]contract[.]ts)$|/testing/|/test(ing)?-[^/]*[.]ts$|/testing[.]ts$', ...rule.from } }
}
