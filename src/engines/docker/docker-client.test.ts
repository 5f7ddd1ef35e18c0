import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDocker, toUnfit } from './docker-client.ts'

describe('toUnfit', () => {
  const docker = { ApiVersion: '1.41', Version: '20.10.24', Components: [{ Name: 'Engine' }] }

  it('has nothing against Docker 20.10 and later', () => {
    expect(toUnfit(docker)).toBeUndefined()
    expect(toUnfit({ ...docker, ApiVersion: '1.100' })).toBeUndefined()
  })

  it('tells which one is too old, and which one is no Docker', () => {
    expect(toUnfit({ ...docker, ApiVersion: '1.40', Version: '19.03.15' })).toContain('Docker 19.03.15 is too old')
    expect(toUnfit({ ...docker, Version: '4.3.1', Components: [{ Name: 'Podman Engine' }] })).toContain('Podman')
  })
})

describe('a socket', () => {
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'otm-sock-'))
  })
  afterAll(() => rm(directory, { recursive: true }))

  it('behind which nobody is any more is named', async () => {
    const dockerSocket = join(directory, 'gone.sock')
    await expect(connectDocker({ dockerSocket })).rejects.toMatchObject({
      code: 'engine.unavailable',
      message: expect.stringContaining(`does not answer at ${dockerSocket}`),
    })
  })

  it('whose owner breaks off is named, too', async () => {
    const dockerSocket = join(directory, 'broken.sock')
    const server = createServer((request) => request.socket.destroy()).listen(dockerSocket)
    await expect(connectDocker({ dockerSocket })).rejects.toMatchObject({ code: 'engine.unavailable' })
    server.close()
  })
})
