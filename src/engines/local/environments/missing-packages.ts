import { ManagerError } from '../../../domain/error.ts'
import { nameInLine } from '../../../otree/lock.ts'
import { likelyPackage } from '../../../otree/package-names.ts'
import type { MissingLine } from './find-missing.ts'

const reasons: Readonly<Record<MissingLine['why'], string>> = {
  unknown: 'the package index does not know it',
  'no-such-version': 'there is no such version',
  unreachable: 'this server cannot reach it',
}

/** All lines that cannot be had, in one sentence. */
export function missingError(missing: readonly MissingLine[], output: string): ManagerError {
  const lines = missing.map(({ line }) => withoutPassword(line))
  const what = missing.map((each) => `"${withoutPassword(each.line)}" (${toReason(each)})`).join(', ')
  const many = missing.length > 1
  const isNetwork = missing.every(({ why }) => why === 'unreachable')
  return new ManagerError(
    isNetwork ? 'engine.unavailable' : 'project.unresolvable',
    `${many ? `${missing.length} packages` : 'One package'} of the requirements cannot be had: ${what}. Change or remove the line${many ? 's' : ''}, and deploy again.`,
    { missing: lines, log: output.trim().slice(-8000) },
  )
}

/** Versions of the lock that are not there any more. */
export function vanishedError(missing: readonly MissingLine[], output: string): ManagerError {
  const pins = missing.map(({ line }) => line.replace('==', ' '))
  return new ManagerError(
    'project.unresolvable',
    `The versions that this instance runs cannot be installed again: the package index has lost ${pins.join(', ')}. What runs is not touched.`,
    { missing: missing.map(({ line }) => line), updateHelps: true, log: output.trim().slice(-8000) },
  )
}

/** Whether uv complains of a line that names a module instead of its package: some such names are taken by packages that only fail. */
export function isAboutMistakenName(line: string, output: string): boolean {
  const name = nameInLine(line)
  return likelyPackage(name) !== undefined && new RegExp(`(^|[\\s\`'"])${name}([\\s\`'"=<>!~]|$)`, 'im').test(output)
}

function toReason({ line, why }: MissingLine): string {
  const likely = likelyPackage(nameInLine(line))
  return likely === undefined ? reasons[why] : `the package is called ${likely}`
}

const withoutPassword = (line: string): string => line.replace(/(:\/\/)[^/@\s]*@/, '$1')
