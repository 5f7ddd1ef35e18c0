import type { HelperAnswer } from '../../../src/api/contract/helper.ts'
import type { InstanceSummary } from '../../../src/api/contract/instance.ts'
import type { HelperRole } from '../../../src/domain/helper.ts'

/** Somebody who works with an instance. */
export interface Member {
  readonly username: string
  /** As the person is called, or their username where no more is known. */
  readonly name: string
  readonly role: 'owner' | HelperRole
  readonly mayPay: boolean
  readonly isMe: boolean
}

/** Who looks. */
type Me = Pick<Member, 'username' | 'name'>
/** `ownerName`: as the owner is called, where whoever looks may know it. */
type Shown = Pick<InstanceSummary, 'owner' | 'relation' | 'mayPay'> & { readonly ownerName?: string | undefined }

/** The owner, then the helpers by name; assistants get to know of nobody but the owner and themselves. */
export function toMembers(
  { owner, ownerName = owner, relation, mayPay }: Shown,
  helpers: readonly HelperAnswer[],
  me: Me,
): readonly Member[] {
  const isOwn = owner === me.username
  const first: Member = { username: owner, name: isOwn ? me.name : ownerName, role: 'owner', mayPay: true, isMe: isOwn }
  if (relation === 'assistant') return [first, { ...me, role: relation, mayPay, isMe: true }]
  // after a hand-over the list may come later than the owner's name, and has the new one still as a helper
  const others = helpers
    .filter(({ username }) => username !== owner)
    .map(({ createdAt: _, ...helper }): Member => ({ ...helper, isMe: helper.username === me.username }))
  return [first, ...others.sort((a, b) => a.name.localeCompare(b.name))]
}

/** Whether somebody else's instance is shared with whoever looks at it. */
export const isShared = <T extends Pick<InstanceSummary, 'relation'>>(instance: T): instance is T & { readonly relation: HelperRole } =>
  instance.relation === 'co-experimenter' || instance.relation === 'assistant'
