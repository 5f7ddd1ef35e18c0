import type { Store } from '../../domain/store.ts'
import type { GitDeps } from '../git-deps.ts'

/** What the SSH server works with. */
export interface SshDeps extends GitDeps {
  readonly store: Pick<Store, 'keys' | 'people' | 'instances' | 'helpers' | 'audit'>
}
