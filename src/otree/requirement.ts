import { isSpecifier } from './version.ts'

/** One requirement: a name with versions, or with an address. */
export interface Requirement {
  /** Normalised: lower case, hyphens. Empty for an address without a name. */
  readonly name: string
  /** e.g. `[mturk]`, or empty. */
  readonly extras: string
  /** e.g. `>=5,<6`, or empty. */
  readonly specifier: string
  /** https or git+https, or null. */
  readonly url: string | null
  /** e.g. `python_version < "3.12"`, or empty. */
  readonly marker: string
  /** Whether hashes stood beside it, which are not kept. */
  readonly hadHashes: boolean
}

/** Why a line is not accepted: to be said after "requirements.txt, line 3, ". Names options, never values. */
export class RequirementFault extends Error {}

const namedPattern = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[A-Za-z0-9._,\s-]*\])?\s*(.*)$/s
const markerPattern = /^[A-Za-z0-9_ .,'"<>=!~()*+-]+$/

/** Reads one line without its comment. @throws RequirementFault */
export function parseRequirement(line: string): Requirement {
  const { text, hadHashes } = withoutHashes(line)
  if (text.startsWith('-')) throw new RequirementFault(`has the option ${optionName(text)}, which is not accepted. Remove the line.`)
  if (/\$\{/.test(text)) throw new RequirementFault('has a variable in it. Write its value instead.')
  const [requirement, marker] = splitMarker(text)
  if (/^[a-z][a-z0-9+.-]*:/i.test(requirement) && !/^[A-Za-z]:[\\/]/.test(requirement)) {
    return { name: nameInUrl(requirement), extras: '', specifier: '', url: checkUrl(requirement), marker, hadHashes }
  }
  if (isPath(requirement)) throw new RequirementFault(pathFault)
  return { ...parseNamed(requirement), marker, hadHashes }
}

/** As `uv` reads it. */
export function formatRequirement({ name, extras, specifier, url, marker }: Requirement): string {
  const what = url === null ? `${name}${extras}${specifier}` : name === '' ? url : `${name}${extras} @ ${url}`
  return marker === '' ? what : `${what} ; ${marker}`
}

export const normaliseName = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, '-')

const pathFault =
  'names a file or folder, which is not accepted. Put the code into a folder of the project and import it, or name a package by its version or https address.'

function parseNamed(text: string): Omit<Requirement, 'marker' | 'hadHashes'> {
  const [, name = '', extras = '', rest = ''] = namedPattern.exec(text) ?? []
  if (name === '') throw new RequirementFault('cannot be understood. Write a package and its version, such as numpy==2.1.0.')
  const known = { name: normaliseName(name), extras: extras.replaceAll(/\s/g, '') }
  if (rest.startsWith('@')) return { ...known, specifier: '', url: checkUrl(rest.slice(1).trim()) }
  const specifier = rest.replace(/^\((.*)\)$/s, '$1').replaceAll(/\s/g, '')
  if (!isSpecifier(specifier)) {
    throw new RequirementFault(`does not say which version of ${known.name} it means. Write it like ${known.name}==1.2.3.`)
  }
  return { ...known, specifier, url: null }
}

function splitMarker(text: string): [requirement: string, marker: string] {
  const at = /^[^;]*:\/\//.test(text) ? text.search(/\s;/) : text.indexOf(';')
  if (at === -1) return [text.trim(), '']
  const marker = text.slice(text.indexOf(';', at) + 1).trim()
  if (!markerPattern.test(marker)) throw new RequirementFault('has a condition after ";" that cannot be understood.')
  return [text.slice(0, at).trim(), marker]
}

/** `pip freeze` beside hashes writes `name==1 --hash=sha256:…`; the lock that is made from the plan has hashes of its own. */
function withoutHashes(line: string): { text: string; hadHashes: boolean } {
  const text = line.replaceAll(/\s--hash[=\s]\s*\S+/g, '').trim()
  const option = /\s(--?[A-Za-z][A-Za-z-]*)/.exec(text)
  if (option && !text.startsWith('-')) throw new RequirementFault(`has the option ${option[1]}, which is not accepted. Remove the option.`)
  return { text, hadHashes: text !== line.trim() }
}

const isPath = (text: string): boolean => /^[./~\\]|[\\/]|^[A-Za-z]:|\.(whl|zip|tar\.gz|tgz)$/.test(text.split('@')[0] ?? '')

function checkUrl(text: string): string {
  const url = URL.canParse(text) && !/[\s\p{Cc}]/u.test(text) ? new URL(text) : undefined
  if (!url || url.protocol === 'file:') throw new RequirementFault(pathFault)
  if (/^(git\+)?https:\/\//i.test(text)) return text
  throw new RequirementFault(
    `names an address by ${url.protocol.slice(0, 20)} Only addresses that begin with https:// or git+https:// are accepted.`,
  )
}

const nameInUrl = (url: string): string => normaliseName(/[#&]egg=([A-Za-z0-9._-]+)/.exec(url)?.[1] ?? '')

const optionName = (line: string): string => /^--?[A-Za-z][A-Za-z-]*/.exec(line)?.[0] ?? 'at its beginning'
