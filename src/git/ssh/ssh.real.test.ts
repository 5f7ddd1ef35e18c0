import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GitClient, makeGitClient } from '../../../test/support/git-client.ts'
import { type GitServer, startGitServer } from '../../../test/support/git-server.ts'
import type { Username } from '../../domain/names.ts'
import { type CommandResult, plainEnv, runCommand, runToEnd } from '../../lib/run-command.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import { toDeployKeyFacts } from '../../ssh-keys/keys.ts'
import { loadHostKey } from './host-key.ts'
import { startSshServer } from './server.ts'

let server: GitServer
let home: string
let berta: GitClient
let carla: GitClient

beforeAll(async () => {
  server = await startGitServer()
  home = await mkdtemp(join(tmpdir(), 'otm-git-ssh-'))
  await mkdir(join(home, 'source'))
  await writeFile(join(home, 'source', 'settings.py'), '')
  berta = await makeGitClient(join(home, 'berta'), join(home, 'source'))
  carla = await makeGitClient(join(home, 'carla'), join(home, 'source'))
  await server.addPerson('berta', { publicKey: berta.publicKey })
  await server.addPerson('carla', { publicKey: carla.publicKey })
  await server.addInstance('otree1', 'berta')
})
afterAll(async () => {
  expect(server.reports).toEqual([])
  await server.stop()
  await rm(home, { recursive: true })
})

const quiet = [
  'IdentitiesOnly=yes',
  'StrictHostKeyChecking=no',
  'UserKnownHostsFile=/dev/null',
  'LogLevel=INFO',
  'BatchMode=yes',
  'ConnectTimeout=20',
]
const optionsWith = (keyFile: string): string[] => ['-F', '/dev/null', '-i', keyFile, ...quiet.flatMap((option) => ['-o', option])]

function ssh(client: GitClient, args: readonly string[], { user = 'git' } = {}): Promise<CommandResult> {
  const [options, command] = [args.filter((arg) => arg.startsWith('-')), args.filter((arg) => !arg.startsWith('-'))]
  return sshWith(client.privateKeyFile, [...options, `${user}@127.0.0.1`, ...command])
}

const sshWith = (keyFile: string, args: readonly string[]): Promise<CommandResult> =>
  runToEnd('ssh', [...optionsWith(keyFile), '-p', String(server.port), ...args], { env: plainEnv(), timeoutMs: 30_000 })

describe('who comes for something else than git', () => {
  const hello = 'Hello berta! You are signed in, but there is no shell here. Push with: git push ssh://git@127.0.0.1:'

  it.each([
    ['a shell', []],
    ['a shell with a terminal', ['-tt']],
    ['a command', ['id']],
    ['a command after git', ["git-upload-pack '/otree1'; id"]],
    ['an archive', ["git-upload-archive '/otree1'"]],
    ['sftp', ['-s', 'sftp']],
    ['another subsystem', ['-s', 'netconf']],
    ['what ssh-copy-id runs', ["exec sh -c 'umask 077; cat >> .ssh/authorized_keys'"]],
  ])('%s: gets a sentence', async (_title, args) => {
    const { exitCode, stdout, stderr } = await ssh(berta, args)
    expect(stdout + stderr).toContain(hello)
    expect(exitCode).toBe(1)
  })

  it('scp: gets a sentence', async () => {
    const args = [...optionsWith(berta.privateKeyFile), '-P', String(server.port), join(home, 'source', 'settings.py'), 'git@127.0.0.1:x']
    const { exitCode, stderr } = await runToEnd('scp', args, { env: plainEnv(), timeoutMs: 30_000 })
    expect(stderr).toContain(hello)
    expect(exitCode).not.toBe(0)
  })

  it('forwarding of ports is refused, there and back', async () => {
    const there = await ssh(berta, [`-W127.0.0.1:${server.port}`])
    expect(there.stderr).toMatch(/administratively prohibited|forwarding failed/)
    const back = await ssh(berta, ['-oExitOnForwardFailure=yes', '-R0:127.0.0.1:1', '-N'])
    expect(back.stderr).toContain('remote port forwarding failed')
  })
})

