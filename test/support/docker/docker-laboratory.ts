import Docker from 'dockerode'
import { installationLabel, instanceLabel, kindLabel, processLabel, toInstallation } from '../../../src/engines/docker/labels.ts'
import type { DockerPlace } from './docker-daemon.ts'

/** What lets a manager put new instances into containers of this daemon. */
export const onDocker = ({ socketPath, images }: DockerPlace): Record<string, string> => ({
  OTM_ENGINE: 'docker',
  OTM_DOCKER_SOCKET: socketPath,
  OTM_DOCKER_PYTHON_IMAGE: images.python,
  OTM_DOCKER_POSTGRES_IMAGE: images.postgres,
})

export interface ContainerOfOurs {
  readonly id: string
  readonly instance: string | undefined
  /** app, database, job or build */
  readonly kind: string | undefined
  readonly process: string | undefined
  readonly isRunning: boolean
}

/** All containers that a manager has made, ended ones too. */
export async function listContainers({ socketPath }: DockerPlace, dataDir: string): Promise<readonly ContainerOfOurs[]> {
  const label = [`${installationLabel}=${toInstallation(dataDir)}`]
  const found = await new Docker({ socketPath }).listContainers({ all: true, filters: { label } })
  return found.map(({ Id, Labels, State }) => ({
    id: Id,
    instance: Labels[instanceLabel],
    kind: Labels[kindLabel],
    process: Labels[processLabel],
    isRunning: State === 'running',
  }))
}

/** As `docker kill` does it. */
export async function killContainer({ socketPath }: DockerPlace, { id }: Pick<ContainerOfOurs, 'id'>): Promise<void> {
  await new Docker({ socketPath }).getContainer(id).kill()
}

/** The number of its first process on this machine. */
export async function readPid({ socketPath }: DockerPlace, { id }: Pick<ContainerOfOurs, 'id'>): Promise<number> {
  return (await new Docker({ socketPath }).getContainer(id).inspect()).State.Pid
}

/** How much memory it may have, in MiB, and processor time, in percent of one. */
export async function readLimits({ socketPath }: DockerPlace, { id }: Pick<ContainerOfOurs, 'id'>): Promise<readonly [number, number]> {
  const { Memory = 0, NanoCpus = 0 } = (await new Docker({ socketPath }).getContainer(id).inspect()).HostConfig
  return [Memory / 1024 ** 2, NanoCpus / 10 ** 7]
}
