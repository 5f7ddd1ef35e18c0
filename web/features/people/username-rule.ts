import { toUsername } from '../../../src/domain/names.ts'
import { m } from '../../i18n/messages.ts'

/** The domain's own rule. @returns what to say, or null */
export function usernameRule(text: string): string | null {
  if (text.trim() === '') return m.common.required
  try {
    toUsername(text)
    return null
  } catch {
    return m.fields.usernameBad
  }
}