describe('who may come in', () => {
  it('does not know other users, nor other keys', async () => {
    expect((await ssh(berta, [], { user: 'root' })).stderr).toContain('Permission denied (publickey)')
    const stranger = join(home, 'stranger')
    await runCommand('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', stranger])
    expect((await sshWith(stranger, ['git@127.0.0.1'])).stderr).toContain('Permission denied (publickey)')
  })

  it('does not let in who was locked out', async () => {
    const dora = await makeGitClient(join(home, 'dora'), join(home, 'source'))
    await server.addPerson('dora', { publicKey: dora.publicKey })
    expect((await ssh(dora, [])).stderr).toContain('Hello dora!')
    await server.opened.database.updateTable('user').set({ banned: 1 }).where('username', '=', 'dora').execute()
    expect((await ssh(dora, [])).stderr).toContain('Permission denied (publickey)')
  })

  it('asks again for each command of a connection that stays open', async () => {
    const eva = await makeGitClient(join(home, 'eva'), join(home, 'source'))
    await server.addPerson('eva', { publicKey: eva.publicKey })
    await server.addInstance('eva1', 'eva')
    const socket = join(home, 'master')
    const shared = (...args: string[]): Promise<CommandResult> => ssh(eva, [`-S${socket}`, ...args])
    const master = ssh(eva, ['-M', `-S${socket}`, '-N'])
    await waitUntil('the connection is there', () => existsSync(socket))
    expect((await shared("git-upload-pack '/eva1'")).stdout).toBe('0000')
    await server.opened.database.deleteFrom('deployKey').where('username', '=', 'eva').execute()
    for (const command of [["git-upload-pack '/eva1'"], ["git-receive-pack '/eva1'"], []]) {
      const { exitCode, stdout, stderr } = await shared(...command)
      expect([exitCode, stdout + stderr]).toEqual([1, expect.stringContaining('The key of this connection counts no longer.')])
    }
    await ssh(eva, [`-S${socket}`, '-Oexit'])
    await master
  })

  it.each([
    ['rsa', ['-b', '3072']],
    ['ecdsa', ['-b', '256']],
    ['ecdsa', ['-b', '384']],
    ['ecdsa', ['-b', '521']],
  ])('takes %s keys of size %s, and notes the last use', async (type, size) => {
    const file = join(home, `${type}-${size[1]}`)
    await runCommand('ssh-keygen', ['-q', '-t', type, ...size, '-N', '', '-C', file, '-f', file])
    const publicKey = await readFile(`${file}.pub`, 'utf8')
    await server.addKey('berta', publicKey)
    expect((await sshWith(file, ['git@127.0.0.1'])).stderr).toContain('Hello berta!')
    const stored = await server.opened.store.keys.findByPublicKey(toDeployKeyFacts(publicKey).publicKey)
    expect(stored?.lastUsedAt).toMatch(/^\d{4}-/)
    const printed = await runCommand('ssh-keygen', ['-l', '-f', `${file}.pub`])
    expect(printed.split(' ')[1]).toBe(stored?.fingerprint)
  })

  it('takes no signature by SHA-1', async () => {
    const file = join(home, 'rsa-3072')
    expect((await sshWith(file, ['-oPubkeyAcceptedAlgorithms=ssh-rsa', 'git@127.0.0.1'])).stderr).toMatch(
      /Permission denied|no mutual signature/,
    )
  })

  it.each([
    '-oKexAlgorithms=diffie-hellman-group1-sha1',
    '-oKexAlgorithms=diffie-hellman-group14-sha1',
    '-oCiphers=aes128-cbc',
    '-oCiphers=aes256-ctr -oMACs=hmac-sha1',
    '-oHostKeyAlgorithms=ssh-rsa',
  ])('does not agree on %s', async (options) => {
    expect((await ssh(berta, options.split(' '))).stderr).toMatch(/no matching|Unable to negotiate/)
  })

  it.each([
    '-oKexAlgorithms=curve25519-sha256',
    '-oKexAlgorithms=ecdh-sha2-nistp256',
    '-oCiphers=aes256-ctr',
    '-oCiphers=aes256-gcm@openssh.com',
  ])('agrees on %s', async (option) => {
    expect((await ssh(berta, [option])).stderr).toContain('Hello berta!')
  })

  it('comes to terms with an agent that offers many keys first', async () => {
    const others = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const file = join(home, `other${index}`)
        await runCommand('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file])
        return ['-i', file]
      }),
    )
    const first = others[0]?.[1] ?? ''
    const rest = [...others.slice(1).flat(), '-i', berta.privateKeyFile]
    expect((await sshWith(first, [...rest, 'git@127.0.0.1'])).stderr).toContain('Hello berta!')
  })
})

