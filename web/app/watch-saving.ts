import { MutationCache } from '@tanstack/react-query'
import { forgetTyped, type SentText, textJustSent } from '../ui/typed-text.ts'

/** Notices when the server has taken what was typed in a form: it is not lost any more when the page is loaded again. */
export function watchSaving(): MutationCache {
  const sent = new WeakMap<object, readonly SentText[]>()
  return new MutationCache({
    onMutate: (_variables, mutation) => void sent.set(mutation, textJustSent()),
    onSuccess: (_data, _variables, _context, mutation) => forgetTyped(sent.get(mutation) ?? []),
  })
}
