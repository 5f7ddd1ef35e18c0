import { locale, m } from '../../i18n/messages.ts'

const actions: Readonly<Record<string, string>> = m.audit.actions
const kinds: Readonly<Record<string, (name: string) => string>> = m.audit.things

/** e.g. `instance.restart` → `Restarted`. An action that this page does not know yet is shown as it is. */
export const toActionWords = (action: string): string => actions[action] ?? action

/** Every action to choose from, by its words; also one that this page does not know, when it is `chosen`. */
export function actionChoices(chosen = ''): readonly { readonly value: string; readonly label: string }[] {
  const known = Object.entries(actions).map(([value, label]) => ({ value, label }))
  const other = chosen === '' || chosen in actions ? [] : [{ value: chosen, label: chosen }]
  return [...known, ...other].sort((a, b) => a.label.localeCompare(b.label, locale))
}

/** e.g. `instance:otree1` → `instance otree1`; what is about nothing in particular is about the whole. */
export function toThingWords(thing: string): string {
  if (thing === 'manager') return m.app.name
  const [kind = '', name] = thing.split(/:(.*)/s)
  return name === undefined ? thing : (kinds[kind]?.(name) ?? thing)
}

/** A username, or what stands for nobody in particular. */
export const toWhoWords = (who: string | null): string => (who === 'server' ? m.common.server : (who ?? m.common.stranger))

/** Whether somebody only looked; such entries are there for super-users alone. */
export const isLook = (action: string): boolean => looks.has(action)

const looks: ReadonlySet<string> = new Set(['instance.read', 'instance.variables', 'instance.logs'])

export const resultTones = { allowed: 'rest', refused: 'wait', failed: 'stop' } as const

/** The instance that an entry is about, or null. */
export const toInstanceOf = (thing: string): string | null => (thing.startsWith('instance:') ? thing.slice('instance:'.length) : null)