describe('instances', () => {
  it('of others and those that do not exist look the same', async () => {
    const foreign = await ssh(carla, ["git-receive-pack '/otree1'"])
    const missing = await ssh(carla, ["git-receive-pack '/otree9'"])
    expect(foreign.stderr.replace('otree1', 'otree9')).toBe(missing.stderr)
    expect(foreign).toMatchObject({ exitCode: 1, stdout: '' })
    expect(missing.stderr).toContain('"otree9" was not found among the instances that you may use.')
  })

  it.each(["git-upload-pack '/otree1'", "git-receive-pack '/../otree1'", "git-receive-pack '/otree1/x'"])(
    'are not reached by %s of somebody else',
    async (command) => {
      expect(await ssh(carla, [command])).toMatchObject({ exitCode: 1, stdout: '' })
    },
  )

  it('of everybody are open to super-users', async () => {
    const chief = await makeGitClient(join(home, 'chief'), join(home, 'source'))
    await server.addPerson('chief', { superUser: true, publicKey: chief.publicKey })
    expect((await chief.git('push', server.url('otree1'), 'main')).exitCode).toBe(0)
  })

  it('are pushed to under a former name, which is told, and to strangers are as if there were none', async () => {
    const { id } = await server.addInstance('early', 'berta')
    await server.opened.store.instances.update(id, { name: 'late' as never })
    const pushed = await berta.git('push', server.url('early'), 'main')
    expect(pushed.stderr).toContain('"early" is called "late" now')
    expect(pushed.stderr).toContain('git remote set-url early ')
    expect((await berta.git('ls-remote', server.url('early'))).stderr).toContain('"early" is called "late" now')
    const foreign = await ssh(carla, ["git-upload-pack '/early'"])
    const missing = await ssh(carla, ["git-upload-pack '/otree9'"])
    expect(foreign.stderr.replace('early', 'otree9')).toBe(missing.stderr)
  })

  it('in the trash say so to who owns them', async () => {
    const { id } = await server.addInstance('thrown', 'berta')
    await server.opened.store.instances.update(id, { state: 'trashed', trashedAt: new Date().toISOString() })
    const { stderr } = await berta.git('push', server.url('thrown'), 'main')
    expect(stderr).toMatch(/"thrown" (is in the trash|was not found)/)
  })

  it('are audited when somebody comes, also in vain', async () => {
    await ssh(carla, ["git-upload-pack '/otree1'"])
    const { items } = await server.opened.store.audit.page(null, 1)
    expect(items[0]).toMatchObject({
      who: 'carla',
      action: 'git.read',
      thing: 'instance:otree1',
      by: 'git',
      from: '127.0.0.1',
      result: 'refused',
    })
  })
})

describe('the server', () => {
  it('has one key of its own, kept, that only its user reads', async () => {
    const first = await loadHostKey(server.dataDir)
    expect(await loadHostKey(server.dataDir)).toBe(first)
    const file = join(server.dataDir, 'ssh', 'host_ed25519')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await runCommand('ssh-keygen', ['-y', '-f', file])).toContain('ssh-ed25519 ')
    expect((await readFile(`${file}.pub`, 'utf8')).split(' ').slice(0, 2)).toEqual(
      (await runCommand('ssh-keygen', ['-y', '-f', file])).split(' ').slice(0, 2),
    )
  })

  it('refuses to go on with a host key that is none', async () => {
    const dataDir = await mkdtemp(join(home, 'data-'))
    await mkdir(join(dataDir, 'ssh'))
    await writeFile(join(dataDir, 'ssh', 'host_ed25519'), 'not a key')
    await expect(loadHostKey(dataDir)).rejects.toMatchObject({ code: 'setting_invalid' })
  })

  it('says which port is taken', async () => {
    const { dataDir, opened, receiver, port } = server
    const options = { dataDir, store: opened.store, receiver, maxPushMib: 1, report: () => undefined }
    const starting = startSshServer({ ...options, host: '127.0.0.1', port, hostKey: await loadHostKey(dataDir) })
    await expect(starting).rejects.toMatchObject({ code: 'port_taken', message: expect.stringContaining(`Port ${port} of 127.0.0.1`) })
  })

  it.each([
    ['nothing but noise', Buffer.from(`GET / HTTP/1.1\r\n\r\n${'x'.repeat(100_000)}`)],
    ['a header and then noise', Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.alloc(70_000, 0xff)])],
  ])('survives %s', async (_title, bytes) => {
    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => socket.destroy())
    const closed = new Promise((done) => socket.on('close', done))
    socket.resume()
    socket.write(bytes)
    await closed
    expect((await ssh(berta, [])).stderr).toContain('Hello berta!')
  })

  it('tells who waits when it is stopped', async () => {
    const other = await startGitServer()
    await other.addPerson('berta', { publicKey: berta.publicKey })
    await other.addInstance('otree1', 'berta')
    const options = [...optionsWith(berta.privateKeyFile), '-p', String(other.port), 'git@127.0.0.1', "git-receive-pack '/otree1'"]
    const { promise, resolve } = Promise.withResolvers<string>()
    let stdout = ''
    const waiting = execFile('ssh', options, (_error, _stdout, stderr) => resolve(stderr))
    waiting.stdout?.on('data', (chunk: string) => {
      stdout += chunk
    })
    await waitUntil('git answers', () => stdout.includes('capabilities'))
    await other.stop()
    expect(await promise).toContain('The manager is being stopped.')
  })
})

it('keeps keys of one person away from another', async () => {
  await expect(server.addKey('carla' as Username, berta.publicKey)).rejects.toMatchObject({ code: 'key_taken' })
})
