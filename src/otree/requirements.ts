import type { RequirementsPlan } from '../domain/engine.ts'
import { ManagerError } from '../domain/error.ts'
import { choosePythons, type PythonChoice } from './python-choice.ts'
import { formatRequirement, type Requirement } from './requirement.ts'
import { type FileReader, type PlacedRequirement, readRequirements } from './requirement-lines.ts'
import { compareVersions, exactVersion, parseVersion } from './version.ts'
import { closedDoorsFor, findGeneration, type Generation, generations, hasOpenDoors, newestFitting, newestOtree } from './versions.ts'

export interface PlanOptions {
  /** `otree zip` writes a Python version into every .otreezip that is not the author's: ignore it there. */
  readonly ignorePythonHints?: boolean
}

/** What shall be installed for a project, from its requirements.txt, `.python-version` and `runtime.txt`.
 * @throws ManagerError `project.bad_requirements`, `project.no_otree`, `project.unsupported_otree` */
export function planRequirements(read: FileReader, { ignorePythonHints = false }: PlanOptions = {}): RequirementsPlan {
  if (read('requirements.txt') === undefined) return withoutFile(read, ignorePythonHints)
  const requirements = readRequirements(read, 'requirements.txt')
  const otree = requirements.filter(({ name }) => name === 'otree')
  const [first] = otree
  if (!first) throw noOtree()
  const { generation, notices } = chooseGeneration(first, otree.map(({ specifier }) => specifier).join(','))
  const driver = replaceDriver(requirements)
  const pythons = choosePythons(read, { generation, ignore: ignorePythonHints })
  return {
    lines: [...new Set(driver.requirements.map(formatRequirement))],
    pythons: pythons.pythons,
    notices: [...notices, ...driver.notices, ...hashNotice(requirements), ...passwordNotice(requirements), ...pythons.notices],
  }
}

function withoutFile(read: FileReader, ignore: boolean): RequirementsPlan {
  const pythons: PythonChoice = choosePythons(read, { generation: generations[0], ignore })
  return {
    lines: [`otree==${newestOtree}`, 'psycopg2-binary'],
    pythons: pythons.pythons,
    notices: [
      `The project has no requirements.txt, so oTree ${newestOtree} is installed. Add a requirements.txt with the line "otree==${newestOtree}" to keep it.`,
      ...pythons.notices,
    ],
  }
}

const noOtree = (): ManagerError =>
  new ManagerError(
    'project.no_otree',
    `requirements.txt does not name oTree. Add the line "otree==${newestOtree}", or the version that the project was written for.`,
  )

function chooseGeneration(otree: PlacedRequirement, specifier: string): { generation: Generation; notices: string[] } {
  if (otree.url !== null) {
    return {
      generation: generations[0],
      notices: ['oTree is installed from an address, so it may change from one deployment to the next. Name a version to keep it.'],
    }
  }
  const exact = exactVersion(specifier)
  const version = exact ?? newestFitting(specifier)
  const generation = version === undefined ? generations[0] : findGeneration(version)
  if (!generation) throw notRunHere(otree, 'a version of oTree that cannot be understood')
  if (!generation.supported) throw notRunHere(otree, `oTree ${version}`)
  return { generation, notices: exact === undefined ? [notPinned(otree)] : versionNotices(exact) }
}

const notRunHere = ({ file, line }: PlacedRequirement, what: string): ManagerError =>
  new ManagerError(
    'project.unsupported_otree',
    `${file}, line ${line}, asks for ${what}; oTree Manager runs oTree 5 and 6. Most projects run on a newer oTree as they are: try "otree==${newestOtree}" or "otree==5.11.5".`,
    { file, line },
  )

const notPinned = ({ file, line }: PlacedRequirement): string =>
  `${file}, line ${line}, does not say which version of oTree it means, so another one may be installed next time. Write "otree==" and a version to keep it.`

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
