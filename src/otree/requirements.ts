import type { RequirementsPlan } from '../domain/engine.ts'
import { ManagerError } from '../domain/error.ts'
import type { ChosenVersions } from '../domain/instance.ts'
import { isPartOfPython } from './package-names.ts'
import { choosePythons, type PythonQuestion } from './python-choice.ts'
import { formatRequirement, type Requirement } from './requirement.ts'
import { type FileReader, type PlacedRequirement, readRequirements } from './requirement-lines.ts'
import { compareVersions, exactVersion, parseVersion } from './version.ts'
import { closedDoorsFor, findGeneration, type Generation, generations, hasOpenDoors, newestFitting, newestOtree } from './versions.ts'

export interface PlanOptions {
  /** `otree zip` writes a Python version into every .otreezip that is not the author's: ignore it there. */
  readonly ignorePythonHints?: boolean
  /** What somebody set for the instance; it takes the place of what the project says. */
  readonly versions?: ChosenVersions
}

const nothingChosen: ChosenVersions = { otree: null, python: null }

/** What shall be installed for a project, from its requirements.txt, `.python-version` and `runtime.txt`, and from what was set by hand.
 * @throws ManagerError `project.bad_requirements`, `project.no_otree`, `project.unsupported_otree`, `project.no_python` */
export function planRequirements(
  read: FileReader,
  { ignorePythonHints = false, versions = nothingChosen }: PlanOptions = {},
): RequirementsPlan {
  const ask = { ignore: ignorePythonHints, chosen: versions.python }
  const own = read('requirements.txt') === undefined ? undefined : readRequirements(read, 'requirements.txt')
  if (own === undefined && versions.otree === null) return withoutFile(read, ask)
  const { requirements, notices: replaced } = replaceOtree(withoutOwnParts(own ?? []), versions.otree)
  const otree = requirements.filter(({ name }) => name === 'otree')
  const [first] = otree
  if (!first) throw noOtree()
  const { generation, notices, unpinned } = chooseGeneration(first, otree.map(({ specifier }) => specifier).join(','))
  const driver = replaceDriver(requirements)
  const pythons = choosePythons(read, { generation, ...ask })
  const doubts = [...driver.notices, ...partsNotice(own ?? []), ...hashNotice(requirements), ...passwordNotice(requirements)]
  return {
    lines: [...new Set(driver.requirements.map(formatRequirement))],
    pythons: pythons.pythons,
    notices: [...replaced, ...notices, ...doubts, ...pythons.notices],
    unpinned,
  }
}

function withoutFile(read: FileReader, ask: Omit<PythonQuestion, 'generation'>): RequirementsPlan {
  const { pythons, notices } = choosePythons(read, { generation: generations[0], ...ask })
  return {
    lines: [`otree==${newestOtree}`, 'psycopg2-binary'],
    pythons,
    notices,
    unpinned: 'The project has no requirements.txt, so it does not say which version of oTree it means.',
  }
}

interface Replaced {
  readonly requirements: readonly PlacedRequirement[]
  readonly notices: string[]
}

/** Puts the version that was set by hand in the place of the project's own line. */
function replaceOtree(own: readonly PlacedRequirement[], version: string | null): Replaced {
  if (version === null) return { requirements: own, notices: [] }
  const [first] = own.filter(({ name }) => name === 'otree')
  const others = own.filter(({ name }) => name !== 'otree')
  const specifier = `==${version}`
  if (!first) {
    const line = { ...emptyRequirement, name: 'otree', specifier, file: 'requirements.txt', line: 0 }
    return { requirements: [line, ...others], notices: [`oTree ${version} is installed, because it is set for this instance.`] }
  }
  const isOwn = first.specifier === specifier && first.url === null
  return {
    requirements: [{ ...first, specifier, url: null, marker: '' }, ...others],
    notices: isOwn
      ? []
      : [
          `oTree ${version} is set for this instance, so it is installed in place of what ${first.file}, line ${first.line}, says: ${formatRequirement({ ...first, url: null })}.`,
        ],
  }
}

/** A part of Python itself, which is there anyway, and which the index either does not know or has something else for. */
const isOwnPart = ({ name, url, marker }: Requirement): boolean => isPartOfPython(name) && url === null && marker === ''

const withoutOwnParts = (requirements: readonly PlacedRequirement[]): PlacedRequirement[] => requirements.filter((each) => !isOwnPart(each))

function partsNotice(requirements: readonly PlacedRequirement[]): string[] {
  const parts = requirements.filter(isOwnPart)
  if (parts.length === 0) return []
  const places = parts.map(({ name, file, line }) => `${name} (${file}, line ${line})`).join(', ')
  return [
    parts.length === 1
      ? `${places} is a part of Python itself, so it is not installed. Remove the line.`
      : `${places} are parts of Python itself, so they are not installed. Remove the lines.`,
  ]
}

