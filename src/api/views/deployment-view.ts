import type { DeploymentSummary } from '../../domain/deployment.ts'
import type { DeploymentAnswer } from '../contract/deployment.ts'

export function toDeploymentView(deployment: DeploymentSummary): DeploymentAnswer {
  const {
    id,
    operationId,
    commit,
    projectFolder,
    subject,
    author,
    committedAt,
    by,
    state,
    failure,
    failureCode,
    source,
    warnings,
    artifact,
    createdAt,
    activeAt,
    bringsBack,
  } = deployment
  return {
    id,
    operationId,
    commit,
    projectFolder,
    subject,
    author,
    committedAt: toUtc(committedAt),
    by,
    state,
    failure,
    failureCode,
    source,
    warnings: [...warnings],
    otreeVersion: artifact?.otreeVersion ?? null,
    pythonVersion: artifact?.pythonVersion ?? null,
    createdAt,
    activeAt,
    bringsBack,
  }
}

/** Git writes times with a zone. */
const toUtc = (time: string): string => new Date(time).toISOString()
