import { ManagerError } from './error.ts'

declare const brand: unique symbol
type Branded<T, B extends string> = T & { readonly [brand]: B }

/** Safe in a URL and as a DNS label, e.g. `otree1`. */
export type InstanceName = Branded<string, 'InstanceName'>
/** `i` + 8 base32 characters; never changes. Directories, uids and sockets are named by it. */
export type InstanceId = Branded<string, 'InstanceId'>
export type Username = Branded<string, 'Username'>

const instanceNamePattern = /^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/
const instanceIdPattern = /^i[a-z2-7]{8}$/
const usernamePattern = /^[a-z][a-z0-9._-]{1,38}[a-z0-9]$/

export const reservedNames: ReadonlySet<string> = new Set(['www', 'api', 'lobby', 'lab', 'admin', 'git', 'e', 'otm', 'localhost'])

/** @throws ManagerError `invalid_input`, `name_reserved` */
export function toInstanceName(text: string, alsoReserved: readonly string[] = []): InstanceName {
  if (!instanceNamePattern.test(text)) {
    throw new ManagerError(
      'invalid_input',
      `"${text.slice(0, 64)}" cannot be the name of an instance. Use 1 to 32 lower-case letters, digits and hyphens; begin with a letter, and do not end with a hyphen.`,
    )
  }
  if (reservedNames.has(text) || alsoReserved.includes(text) || text.slice(2, 4) === '--') {
    throw new ManagerError('name_reserved', `The name "${text}" is reserved. Choose another one.`)
  }
  return text as InstanceName
}

export const isInstanceName = (text: string): text is InstanceName => instanceNamePattern.test(text)

/** @throws ManagerError `invalid_input` */
export function toInstanceId(text: string): InstanceId {
  if (!instanceIdPattern.test(text)) throw new ManagerError('invalid_input', `"${text.slice(0, 64)}" is not the id of an instance.`)
  return text as InstanceId
}

/** @throws ManagerError `invalid_input` */
export function toUsername(text: string): Username {
  if (!usernamePattern.test(text)) {
    throw new ManagerError(
      'invalid_input',
      `"${text.slice(0, 64)}" cannot be a username. Use 3 to 40 lower-case letters, digits, dots, hyphens and underscores; begin with a letter, and end with a letter or digit.`,
    )
  }
  return text as Username
}
