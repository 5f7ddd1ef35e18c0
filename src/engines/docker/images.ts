import type Docker from 'dockerode'
import { ManagerError } from '../../domain/error.ts'
import type { Image } from '../local/sandbox-spec.ts'
import { statusOf, unlessAway } from './docker-client.ts'

/** What an image says of itself. */
export interface FoundImage extends Image {
  /** Directories that would become volumes. */
  readonly volumes: readonly string[]
  /** The directories in which it looks for programs. */
  readonly path: readonly string[]
}

export interface Images {
  /** The very image, or the one that has its name now. @throws ManagerError `engine.unavailable` */
  resolve(image: Image): Promise<FoundImage>
  /** The image of that name, if it is on this machine. */
  find(name: string): Promise<FoundImage | undefined>
  /** Fetches it. @throws ManagerError `engine.unavailable` */
  pull(name: string, signal?: AbortSignal): Promise<FoundImage>
}

export function openImages(docker: Docker, socket: string): Images {
  const find = async (name: string): Promise<FoundImage | undefined> => {
    try {
      return toFound(name, await unlessAway(socket, docker.getImage(name).inspect()))
    } catch (error) {
      if (statusOf(error) === 404) return undefined
      throw error
    }
  }
  const pull = async (name: string, signal?: AbortSignal): Promise<FoundImage> => {
    await follow(docker, name, signal)
    const image = await find(name)
    if (image) return image
    throw cannotPull(name, 'it is not there afterwards')
  }
  return { find, pull, resolve: async ({ id, name }) => (await find(id)) ?? (await find(name)) ?? (await pull(name)) }
}

function toFound(name: string, { Id: id, Config: { Env, Volumes } }: Docker.ImageInspectInfo): FoundImage {
  const path = (Env ?? []).find((each) => each.startsWith('PATH='))?.slice('PATH='.length) ?? '/usr/local/bin:/usr/bin:/bin'
  return { id, name, volumes: Object.keys(Volumes ?? {}), path: path.split(':').filter((directory) => directory.startsWith('/')) }
}

async function follow(docker: Docker, name: string, signal?: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  try {
    const progress = await docker.pull(name, { ...(signal ? { abortSignal: signal } : {}) })
    docker.modem.followProgress(progress, (error) => (error ? reject(error) : resolve()))
    await promise
  } catch (error) {
    signal?.throwIfAborted()
    throw cannotPull(name, error instanceof Error ? error.message : String(error), error)
  }
}

const cannotPull = (name: string, why: string, cause?: unknown): ManagerError =>
  new ManagerError(
    'engine.unavailable',
    `The Docker image ${name} is not on this machine and could not be fetched: ${why.trim().replace(/\.$/, '')}. ` +
      `Fetch it by hand (docker pull ${name}), or name another one in OTM_DOCKER_PYTHON_IMAGE or OTM_DOCKER_POSTGRES_IMAGE.`,
    {},
    { cause },
  )
