import { faultAt, type ManagerError } from './error.ts'

/** Environment variables that people give the code of an instance; encrypted at rest. */
export type Variables = Readonly<Record<string, string>>

/** What is to be otherwise; null: the variable goes. */
export type VariableChange = Readonly<Record<string, string | null>>

/** What may be told of a variable without its value. */
export interface VariableFact {
  readonly name: string
  readonly setAt: string
}

export const mostVariables = 100
export const longestVariableName = 100
export const largestVariableBytes = 8 * 1024
/** All values of an instance together: what a request can carry in one piece. */
const largestTogetherBytes = 128 * 1024

const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/

/** oTree Manager sets these itself, so one's own value would do nothing, or shut it out. */
const taken: Readonly<Record<string, string>> = {
  OTREE_ADMIN_PASSWORD: 'is the password of the admin pages, which is set by "Set the admin password"',
  OTREE_AUTH_LEVEL: 'is the auth level, which has a setting of its own',
  OTREE_PRODUCTION: 'is the production mode, which has a setting of its own',
  OTREE_REST_KEY: 'is the REST key, which oTree Manager makes',
  SECRET_KEY: 'is the key with which oTree signs, which oTree Manager makes',
  OTREE_SECRET_KEY: 'is the key with which oTree signs, which oTree Manager makes',
  DATABASE_URL: 'is the address of the database, which belongs to the instance',
  FORWARDED_ALLOW_IPS: 'tells oTree whom to believe that visitors came by HTTPS, which oTree Manager sets',
  PORT: 'does nothing here: oTree Manager gives oTree its place itself',
  OTREE_IN_MEMORY: 'would make oTree forget all data',
  OTREE_EPHEMERAL: 'would make oTree forget all data',
  USE_TIMEOUT_WORKER: 'is set by oTree Manager, which sees to the time limits of pages',
  PATH: 'is set by oTree Manager, so that the installed packages are found',
  HOME: 'is set by oTree Manager',
  PWD: 'is set by oTree Manager',
  LANG: 'is set by oTree Manager, so that all letters can be written',
  PYTHONUNBUFFERED: 'is set by oTree Manager, so that the log is live',
  PYTHONDONTWRITEBYTECODE: 'is set by oTree Manager',
}

const loading = /^(LD_|GLIBC_|GCONV_|MALLOC_)|^(LOCPATH|NLSPATH|RES_OPTIONS|HOSTALIASES)$/

function findFamily(name: string): string | undefined {
  if (name.startsWith('OTM_')) return 'belongs to oTree Manager itself'
  return loading.test(name) ? 'changes how programs are loaded, which is not for projects to say' : undefined
}

/** Why there can be no variable of this name, a sentence; undefined: there can. */
export function findNameFault(name: string): string | undefined {
  const shown = name.slice(0, 64)
  if (!namePattern.test(name))
    return `"${shown}" cannot be the name of a variable. Use letters, digits and underscores, and do not begin with a digit.`
  if (name.length > longestVariableName) return `The name "${shown}…" is too long. Use at most ${longestVariableName} characters.`
  const reason = Object.hasOwn(taken, name) ? taken[name] : findFamily(name)
  return reason === undefined ? undefined : `${shown} ${reason}. Choose another name.`
}

/** Why this cannot be the value of a variable, a sentence that does not quote it; undefined: it can. Line breaks are fine, as in a certificate. */
export function findValueFault(name: string, value: string): string | undefined {
  if (value.includes('\0'))
    return `The value of ${name} contains a character that ends texts (NUL), which no program can read. Leave it out.`
  const bytes = byteLength(value)
  if (bytes <= largestVariableBytes) return undefined
  return `The value of ${name} takes ${bytes} bytes, and may take ${largestVariableBytes}. Put what is long into a file of the project.`
}

/** @throws ManagerError `invalid_input` that names the variable, never its value */
export function changeVariables(before: Variables, change: VariableChange): Variables {
  for (const [name, value] of Object.entries(change)) {
    const fault = value === null ? undefined : (findNameFault(name) ?? findValueFault(name, value))
    if (fault !== undefined) throw invalid(name, fault)
  }
  const all = Object.entries({ ...before, ...change }).filter((entry): entry is [string, string] => entry[1] !== null)
  assertNotTooMany(all)
  return Object.fromEntries(all)
}

function assertNotTooMany(all: readonly (readonly [string, string])[]): void {
  if (all.length > mostVariables) throw invalid('', `An instance can have ${mostVariables} variables, and these would be ${all.length}.`)
  const bytes = all.reduce((sum, [, value]) => sum + byteLength(value), 0)
  if (bytes <= largestTogetherBytes) return
  throw invalid(
    '',
    `All values together take ${bytes} bytes, and may take ${largestTogetherBytes}. Put what is long into a file of the project.`,
  )
}

const invalid = (name: string, message: string): ManagerError =>
  faultAt(name === '' ? 'variables' : `variables.${name.slice(0, 64)}`, 'invalid_input', message)

const byteLength = (text: string): number => new TextEncoder().encode(text).length

/** Reads lines such as `NAME=value`, as a `.env` file has them: empty lines and comments count for nothing, `export ` and quotes around a value are left out.
 * @throws ManagerError `invalid_input` that tells the number of the line, never what is in it */
export function parseVariableLines(text: string): Variables {
  const found: [string, string][] = []
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim().replace(/^export\s+/, '')
    if (line === '' || line.startsWith('#')) continue
    const at = line.indexOf('=')
    if (at < 1) throw invalid('', `Line ${index + 1} is not of the form NAME=value. Correct it, or leave it out.`)
    found.push([line.slice(0, at).trim(), withoutQuotes(line.slice(at + 1).trim())])
  }
  return Object.fromEntries(found)
}

const withoutQuotes = (value: string): string => /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value
