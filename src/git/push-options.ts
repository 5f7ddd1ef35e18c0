import { ManagerError } from '../domain/error.ts'
import { toProjectFolder } from '../domain/project-folder.ts'
import { quotePath } from './path-fault.ts'

/** What came with `git push -o NAME=VALUE`. */
export interface PushOptions {
  /** Which folder is the project (null: the root); undefined: as remembered. */
  readonly folder?: string | null
  /** To be deployed although people play. */
  readonly disturb?: true
}

/** Each option that there is, as people write it, and how its value is read. */
const known: Readonly<Record<string, { readonly usage: string; readonly read: (value: string) => PushOptions }>> = {
  folder: { usage: '-o folder=FOLDER', read: (value) => ({ folder: toProjectFolder(value) }) },
  disturb: { usage: '-o disturb', read: (value) => (value === '' || value === 'true' ? { disturb: true } : {}) },
}

/** Reads what `git push -o` sent; the last of several with one name counts. @throws ManagerError `invalid_input` */
export const readPushOptions = (given: readonly string[]): PushOptions => Object.assign({}, ...given.map(readOption))

function readOption(option: string): PushOptions {
  const [, name = '', value = ''] = /^([^=]*)=?(.*)$/su.exec(option) ?? []
  if (Object.hasOwn(known, name)) return known[name]?.read(value) ?? {}
  const usages = Object.values(known).map(({ usage }) => usage)
  throw new ManagerError(
    'invalid_input',
    `git push -o ${quotePath(option.slice(0, 200).replaceAll(/\p{Cc}/gu, '?'))} is not understood here. There is: ${usages.join(', ')}. Nothing was deployed; push again without it.`,
  )
}
