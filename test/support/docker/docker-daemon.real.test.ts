import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import Docker from 'dockerode'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { isAlive, toProcessIdentity } from '../../../src/lib/process-identity.ts'
import { runCommand } from '../../../src/lib/run-command.ts'
import { waitUntil } from '../../../src/lib/wait-until.ts'
import { runInContainer, startContainer } from './containers.ts'
import { startDockerDaemon } from './docker-daemon.ts'
import { shareDocker } from './shared-docker.ts'

const shared = await shareDocker()
const docker = new Docker({ socketPath: shared.hindrance === undefined ? shared.socketPath : '' })
const images = shared.hindrance === undefined ? shared.images : { python: '', postgres: '', pythons: [] }
const directory = await mkdtemp(join(tmpdir(), 'otm-mounted-'))
await chmod(directory, 0o755)
afterAll(() => rm(directory, { recursive: true }))

beforeEach(({ skip }) => {
  if (shared.hindrance !== undefined) skip(shared.hindrance)
})

it('answers, and knows the API that the manager needs', async () => {
  const [major, minor] = (await docker.version()).ApiVersion.split('.').map(Number)
  expect(major).toBe(1)
  expect(minor).toBeGreaterThanOrEqual(41)
})

for (const version of images.pythons) {
  it(`has Python ${version} for a container that may do nothing`, async () => {
    await writeFile(join(directory, 'hello.txt'), 'mounted', { mode: 0o644 })
    const program = `import bz2, ctypes, lzma, sqlite3, ssl, sys, zoneinfo, os
print(sys.version_info[:2] == tuple(map(int, '${version}'.split('.'))), os.getuid(), open('/mounted/hello.txt').read(), os.getppid())`
    const older = version === '3.8' ? program.replace(' zoneinfo,', '') : program
    const image = images.python.replace('{version}', version)
    const output = await runInContainer(docker, { image, command: [`python${version}`, '-c', older], mounts: [`${directory}:/mounted:ro`] })
    expect(output).toEqual({ exitCode: 0, text: 'True 700001 mounted 1\n' })
  })
}

it('has Pythons for oTree 5 and 6 where pyenv has them', ({ skip }) => {
  if (images.pythons.length < 3) skip('pyenv has no Python 3.8 or 3.12 here')
  expect(images.pythons.toSorted()).toEqual(expect.arrayContaining(['3.12', '3.8']))
})

it('has a shell, git and certificates in the images of Python', async () => {
  const image = images.python.replace('{version}', images.pythons[0] ?? '')
  const command = [
    '/bin/sh',
    '-ec',
    'git --version; test -s /etc/ssl/certs/ca-certificates.crt; git ls-remote https://127.0.0.1:1/x 2>&1 || true',
  ]
  const { text } = await runInContainer(docker, { image, command })
  expect(text).toContain('git version')
  expect(text).toContain('127.0.0.1 port 1') // git's helper for https is there and tried
})

it('has a PostgreSQL that makes a database for any user whom the machine names', async () => {
  const passwd = join(directory, 'passwd')
  await writeFile(passwd, 'someone:x:700001:700001::/:/bin/sh\n', { mode: 0o644 })
  const program =
    'postgres --version; initdb --no-sync -D /tmp/data >/dev/null; echo "select 6*7;" | postgres --single -D /tmp/data postgres'
  const command = ['/bin/sh', '-ec', program]
  const { text } = await runInContainer(docker, { image: images.postgres, command, mounts: [`${passwd}:/etc/passwd:ro`] })
  expect(text).toContain(`postgres (PostgreSQL) ${images.postgres.split(':')[1]}.`)
  expect(text).toContain('"42"')
})

it('knows nobody but root, so that a user is whom the machine says', async () => {
  const command = ['cat', '/etc/passwd']
  const { text } = await runInContainer(docker, { image: images.postgres, command })
  expect(text.match(/^\w+/gm)).toEqual(['root', 'nobody'])
})

it('lets a container with a network of its own reach what is outside of it', async () => {
  const network = await docker.createNetwork({ Name: `otm-test-${process.pid}`, Driver: 'bridge' })
  const server = createServer((socket) => socket.end('reached')).listen(0, '0.0.0.0')
  try {
    await once(server, 'listening')
    const { Gateway, Subnet } = (await network.inspect()).IPAM?.Config?.[0] ?? {}
    const address = JSON.stringify([Gateway, (server.address() as AddressInfo).port])
    const program = `import socket; print(socket.create_connection(tuple(${address}), timeout=20).recv(99).decode())`
    const image = images.python.replace('{version}', images.pythons[0] ?? '')
    const output = await runInContainer(docker, { image, command: ['python3', '-c', program], network: network.id })
    expect(output).toEqual({ exitCode: 0, text: 'reached\n' })
    expect(await runCommand('iptables', ['--wait', '--table', 'nat', '--list-rules', 'POSTROUTING'])).toContain(`-s ${Subnet}`)
  } finally {
    server.close()
    await network.remove()
  }
})

it('a daemon ends, with all that it has, when who started it was killed', async () => {
  const main = join(import.meta.dirname, 'serve-daemon.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, '--no-firewall'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  const socketPath = /OTM_DOCKER_SOCKET=(\S+)/.exec(line)?.[1] ?? ''
  const container = await startContainer(new Docker({ socketPath }), { image: images.postgres, command: ['sleep', '3600'] })
  const { Pid } = (await container.inspect()).State
  child.kill('SIGKILL')
  await waitUntil('the daemon’s directory is gone', () => !existsSync(dirname(socketPath)), { timeoutMs: 60_000 })
  expect(isAlive(toProcessIdentity(Pid))).toBe(false)
})

it('a daemon of one’s own is killed and restarted while a container goes on, and leaves nothing', async () => {
  const daemon = await startDockerDaemon()
  const own = new Docker({ socketPath: daemon.socketPath })
  const container = await startContainer(own, { image: images.postgres, command: ['sleep', '3600'] })
  const state = async () => (await container.inspect()).State
  const before = await state()
  await daemon.kill()
  await daemon.start()
  expect(await state()).toMatchObject({ Running: true, Pid: before.Pid })
  await daemon.restart()
  expect(await state()).toMatchObject({ Running: true, Pid: before.Pid })
  await daemon.restart({ liveRestore: false })
  expect((await state()).Running).toBe(false)
  await daemon.kill()
  await daemon.stop()
  const place = dirname(daemon.socketPath)
  expect(existsSync(place)).toBe(false)
  expect(await readFile('/proc/self/mountinfo', 'utf8')).not.toContain(place)
})
