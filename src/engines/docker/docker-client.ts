import Docker from 'dockerode'
import { ManagerError } from '../../domain/error.ts'
import type { Settings } from '../../domain/settings.ts'

/** The oldest API that has what is needed here: Docker 20.10. */
const oldestApi = 1.41

/** The daemon's client, after a look whether it is there and new enough. @throws ManagerError `engine.unavailable` */
export async function connectDocker({ dockerSocket }: Pick<Settings, 'dockerSocket'>): Promise<Docker> {
  const docker = new Docker({ socketPath: dockerSocket })
  const { ApiVersion, Version } = await unlessAway(dockerSocket, docker.version())
  if (Number(ApiVersion.split('.')[0]) > 1 || Number(ApiVersion) >= oldestApi) return docker
  throw new ManagerError('engine.unavailable', `Docker ${Version} is too old. Install Docker 20.10 or newer, and start the manager again.`)
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
