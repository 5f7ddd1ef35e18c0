import { accessTo } from '../domain/access.ts'
import type { GitVerb } from '../domain/git-over-http.ts'
import type { Instance } from '../domain/instance.ts'
import type { InstanceName } from '../domain/names.ts'
import { type AskedAction, type AuditEntry, aboutInstance } from '../domain/person.ts'
import { type Caller, isAllowed, toRelation } from '../domain/policy.ts'
import { diskFullSentence, isDiskFull } from '../lib/disk-full.ts'
import type { GitDeps } from './git-deps.ts'
import { gitActions } from './git-services.ts'
import { toRepositoryDirectory } from './repository-directory.ts'
import { assistantSentence, notFoundSentence, smallScopeSentence, trashedSentence } from './sentences.ts'

export type GitCaller = Extract<Caller, { readonly kind: 'person' }>

/** Somebody who comes for an instance's repository. */
export interface GitVisit {
  readonly caller: GitCaller
  readonly verb: GitVerb
  /** null: what was asked for cannot be the name of an instance. */
  readonly name: InstanceName | null
  /** The client's address. */
  readonly from: string | null
}

export type RefusalCode = 'not_found' | 'not_allowed' | 'conflict' | 'disk_full'

/** The instance, or why not, in a sentence. */
export type Admission = { readonly instance: Instance } | { readonly instance: null; readonly code: RefusalCode; readonly sentence: string }

/** Whether somebody gets what they came for. Instances of others take the same way as those that do not exist, to the same answer. */
export async function admit({ caller, verb, name }: GitVisit, { store, dataDir }: Pick<GitDeps, 'store' | 'dataDir'>): Promise<Admission> {
  const instance = name === null ? undefined : await store.instances.findByAnyName(name)
  const access = await accessTo(store, instance)
  const relation = toRelation(caller, access)
  if (!instance || relation === 'other') return refused('not_found', notFoundSentence(name))
  if (!isAllowed(caller, gitActions[verb], access)) {
    return refused('not_allowed', relation === 'assistant' ? assistantSentence(instance.name) : smallScopeSentence(verb, caller.scope))
  }
  if (instance.state === 'trashed') return refused('conflict', trashedSentence(instance.name))
  const isFull = verb === 'receive-pack' && (await isDiskFull(toRepositoryDirectory(dataDir, instance.id)))
  return isFull ? refused('disk_full', diskFullSentence) : { instance }
}

/** Why a visitor would not be let in now; null: they would. */
export async function findObjection(visit: GitVisit, deps: Pick<GitDeps, 'store' | 'dataDir'>): Promise<string | null> {
  const admission = await admit(visit, deps)
  return admission.instance ? null : admission.sentence
}

const refused = (code: RefusalCode, sentence: string): Admission => ({ instance: null, code, sentence })

const failures: ReadonlySet<RefusalCode> = new Set(['conflict', 'disk_full'])

const toAsker = ({ caller, verb, from }: GitVisit): Pick<AskedAction, 'who' | 'action' | 'by' | 'from'> => ({
  who: caller.username,
  action: gitActions[verb],
  by: caller.means,
  from,
})

/** What is told in the audit log of what comes of a visit that was let in. */
export const toAskedAction = (visit: GitVisit, instance: Instance): AskedAction => ({ ...toAsker(visit), ...aboutInstance(instance) })

/** The row of the audit log that tells of it. */
export function toVisitEntry(visit: GitVisit, admission: Admission): Omit<AuditEntry, 'id' | 'at'> {
  const code = admission.instance ? null : admission.code
  return {
    ...toAsker(visit),
    thing: `instance:${visit.name ?? '?'}`,
    result: code === null ? 'allowed' : failures.has(code) ? 'failed' : 'refused',
    detail: code,
  }
}
