import type { DeploymentAnswer } from '../../../src/api/contract/deployment.ts'

/** What the server writes down for a deployment that somebody cancelled (`src/operations/phrases.ts`). */
const sentence = 'This was cancelled; what had been begun is undone.'

/** Whether somebody cancelled it, so that nothing went wrong. */
export const wasCancelled = ({ state, failure }: Pick<DeploymentAnswer, 'state' | 'failure'>): boolean =>
  state === 'failed' && failure === sentence
