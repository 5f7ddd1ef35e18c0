import type { RequirementsPlan } from '../../../domain/engine.ts'
import type { InstanceId } from '../../../domain/names.ts'
import type { Scope } from './environment-paths.ts'

const trusted = /^(otree|psycopg2-binary|sentry-sdk)(?=[\s<>=!~;]|$)[^@]*$/

/** A package in source form runs its own code when it is resolved, and could change what is installed beside it. So only environments that
 * consist of nothing but oTree and its usual company share a cache and each other; all others stay with their instance. */
export const toScope = (plan: RequirementsPlan, instanceId: InstanceId): Scope =>
  plan.lines.every((line) => trusted.test(line)) ? 'shared' : instanceId

/** Whether the plan says which oTree; if not, the version that an instance got once is its own affair. */
export const isPinned = (plan: RequirementsPlan): boolean => plan.lines.some((line) => /^otree==[^*]+$/.test(line))
