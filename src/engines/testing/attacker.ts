import { appendFile, cp } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Artifact } from '../../domain/deployment.ts'
import type { Engine, InstanceSpec, RunningProcess } from '../../domain/engine.ts'
import { newId } from '../../lib/ids.ts'
import { resourcePath } from '../../lib/resources.ts'
import { probeEnvironment } from './ask.ts'
import { makeProbeProject } from './probe-project.ts'

const { signal } = new AbortController()

/** Prepares the probe project with `attacks.py` in it, which does nothing until it is told which attack. */
export async function prepareAttacker(engine: Engine, instance: InstanceSpec): Promise<Artifact> {
  const project = await makeProbeProject()
  await cp(resourcePath('src', 'engines', 'testing', 'attacks.py'), join(project.sourceDir, 'attacks.py'))
  await appendFile(join(project.sourceDir, 'settings.py'), '\nimport attacks\n')
  const commit = 'c0ffee0123456789c0ffee0123456789c0ffee01'
  return await engine.prepare({ instance, commit, ...project }, () => undefined, signal)
}

export interface Attack {
  readonly instance: InstanceSpec
  readonly artifact: Artifact
  /** A function of `attacks.py`. */
  readonly name: string
  readonly environment?: Readonly<Record<string, string>>
}

/** Starts oTree with an attack in it, and lets it begin when oTree answers. */
export async function beginAttack(engine: Engine, { instance, artifact, name, environment }: Attack): Promise<RunningProcess> {
  const variables = { ...probeEnvironment, ATTACK: name, ...environment }
  const running = await engine.start({ instance, processId: newId('p', 8), artifact, environment: variables }, signal)
  const client = new pg.Client({ ...engine.database(instance) })
  await client.connect()
  await client.query('CREATE TABLE IF NOT EXISTS now ()')
  await client.end()
  return running
}
