import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { atomicWrite } from '../../../src/lib/atomic-write.ts'
import { waitUntil } from '../../../src/lib/wait-until.ts'
import { type DockerPlace, findHindrance, startDaemonIn } from './docker-daemon.ts'
import { daemonOfRun } from './places.ts'
import { removeDaemon } from './remove-daemon.ts'

/** A daemon that is there, or why there is none: what a test skips with. */
export type SharedDocker = (DockerPlace & { readonly hindrance?: undefined }) | { readonly hindrance: string }

/** The daemon that all files of a run of tests use: the first one that asks starts it, and it ends with the run. Nobody restarts or
 * stops it (that is for `startDockerDaemon`), and what a test makes in it has names of its own. */
export async function shareDocker(): Promise<SharedDocker> {
  const hindrance = findHindrance()
  if (hindrance !== undefined) return { hindrance }
  const owner = Number(process.env.OTM_TEST_RUN ?? process.pid)
  const directory = daemonOfRun(owner)
  if (await isFirst(directory)) return startForAll(directory, owner)
  const place = join(directory, fileName)
  const isDone = (): boolean => existsSync(place) || !existsSync(directory)
  await waitUntil('another test file has started the Docker daemon', isDone, { timeoutMs: 170_000 })
  return existsSync(place) ? JSON.parse(await readFile(place, 'utf8')) : shareDocker()
}

/** Ends the daemon of a run, if one was started. @param owner  the run's main process */
export const endSharedDocker = (owner: number): Promise<void> => removeDaemon(daemonOfRun(owner))

const fileName = 'place.json'

const isFirst = (directory: string): Promise<boolean> =>
  mkdir(directory).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )

async function startForAll(directory: string, owner: number): Promise<SharedDocker> {
  try {
    const { socketPath, images } = await startDaemonIn(directory, { firewall: true, owner })
    const place: SharedDocker = { socketPath, images }
    await atomicWrite(join(directory, fileName), JSON.stringify(place))
    return place
  } catch (error) {
    return { hindrance: `No Docker daemon can be had here: ${error instanceof Error ? error.message : error}` }
  }
}
