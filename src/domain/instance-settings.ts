import type { AuthLevel } from './instance.ts'
import type { VariableChange } from './variables.ts'

/** What somebody wants to be otherwise about how an instance's oTree is run; what is left out stays. Secret: it is kept sealed until it is in effect, and
 * operations know it by its id only. */
export interface SettingsChange {
  readonly adminPassword?: string
  readonly variables?: VariableChange
  readonly authLevel?: AuthLevel
  readonly production?: boolean
}
