import type { InstanceDetail, InstanceSummary } from '../../../src/api/contract/instance.ts'

/** Whether it is being deleted for good at this moment. */
export const isBeingPurged = ({ operation }: Pick<InstanceSummary, 'operation'>): boolean => operation?.kind === 'purge-instance'

/** Whether what was shown last, and cannot be found any more, was deleted for good: from the trash nothing else takes it from these people's eyes. */
export const isPurged = (last: Pick<InstanceDetail, 'state' | 'relation'> | undefined): boolean =>
  last?.state === 'trashed' && (last.relation === 'super-user' || last.relation === 'owner')
