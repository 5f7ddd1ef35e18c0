import { realpath } from 'node:fs/promises'
import type { Artifact } from '../../domain/deployment.ts'
import type { StaticFiles } from '../../domain/engine.ts'
import type { InstanceId } from '../../domain/names.ts'
import type { Context } from './context.ts'
import { askStatic } from './control.ts'
import type { ProcessPaths } from './paths.ts'
import { getRelease } from './releases.ts'
import { type SeenDirectory, toStaticFiles, toStaticVersion } from './static-files.ts'

export interface StaticQuestion {
  readonly id: InstanceId
  readonly artifact: Artifact
  readonly files: ProcessPaths
}

/** Asks a process that answers where its static files are: in its own copy of the code, where it may write some more, and in its packages.
 * @returns undefined when it does not say, which is no reason to do without the process */
export async function findStaticFiles(context: Context, { id, artifact, files }: StaticQuestion): Promise<StaticFiles | undefined> {
  try {
    const { environmentDirectory } = await getRelease(context, id, artifact)
    const places = await Promise.all([
      see(context, { from: files.work, to: '/app', isWritable: true }),
      see(context, { from: environmentDirectory, to: '/env', isWritable: false }),
    ])
    return toStaticFiles(await askStatic(files.controlSocket), places, toStaticVersion(artifact))
  } catch {
    return undefined // a project that hinders its launcher is slower, not broken
  }
}

/** Without files of its own, a process sees its directories where they are. */
async function see(
  { confinement }: Context,
  { from, to, isWritable }: { from: string; to: string; isWritable: boolean },
): Promise<SeenDirectory> {
  return { seenAs: confinement.hasOwnFiles ? to : from, directory: await realpath(from), isWritable }
}
