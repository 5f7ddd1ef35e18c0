import Docker from 'dockerode'
import { ManagerError } from '../../domain/error.ts'
import type { Settings } from '../../domain/settings.ts'

/** Of API 1, the oldest that has what is needed here: Docker 20.10. */
const oldestMinor = 41

/** The daemon's client, after a look whether it is there and can do what is needed. @throws ManagerError `engine.unavailable` */
export async function connectDocker({ dockerSocket }: Pick<Settings, 'dockerSocket'>): Promise<Docker> {
  const docker = new Docker({ socketPath: dockerSocket })
  const version = await unlessAway(dockerSocket, docker.version())
  const unfit =
    toUnfit(version) ?? ((await unlessAway(dockerSocket, docker.info())).SecurityOptions?.includes('name=rootless') ? rootless : undefined)
  if (unfit === undefined) return docker
  throw new ManagerError(
    'engine.unavailable',
    `${unfit} Name the socket of a Docker daemon in OTM_DOCKER_SOCKET, and start the manager again.`,
  )
}

const rootless =
  'This Docker daemon is a rootless one, which can give instances neither users of their own nor a network behind the firewall of this machine.'

interface Version {
  readonly ApiVersion: string
  readonly Version: string
  readonly Components?: readonly { readonly Name: string }[]
}

/** A sentence about a daemon that will not do. Others speak the same language, too. */
export function toUnfit({ ApiVersion, Version, Components = [] }: Version): string | undefined {
  if (Components.some(({ Name }) => Name === 'Podman Engine')) {
    return `Podman ${Version} answers there, whose networks cannot be given the names by which the firewall knows them.`
  }
  const [major = 0, minor = 0] = ApiVersion.split('.').map(Number)
  return major > 1 || minor >= oldestMinor ? undefined : `Docker ${Version} is too old; 20.10 is the oldest that will do.`
}

/** Says in a sentence that the daemon is away. */
export async function unlessAway<T>(socket: string, request: Promise<T>): Promise<T> {
  try {
    return await request
  } catch (error) {
    throw isAway(error) ? dockerAway(socket, error) : error
  }
}

/** Whether the daemon itself did not answer. */
export const isAway = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ENOENT', 'EACCES', 'ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')

const dockerAway = (socket: string, cause: unknown): ManagerError =>
  new ManagerError(
    'engine.unavailable',
    (cause as NodeJS.ErrnoException).code === 'EACCES'
      ? `The manager may not use the Docker daemon at ${socket}. Run it as root or as a member of the group docker.`
      : `The Docker daemon does not answer at ${socket}. What runs goes on; start the daemon (systemctl start docker), or correct OTM_DOCKER_SOCKET.`,
    {},
    { cause },
  )

/** The status with which the daemon refused; undefined: it did not. */
export const statusOf = (error: unknown): number | undefined => (error as { readonly statusCode?: number }).statusCode

/** What is not there needs no removing. */
export async function unlessGone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request
  } catch (error) {
    // 409: it is being removed; 304: it ended before
    if ([304, 404, 409].includes(statusOf(error) ?? 0)) return undefined
    throw error
  }
}
