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

interface Place {
  readonly file: string
  readonly line: number
}

/** Reads a requirements file of the project and those it includes. @throws ManagerError `project.bad_requirements` */
export function readRequirements(read: FileReader, file: string): PlacedRequirement[] {
  const found: PlacedRequirement[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    for (const { text, line } of logicalLines(read(path) ?? '')) {
      const place = { file: path, line }
      const included = includedFile(text)
      if (included !== undefined) {
        const target = resolveInclude({ read, included, place, trail: [...trail, path] })
        visit(target, [...trail, path])
      } else {
        found.push({ ...parsed(text, place), ...place })
      }
      if (found.length > maxLines) throw refusal(place, `is one line too many: at most ${maxLines} packages are accepted.`)
    }
  }
  visit(file, [])
  return found
}

/** Lines without comments; one that ends in a backslash goes on in the next. */
function logicalLines(content: string): { text: string; line: number }[] {
  const lines: { text: string; line: number }[] = []
  let begun: { text: string; line: number } | undefined
  for (const [index, raw] of content
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const whole = begun ? `${begun.text} ${raw.trim()}` : raw
    const line = begun?.line ?? index + 1
    begun = whole.endsWith('\\') ? { text: whole.slice(0, -1), line } : undefined
    if (!begun) lines.push({ text: withoutComment(whole), line })
  }
  if (begun) lines.push({ ...begun, text: withoutComment(begun.text) })
  return lines.filter(({ text }) => text !== '')
}

const withoutComment = (line: string): string => line.replace(/(^|\s)#.*$/s, '').trim()

const includedFile = (text: string): string | undefined =>
  /^(?:-r|--requirement)(?:\s*=\s*|\s+|(?<=-r)(?=\S))(.*)$/s.exec(text)?.[1]?.trim()

interface Include {
  readonly read: FileReader
  readonly included: string
  readonly place: Place
  readonly trail: readonly string[]
}

function resolveInclude({ read, included, place, trail }: Include): string {
  if (/^[/~\\]|^[A-Za-z]:|:\/\//.test(included)) {
    throw refusal(place, 'includes a file outside of the project. Copy what you need of it into requirements.txt.')
  }
  const target = posix.normalize(posix.join(posix.dirname(place.file), included.replaceAll('\\', '/')))
  if (target.startsWith('..'))
    throw refusal(place, 'includes a file outside of the project. Copy what you need of it into requirements.txt.')
  if (trail.includes(target)) throw refusal(place, 'includes a file that includes this one. Remove one of the two lines.')
  if (trail.length >= maxDepth) throw refusal(place, `includes files more than ${maxDepth} levels deep. Write the packages into one file.`)
  if (read(target) === undefined)
    throw refusal(place, 'includes a file that the project does not contain. Add the file, or remove the line.')
  return target
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
