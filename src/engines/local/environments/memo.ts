import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RequirementsPlan } from '../../../domain/engine.ts'
import type { EngineKind } from '../../../domain/engine-kind.ts'
import type { InstanceId } from '../../../domain/names.ts'
import type { Settings } from '../../../domain/settings.ts'
import { atomicWrite } from '../../../lib/atomic-write.ts'
import { environmentsDirectory } from './environment-paths.ts'
import { isPinned, toScope } from './scope.ts'

interface Question {
  readonly plan: RequirementsPlan
  readonly instanceId: InstanceId
  /** Versions that shall stay where they fit. */
  readonly preferred: readonly string[]
  /** For which it was built. */
  readonly engine: EngineKind
}

/** Where it is noted which environment a question led to: others who ask the same, and a deployment after one that failed later on, install nothing. */
export function memoFile(settings: Pick<Settings, 'dataDir'>, { plan, instanceId, preferred, engine }: Question): string {
  const owner = toScope(plan, instanceId) === 'shared' && isPinned(plan) ? 'shared' : instanceId
  const hash = createHash('sha256')
    .update(JSON.stringify([plan.lines, plan.pythons, preferred, ...(engine === 'process' ? [] : [engine])]))
    .digest('hex')
    .slice(0, 32)
  return join(environmentsDirectory(settings), 'memos', owner, hash)
}

/** The key of the environment, or undefined. */
export async function readMemo(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return /^[0-9a-f]{32}$/.test(text) ? text : undefined
}

export async function writeMemo(file: string, key: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o755 })
  await atomicWrite(file, key)
}
