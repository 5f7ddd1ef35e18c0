import { ManagerError } from '../domain/error.ts'
import type { FoundBroken } from './inspection-schema.ts'
import { packageOfModule } from './package-names.ts'

/** Modules that only oTree 3 and older brought along. */
const oldModules = new Set(['django', 'channels', 'huey', 'rest_framework', 'otree_save_the_change', 'vanilla', 'idmap', 'redis_lock'])

/** What to tell about a project whose code cannot be imported. `facts.log` has the traceback. */
export function brokenProject(found: FoundBroken): ManagerError {
  const facts = { file: found.file, line: found.line, missing: found.missing.map(({ module }) => module), log: found.trace }
  return new ManagerError('project.broken', found.missing.length > 0 ? missingSentence(found.missing) : failureSentence(found), facts)
}

function failureSentence({ error, file, line }: FoundBroken): string {
  const sentence = error.trim().replace(/[.\s]+$/, '')
  if (file === null) return `The project's code cannot be imported: ${sentence}. Try "otree devserver" on your own computer.`
  return `The project's code cannot be imported: ${sentence} (${file}${line === null ? '' : `, line ${line}`}). Mend it and deploy again.`
}

type Missing = FoundBroken['missing']

function missingSentence(missing: Missing): string {
  const apps = missing.filter(({ isApp }) => isApp)
  const old = missing.filter(({ isApp, module }) => !isApp && oldModules.has(module))
  const packages = missing.filter(({ isApp, module }) => !isApp && !oldModules.has(module))
  return [
    ...(packages.length > 0 ? [packagesSentence(packages)] : []),
    ...(old.length > 0 ? [`${places(old)} ${old.length === 1 ? 'belongs' : 'belong'} to oTree 3 and older, which do not run here.`] : []),
    ...(apps.length > 0 ? [appsSentence(apps)] : []),
  ].join(' ')
}

const packagesSentence = (packages: Missing): string =>
  `The project imports modules that are not installed: ${places(packages)}. Add to requirements.txt: ${packages.map(({ module }) => packageOfModule(module)).join(', ')}.`

const appsSentence = (apps: Missing): string =>
  `settings.py names apps that have no folder in the project: ${apps.map(({ module }) => module).join(', ')}. Check their spelling (upper and lower case differ), and that they were committed.`

const places = (missing: Missing): string =>
  missing.map(({ module, file, line }) => `${module} (${file}${line === null ? '' : `, line ${line}`})`).join(', ')
