import { m } from '../../i18n/messages.ts'

const actions: Readonly<Record<string, string>> = m.audit.actions
const kinds: Readonly<Record<string, (name: string) => string>> = m.audit.things

/** e.g. `instance.restart` → `Restarted`. An action that this page does not know yet is shown as it is. */
export const toActionWords = (action: string): string => actions[action] ?? action

/** e.g. `instance:otree1` → `instance otree1` */
export function toThingWords(thing: string): string {
  const [kind = '', name] = thing.split(/:(.*)/s)
  return name === undefined ? thing : (kinds[kind]?.(name) ?? thing)
}

/** The instance that an entry is about, or null. */
export const toInstanceOf = (thing: string): string | null => (thing.startsWith('instance:') ? thing.slice('instance:'.length) : null)
