import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../test/support/free-port.ts'
import { makeEnvironment, type OtreeProcess, startOtree, writeProject } from './test-otree.ts'
import { startPostgres } from './test-postgres.ts'

/** For tests: where processes of one version of oTree run on one database. */
export interface OtreePlace {
  readonly databaseUrl: string
  /** One more process on a port of its own, serving the small project. */
  readonly start: () => Promise<OtreeProcess>
  /** Ends the database and all that was started. */
  readonly stop: () => Promise<void>
}

/** @returns a sentence when the machine lacks this Python, this oTree or PostgreSQL */
export async function openOtreePlace(version: string, python: string): Promise<OtreePlace | { readonly reason: string }> {
  const environment = await makeEnvironment(version, python)
  if ('reason' in environment) return environment
  const postgres = await startPostgres()
  if ('reason' in postgres) return postgres
  const project = await mkdtemp(join(tmpdir(), 'otm-project-'))
  await writeProject(project)
  const started: OtreeProcess[] = []
  return {
    databaseUrl: postgres.url,
    async start() {
      const process = await startOtree({
        environment: environment.directory,
        project,
        databaseUrl: postgres.url,
        port: await freePort(),
      })
      started.push(process)
      return process
    },
    async stop() {
      for (const process of started) await process.stop()
      await postgres.stop()
      await rm(project, { recursive: true })
    },
  }
}
