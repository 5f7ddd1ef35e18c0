import { posix } from 'node:path'
import { ManagerError } from '../domain/error.ts'
import { parseRequirement, type Requirement, RequirementFault } from './requirement.ts'

/** The text of a file of the project by its path from the root; undefined when there is none. */
export type FileReader = (path: string) => string | undefined

/** A requirement and where it stands. */
export interface PlacedRequirement extends Requirement {
  readonly file: string
  readonly line: number
}

const maxDepth = 5
const maxLines = 2000
const maxIncludes = 200
/** Of all the files together. */
const maxMib = 1

interface Place {
  readonly file: string
  readonly line: number
}

/** Reads a requirements file of the project and those it includes, each once: what stands there again changes nothing. @throws ManagerError `project.bad_requirements` */
export function readRequirements(read: FileReader, file: string): PlacedRequirement[] {
  const found: PlacedRequirement[] = []
  const contents = new Map([[file, read(file) ?? '']])
  let includes = 0
  const include = (included: string, place: Place, trail: readonly string[]): void => {
    if (++includes > maxIncludes)
      throw refusal(place, `includes one file too many: at most ${maxIncludes} lines may include files. Write the packages into one file.`)
    const target = resolveInclude({ included, place, trail })
    if (contents.has(target)) return
    contents.set(target, readIncluded(read, target, place))
    if ([...contents.values()].reduce((sum, { length }) => sum + length, 0) > maxMib * 1024 ** 2)
      throw refusal(place, `includes a file too many: all of them together may have ${maxMib} MiB. Remove what is no package.`)
    visit(target, trail)
  }
  const visit = (path: string, above: readonly string[]): void => {
    for (const { text, line } of logicalLines(contents.get(path) ?? '')) {
      const place = { file: path, line }
      const included = includedFile(text)
      if (included === undefined) found.push({ ...parsed(text, place), ...place })
      else include(included, place, [...above, path])
      if (found.length > maxLines) throw refusal(place, `is one line too many: at most ${maxLines} packages are accepted.`)
    }
  }
  visit(file, [])
  return found
}

/** Lines without comments; one that ends in a backslash goes on in the next. */
function logicalLines(content: string): { text: string; line: number }[] {
  const lines: { text: string; line: number }[] = []
  let pieces: string[] = []
  const end = (last: number): void => {
    if (pieces.length > 0) lines.push({ text: withoutComment(pieces.join(' ')), line: last - pieces.length + 1 })
    pieces = []
  }
  const raws = content.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  for (const [index, raw] of raws.entries()) {
    const piece = pieces.length > 0 ? raw.trim() : raw
    pieces.push(piece.replace(/\\$/, ''))
    if (!piece.endsWith('\\')) end(index + 1)
  }
  end(raws.length)
  return lines.filter(({ text }) => text !== '')
}

const withoutComment = (line: string): string => line.replace(/(^|\s)#.*$/s, '').trim()

const includedFile = (text: string): string | undefined =>
  /^(?:-r|--requirement)(?:\s*=\s*|\s+|(?<=-r)(?=\S))(.*)$/s.exec(text)?.[1]?.trim()

interface Include {
  readonly included: string
  readonly place: Place
  readonly trail: readonly string[]
}

function resolveInclude({ included, place, trail }: Include): string {
  if (/^[/~\\]|^[A-Za-z]:|:\/\//.test(included)) {
    throw refusal(place, 'includes a file outside of the project. Copy what you need of it into requirements.txt.')
  }
  const target = posix.normalize(posix.join(posix.dirname(place.file), included.replaceAll('\\', '/')))
  if (target.startsWith('..'))
    throw refusal(place, 'includes a file outside of the project. Copy what you need of it into requirements.txt.')
  if (trail.includes(target)) throw refusal(place, 'includes a file that includes this one. Remove one of the two lines.')
  if (trail.length >= maxDepth) throw refusal(place, `includes files more than ${maxDepth} levels deep. Write the packages into one file.`)
  return target
}

function readIncluded(read: FileReader, target: string, place: Place): string {
  const content = read(target)
  if (content !== undefined) return content
  throw refusal(place, 'includes a file that the project does not contain. Add the file, or remove the line.')
}

function parsed(text: string, place: Place): Requirement {
  try {
    return parseRequirement(text)
  } catch (error) {
    if (error instanceof RequirementFault) throw refusal(place, error.message)
    throw error
  }
}

const refusal = ({ file, line }: Place, what: string): ManagerError =>
  new ManagerError('project.bad_requirements', `${file}, line ${line}, ${what}`, { file, line })