const noOtree = (): ManagerError =>
  new ManagerError(
    'project.no_otree',
    `requirements.txt does not name oTree. Add the line "otree==${newestOtree}", or the version that the project was written for.`,
  )

interface Choice {
  readonly generation: Generation
  readonly notices: string[]
  readonly unpinned: string | null
}

function chooseGeneration(otree: PlacedRequirement, specifier: string): Choice {
  const place = `${otree.file}, line ${otree.line},`
  if (otree.url !== null) {
    return {
      generation: generations[0],
      notices: [],
      unpinned: `${place} names an address, where another version of oTree may be one day.`,
    }
  }
  const exact = exactVersion(specifier)
  const version = exact ?? newestFitting(specifier)
  const generation = version === undefined ? generations[0] : findGeneration(version)
  if (!generation) throw notRunHere(otree, 'a version of oTree that cannot be understood')
  if (!generation.supported) throw notRunHere(otree, `oTree ${version}`)
  if (exact !== undefined) return { generation, notices: versionNotices(exact), unpinned: null }
  return { generation, notices: [], unpinned: `${place} does not say which version of oTree it means.` }
}

const notRunHere = ({ file, line }: PlacedRequirement, what: string): ManagerError =>
  new ManagerError(
    'project.unsupported_otree',
    `${file}, line ${line}, asks for ${what}; oTree Manager runs oTree 5 and 6. Most projects run on a newer oTree as they are: try "otree==${newestOtree}" or "otree==5.11.5".`,
    { file, line },
  )

function versionNotices(version: string): string[] {
  if (newer(version, newestOtree)) return [`oTree ${version} is newer than what this oTree Manager was tried with (${newestOtree}).`]
  if (!hasOpenDoors(version)) return []
  return [
    `oTree ${version} shows some of its data to everybody; here only the gateway prevents it. oTree ${closedDoorsFor(version)} is safe by itself.`,
  ]
}

const newer = (a: string, b: string): boolean => {
  const [left, right] = [parseVersion(a), parseVersion(b)]
  return left !== undefined && right !== undefined && compareVersions(left, right) > 0
}

/** psycopg2 in source form needs a compiler and PostgreSQL's headers, psycopg2-binary is the same ready-made; oTree does not run here without. */
function replaceDriver(requirements: readonly PlacedRequirement[]): { requirements: Requirement[]; notices: string[] } {
  const notices: string[] = []
  const replaced = requirements.map((requirement): Requirement => {
    if (requirement.name !== 'psycopg2' && requirement.name !== 'psycopg2-binary') return requirement
    const { file, line, name, url } = requirement
    const specifier = loosened(requirement.specifier)
    if (name === 'psycopg2')
      notices.push(`psycopg2-binary is installed in place of psycopg2 (${file}, line ${line}): the same, without a compiler.`)
    else if (specifier !== requirement.specifier || url !== null)
      notices.push(`A newer psycopg2-binary is installed than ${file}, line ${line}, says.`)
    return { ...requirement, name: 'psycopg2-binary', extras: '', url: null, marker: '', specifier }
  })
  if (replaced.some(({ name }) => name === 'psycopg2-binary')) return { requirements: replaced, notices }
  notices.push('psycopg2-binary is installed, too: oTree needs it for PostgreSQL.')
  return { requirements: [...replaced, { ...emptyRequirement, name: 'psycopg2-binary' }], notices }
}

const emptyRequirement: Requirement = { name: '', extras: '', specifier: '', url: null, marker: '', hadHashes: false }

/** An old exact version has no ready-made file for today's Pythons; every newer one does the same for oTree 5 and 6. */
function loosened(specifier: string): string {
  const exact = exactVersion(specifier) ?? /^~=\s*([0-9.]+)$/.exec(specifier)?.[1]
  if (exact !== undefined) return newer('2.9.9', exact) ? `>=${exact}` : specifier
  return specifier.includes('<') ? '' : specifier
}

const hashNotice = (requirements: readonly Requirement[]): string[] =>
  requirements.some(({ hadHashes }) => hadHashes)
    ? ['The hashes in requirements.txt are not used; the exact files that are installed are noted in a lock of our own.']
    : []

const passwordNotice = (requirements: readonly PlacedRequirement[]): string[] =>
  requirements
    .filter(({ url }) => url !== null && new URL(url).password + new URL(url).username !== '')
    .map(({ file, line }) => `${file}, line ${line}, contains a password; whoever sees the code or the installed versions sees it.`)
