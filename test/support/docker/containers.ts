import type Docker from 'dockerode'

export interface TestContainer {
  readonly image: string
  readonly command: readonly string[]
  /** As Docker writes them: `/here:/there:ro`. */
  readonly mounts?: readonly string[]
  /** Default: none. */
  readonly network?: string
}

/** Starts a container that may do as little as one of an instance: another user, no rights, nothing to write but /tmp. */
export async function startContainer(
  docker: Docker,
  { image, command, mounts = [], network = 'none' }: TestContainer,
): Promise<Docker.Container> {
  const container = await docker.createContainer({
    Image: image,
    Cmd: [...command],
    User: '700001:700001',
    HostConfig: {
      Init: true,
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      NetworkMode: network,
      Tmpfs: { '/tmp': 'rw,nosuid,nodev,size=128m' },
      Binds: [...mounts],
    },
  })
  await container.start()
  return container
}

/** Runs it to its end. @returns what it printed, on either stream */
export async function runInContainer(docker: Docker, spec: TestContainer): Promise<{ exitCode: number; text: string }> {
  const container = await startContainer(docker, spec)
  try {
    const { StatusCode } = await container.wait()
    const log = await container.logs({ stdout: true, stderr: true, follow: false })
    return { exitCode: StatusCode, text: withoutHeaders(log) }
  } finally {
    await container.remove({ force: true, v: true })
  }
}

/** Each piece comes with 8 bytes: the stream, and its length in the last four. */
function withoutHeaders(log: Buffer): string {
  const pieces: Buffer[] = []
  for (let at = 0; at < log.length; at += 8 + log.readUInt32BE(at + 4)) pieces.push(log.subarray(at + 8, at + 8 + log.readUInt32BE(at + 4)))
  return Buffer.concat(pieces).toString('utf8')
}
