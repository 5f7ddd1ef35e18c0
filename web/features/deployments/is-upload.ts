import type { DeploymentAnswer } from '../../../src/api/contract/deployment.ts'

/** Whether its code was uploaded: the manager made the commit then, and calls it so. */
export const isUpload = (deployment: Pick<DeploymentAnswer, 'subject'> | null): boolean => deployment?.subject === 'Upload'
