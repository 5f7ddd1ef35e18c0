import { healthStates, toRank } from '../../domain/health-messages.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Check, Health } from '../contract/health.ts'
import { checkDatabases } from './check-databases.ts'
import { checkDisk } from './check-disk.ts'
import { checkEncryption } from './check-encryption.ts'
import { checkEngine } from './check-engine.ts'
import { checkGateway } from './check-gateway.ts'
import { checkGit } from './check-git.ts'
import { checkInstances } from './check-instances.ts'
import { checkMail } from './check-mail.ts'
import { checkMessages } from './check-messages.ts'
import { checkPackages } from './check-packages.ts'

/** Looks at everything that can be wrong with an installation; one look that fails does not hide the others. */
export async function toHealth(deps: ApiDeps, { withNetwork }: { readonly withNetwork: boolean }): Promise<Health> {
  const always = [checkEngine, checkGateway, checkInstances, checkDatabases, checkDisk, checkEncryption, checkGit, checkMail, checkMessages]
  const looks = withNetwork ? [...always, checkPackages] : always
  const checks = (await Promise.all(looks.map((look) => look(deps)))).flat()
  return { state: toWorst(checks), version: deps.version, checks, hook: deps.healthMessages.receivers().hook?.host ?? null }
}

const toWorst = (checks: readonly Check[]): Check['state'] => healthStates[Math.max(0, ...checks.map(({ state }) => toRank(state)))] ?? 'ok'
