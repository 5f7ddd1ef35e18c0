/** A text of the source: what it says, and in between what is put in when it is said, by the words of the source. */
export type Template = readonly (string | Hole)[]

export interface Hole {
  /** The expression of the source, e.g. `instance.name`. */
  readonly hole: string
}

/** More alternatives of one text than these are not looked at one by one. */
const most = 400

/** Every way in which one text goes on with another. */
export const followedBy = (before: readonly Template[], after: readonly Template[]): readonly Template[] =>
  before.length * after.length > most ? [join(before[0], after[0])] : before.flatMap((one) => after.map((other) => join(one, other)))

/** Words side by side are one. */
function join(one: Template = [], other: Template = []): Template {
  const [last, first] = [one.at(-1), other[0]]
  if (first === '') return join(one, other.slice(1))
  if (last === '') return join(one.slice(0, -1), other)
  return typeof last === 'string' && typeof first === 'string' ? [...one.slice(0, -1), last + first, ...other.slice(1)] : [...one, ...other]
}

/** Whether it says anything of its own. */
export const hasWords = (template: Template): boolean => template.some((part) => typeof part === 'string' && /[A-Za-z]{3}/.test(part))
