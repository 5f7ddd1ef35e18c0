import type { DeploymentAnswer } from '../../../src/api/contract/deployment.ts'

/** Whether somebody cancelled it, so that nothing went wrong. */
export const wasCancelled = ({ failureCode }: Pick<DeploymentAnswer, 'failureCode'>): boolean => failureCode === 'cancelled'
