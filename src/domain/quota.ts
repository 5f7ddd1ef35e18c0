import { ManagerError } from './error.ts'
import type { Person } from './person.ts'

/** The largest number of instances that a person can be allowed to create. */
export const largestQuota = 1000

/** How many instances a person may create; undefined: as many as they want. What they handed over counts, what is in the trash does not. */
export const quotaOf = ({ role, instanceQuota }: Pick<Person, 'role' | 'instanceQuota'>): number | undefined =>
  role === 'super-user' ? undefined : instanceQuota

/** That somebody may create one more. @throws ManagerError `conflict` */
export function assertBelowQuota(created: number, quota: number): void {
  if (created >= quota) throw quotaUsedUp(created, quota)
}

/** What somebody hears who wants one more than they may have. */
function quotaUsedUp(created: number, quota: number): ManagerError {
  if (quota === 0)
    return new ManagerError('conflict', 'You may not create instances yourself. Ask a super-user for one, or to allow you some.')
  return new ManagerError(
    'conflict',
    `You have created ${created} ${created === 1 ? 'instance' : 'instances'}, what you handed over included and what is in the trash apart, and may create ${quota}. Ask a super-user for one more, or to move one that you no longer need to the trash.`,
  )
}
