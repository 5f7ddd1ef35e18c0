import type { Access } from '../../domain/access.ts'
import { type Caller, toRelation } from '../../domain/policy.ts'
import type { InstanceSummary } from '../contract/instance.ts'

/** What a caller who may see an instance is to it. */
export function toStanding(caller: Caller, access: Access): Pick<InstanceSummary, 'relation' | 'mayPay'> {
  const relation = toRelation(caller, access)
  if (relation === 'other' || relation === 'anonymous') throw new Error('Somebody was shown an instance that is not theirs to see.')
  return { relation, mayPay: relation !== 'assistant' || isPayer(caller, access) }
}

const isPayer = (caller: Caller, { helpers }: Access): boolean =>
  caller.kind === 'person' && helpers.some(({ username, mayPay }) => username === caller.username && mayPay)
