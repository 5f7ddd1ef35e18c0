import { settingFacts } from './settings-schema.ts'

/** The reference page of all settings, in Markdown; `npm run docs` writes it to docs/reference/settings.md. */
export function settingsPage(): string {
  const rows = settingFacts.map(
    ({ name, shownDefault, allowed, description }) => `| \`${name}\` | ${shownDefault} | ${allowed} | ${description} |`,
  )
  return `${[
    '# Settings',
    '',
    '<!-- Made from src/config/settings-schema.ts by `npm run docs`. -->',
    '',
    'The manager reads its settings once, when it starts: from the environment, else from `settings.json` in the data directory',
    '(the same names, e.g. `{ "OTM_HTTP_PORT": 8080 }`; not `OTM_DATA_DIR`), else the default. An unknown `OTM_…` is refused by name.',
    '`OTM_URL` and `OTM_TOKEN` belong to the client `otm`; the manager ignores them.',
    '',
    '| setting | default | allowed | |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n')}\n`
}
