import { quotePath } from './path-fault.ts'

/** What a push wants to do to one ref. */
export interface RefUpdate {
  readonly old: string
  readonly new: string
  readonly ref: string
}

export type PushDecision =
  | { readonly kind: 'deploy'; readonly ref: string; readonly commit: string }
  | { readonly kind: 'declined'; readonly message: string }

/** Both mean the branch that is deployed. */
const deployedRefs: ReadonlySet<string> = new Set(['refs/heads/main', 'refs/heads/master'])

const noCommit = /^0+$/

/** Whether a push deploys, and which commit. @param url  the instance's Git URL, for the advice */
export function decidePush(updates: readonly RefUpdate[], url: string): PushDecision {
  const declined = (message: string): PushDecision => ({ kind: 'declined', message })
  const advice = `git push ${url} HEAD:main`
  const [update, ...others] = updates
  if (update === undefined) return declined(`There is nothing in this push. To deploy what you have here: ${advice}`)
  const name = quotePath(update.ref.replace(/^refs\/(?:heads|tags)\//, ''))
  if (others.length > 0)
    return declined(`Push one branch at a time; these are ${updates.length} branches or tags. To deploy what you have here: ${advice}`)
  if (noCommit.test(update.new)) return declined(`${name} cannot be deleted by a push: it is what the instance runs.`)
  if (update.ref.startsWith('refs/tags/'))
    return declined(`${name} is a tag, and tags are not deployed. To deploy what you have here: ${advice}`)
  if (!deployedRefs.has(update.ref))
    return declined(`Only "main" is deployed, and this is ${name}. To deploy what you have here: ${advice}`)
  return { kind: 'deploy', ref: update.ref, commit: update.new }
}
