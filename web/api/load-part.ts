import { m } from '../i18n/messages.ts'
import { ApiProblem, unreachable } from './problem.ts'

/** The code of what this page cannot show, as its own files are not there any more. */
export const outdatedCode = 'outdated'

let isOutdated = false
const listeners = new Set<() => void>()

/** Whether files of this page were found to be gone. Once they are, they stay so until the page is loaded again. */
export const partsGone = {
  get: (): boolean => isOutdated,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

/** Loads a file of this page that was not needed until now. An update of the server takes away those of pages that are still open.
 * @throws ApiProblem `outdated`: it is gone; `unreachable`: it is not to be had at the moment */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch {
    if (!(await isPageGone(document))) throw unreachable()
    isOutdated = true
    for (const listener of listeners) listener()
    throw new ApiProblem({ code: outdatedCode, status: 404, detail: m.problem.outdated })
  }
}

/** A browser does not say why a file did not come. The file that this page began with is asked for instead: it names the others, so they go together. */
async function isPageGone(page: Document): Promise<boolean> {
  const first = page.querySelector<HTMLScriptElement>('script[type="module"][src]')
  if (!first) return false
  return fetch(first.src, { method: 'HEAD', cache: 'no-store' }).then(
    ({ status }) => status === 404,
    () => false,
  )
}
