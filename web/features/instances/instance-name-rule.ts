import { isManagerError } from '../../../src/domain/error.ts'
import { toInstanceName } from '../../../src/domain/names.ts'
import { m } from '../../i18n/messages.ts'

/** The domain's own rules, and the names that are taken as far as this page knows. @returns what to say, or null when the name can be had */
export function instanceNameRule(text: string, taken: ReadonlySet<string>): string | null {
  if (text === '') return m.common.required
  try {
    toInstanceName(text)
  } catch (error) {
    return isManagerError(error) && error.code === 'name_reserved' ? m.create.nameReserved(text) : m.create.nameBad
  }
  return taken.has(text) ? m.create.nameTaken(text) : null
}
