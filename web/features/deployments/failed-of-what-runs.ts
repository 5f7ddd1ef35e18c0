import type { DeploymentAnswer } from '../../../src/api/contract/deployment.ts'
import type { InstanceDetail } from '../../../src/api/contract/instance.ts'

/** Whether it was the code that runs, once more, which failed: that is kept, so it can be tried again. Another declined version has to be brought again. */
export const isFailedOfWhatRuns = (
  { state, commit }: Pick<DeploymentAnswer, 'state' | 'commit'>,
  { commit: running }: Pick<InstanceDetail, 'commit'>,
): boolean => state === 'failed' && commit === running
