import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { runCommand } from '../../src/lib/run-command.ts'
import { waitUntil } from '../../src/lib/wait-until.ts'
import { freePort } from '../support/free-port.ts'
import { request } from '../support/http-client.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'
import { findProcesses, findProcessesOf, soon } from '../support/leftovers.ts'
import { Participant } from '../support/participant.ts'
import { readProcesses, toNumbers } from '../support/read-processes.ts'
import { makeDataDir, removeDataDir, runManager } from '../support/running-manager.ts'

let laboratory: Laboratory

beforeAll(async () => {
  laboratory = await openLaboratory()
  await laboratory.createInstance('otree1')
  await laboratory.manager.otmJson('deploy', 'otree1', resourcePath('test', 'apps', 'rooms'))
})
afterAll(() => laboratory?.close())

const state = async (name = 'otree1'): Promise<string> =>
  (await laboratory.manager.otmJson<{ state: string }>('instances', 'show', name)).state
const login = (): Promise<number> => request(`${laboratory.origin('otree1')}/login`).then(({ status }) => status)
const gatewayPid = async (): Promise<number> => Number(await readFile(join(laboratory.dataDir, 'run', 'gateway.pid'), 'utf8'))

describe('a second start', () => {
  it('beside a living manager says where that one is, and ends', async () => {
    const { dataDir } = laboratory
    const second = await runManager({ dataDir, httpPort: await freePort(), sshPort: await freePort() })
    expect(second.exitCode).toBe(1)
    expect(second.stderr).toContain('already')
    expect(second.stderr).toContain(laboratory.manager.url)
    expect(await login()).toBe(200)
  })

  it('on a port that another program has names the port and the setting', async () => {
    const dataDir = await makeDataDir()
    const other = createServer()
    const httpPort = await freePort()
    await new Promise<void>((resolve) => other.listen(httpPort, '127.0.0.1', resolve))
    const second = await runManager({ dataDir, httpPort, sshPort: await freePort() })
    other.close()
    expect(second.exitCode).toBe(1)
    expect(second.stderr).toContain(`Port ${httpPort}`)
    expect(second.stderr).toContain('OTM_HTTP_PORT')
    await expect.poll(() => findProcesses(dataDir), soon).toEqual([])
    await removeDataDir(dataDir)
  })

  it('on the SSH port of another program leaves no gateway behind', async () => {
    const dataDir = await makeDataDir()
    const second = await runManager({ dataDir, httpPort: await freePort(), sshPort: laboratory.manager.sshPort })
    expect(second.exitCode).toBe(1)
    expect(second.stderr).toContain('OTM_SSH_PORT')
    await expect.poll(() => findProcesses(dataDir), soon).toEqual([])
    await removeDataDir(dataDir)
  })

  it('on data of a newer version touches nothing', async () => {
    const dataDir = await makeDataDir()
    const file = join(dataDir, 'store.sqlite')
    const newer = new DatabaseSync(file)
    newer.exec(
      "CREATE TABLE kysely_migration (name TEXT PRIMARY KEY, timestamp TEXT); INSERT INTO kysely_migration VALUES ('9999-from-the-future', '2099')",
    )
    newer.close()
    const before = await readFile(file)
    const second = await runManager({ dataDir, httpPort: await freePort(), sshPort: await freePort() })
    expect(second.exitCode).toBe(1)
    expect(second.stderr).toContain('newer')
    expect(await readFile(file)).toEqual(before)
    await removeDataDir(dataDir)
  })

  it.each([
    ['a full disk', 'size=256k', 'is full', 'Free some space'],
    ['a disk that fills up while the first database is made', 'size=6m', 'is full', 'Free some space'],
    ['a read-only disk', 'ro', 'cannot be written', 'OTM_DATA_DIR'],
  ])('on %s says so, and leaves nothing running', async (_what, mount, ...sentences) => {
    const dataDir = await makeDataDir()
    await runCommand('mount', ['-t', 'tmpfs', '-o', mount, 'otm-test', dataDir])
    try {
      if (mount === 'size=256k') await writeFile(join(dataDir, 'fill'), Buffer.alloc(512 * 1024)).catch(() => undefined) // as far as it goes
      const { exitCode, stderr } = await runManager({ dataDir, httpPort: await freePort(), sshPort: await freePort() })
      expect(exitCode).toBe(1)
      for (const sentence of [dataDir, ...sentences]) expect(stderr).toContain(sentence)
      expect(stderr).not.toMatch(/^ +at /m)
      await expect.poll(() => findProcesses(dataDir), soon).toEqual([])
    } finally {
      await runCommand('umount', ['-l', dataDir])
      await removeDataDir(dataDir)
    }
  })

  it('on something that is no directory says so, and leaves it as it is', async () => {
    const before = await stat('/dev/null')
    const second = await runManager({ dataDir: '/dev/null', httpPort: await freePort(), sshPort: await freePort() })
    expect(second).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('/dev/null, or something in it, is not a directory') })
    expect((await stat('/dev/null')).mode).toBe(before.mode)
  })

  it('with an unknown setting names the one that was meant', async () => {
    const dataDir = await makeDataDir()
    const second = await runManager({ dataDir, httpPort: 1, sshPort: 1, env: { OTM_HTTP_PROT: '8000' } })
    expect(second.exitCode).toBe(1)
    expect(second.stderr).toContain('OTM_HTTP_PORT')
    await removeDataDir(dataDir)
  })
})

describe('participants', () => {
  it('notice nothing of the death of the manager', async () => {
    const { joinPath } = await (await laboratory.otreeApi('otree1')).createSession('effort', 10)
    const participants = Array.from({ length: 10 }, () => new Participant(laboratory.origin('otree1')))
    const playing = Promise.all(participants.map((participant) => participant.play(joinPath, { thinkMs: 300 })))
    await waitUntil('everybody plays', () => participants.every(({ pages }) => pages.length > 2))
    await laboratory.manager.kill()
    await playing
    expect(new Set(participants.map(({ code }) => code)).size).toBe(10)
    for (const participant of participants) participant.close()
  })

  it('are served by the same processes when the manager is back', async () => {
    const [gateway, before] = [await gatewayPid(), await findProcesses(laboratory.dataDir)]
    await laboratory.restart()
    expect(await gatewayPid()).toBe(gateway)
    await expect.poll(() => findProcesses(laboratory.dataDir), soon).toEqual(before)
    expect(await state()).toBe('ready')
  })

  it('reach a new gateway when the old one was killed', async () => {
    const before = await gatewayPid()
    process.kill(before, 'SIGKILL')
    await waitUntil('another gateway answers', async () => (await login().catch(() => 0)) === 200)
    await expect.poll(gatewayPid).not.toBe(before) // it serves a moment before it writes its number down
    expect(await state()).toBe('ready')
  })
})

describe('the instance', () => {
  it('stops, and visitors read so', async () => {
    await laboratory.manager.otmJson('instances', 'stop', 'otree1')
    expect(await state()).toBe('stopped')
    expect(await login()).toBe(503)
  })

  it('starts again', async () => {
    await laboratory.manager.otmJson('instances', 'start', 'otree1')
    expect(await state()).toBe('ready')
    expect(await login()).toBe(200)
  })

  it('comes back by itself when oTree crashes', async () => {
    const { id } = await laboratory.manager.otmJson<{ id: string }>('instances', 'show', 'otree1')
    const crashed = await findOtree(id)
    expect(crashed).not.toEqual([])
    await runCommand('kill', ['-KILL', ...crashed.map(String)]).catch(() => undefined) // with the sandbox's first process all others end
    await waitUntil('another oTree runs', async () => (await findOtree(id)).some((pid) => !crashed.includes(pid)))
    expect((await findOtree(id)).filter((pid) => crashed.includes(pid))).toEqual([])
    await waitUntil('oTree is back', async () => (await login()) === 200, { timeoutMs: 60_000 })
    await waitUntil('its state says so', async () => (await state()) === 'ready', { timeoutMs: 30_000 })
  })

  it('goes to the trash with all its data, and comes back from there', async () => {
    const { code } = await (await laboratory.otreeApi('otree1')).createSession('effort', 3)
    await laboratory.manager.otmJson('instances', 'delete', 'otree1')
    expect(await login()).toBe(404)
    const taken = await laboratory.manager.otm('instances', 'create', 'otree1', '--owner', 'berta')
    expect(taken.exitCode).toBe(5)
    await laboratory.manager.otmJson('instances', 'restore', 'otree1')
    expect(await (await laboratory.otreeApi('otree1')).participants(code)).toHaveLength(3)
  })

  it('is stopped when it comes back from the trash, if it was before', async () => {
    await laboratory.manager.otmJson('instances', 'stop', 'otree1')
    await laboratory.manager.otmJson('instances', 'delete', 'otree1')
    await laboratory.manager.otmJson('instances', 'restore', 'otree1')
    expect(await state()).toBe('stopped')
    await expect.poll(() => listRunning('otree1'), soon).toEqual([])
    await laboratory.manager.otmJson('instances', 'start', 'otree1')
    expect(await login()).toBe(200)
  })

  it('waits for code again when it comes back from the trash, if it did before', async () => {
    await laboratory.createInstance('fresh')
    await laboratory.manager.otmJson('instances', 'delete', 'fresh')
    await expect.poll(() => listRunning('fresh'), soon).toEqual([])
    await laboratory.manager.otmJson('instances', 'restore', 'fresh')
    expect(await state('fresh')).toBe('ready-for-deployment')
    expect(await listRunning('fresh')).toEqual([expect.stringContaining('postgres -D')])
  })

  it('loses its sessions when its database is reset, and a copy is kept', async () => {
    const { code } = await (await laboratory.otreeApi('otree1')).createSession('effort', 3)
    await laboratory.manager.otmJson('instances', 'reset-database', 'otree1')
    expect(await state()).toBe('ready')
    await expect((await laboratory.otreeApi('otree1')).participants(code)).rejects.toThrow('404')
    expect((await findFiles(join(laboratory.dataDir, 'backups'))).some((file) => file.endsWith('.dump'))).toBe(true)
  })
})

describe('ending', () => {
  it('by SIGTERM ends the manager alone', async () => {
    process.kill(laboratory.manager.pid, 'SIGTERM')
    expect(await laboratory.manager.exited()).toBe(0)
    expect(await login()).toBe(200)
    const env = { ...process.env, OTM_DATA_DIR: laboratory.dataDir }
    const stop = await runCommand(process.execPath, [resourcePath('scripts', 'stop.mjs')], { env })
    expect(stop).toContain('its instances go on serving. To stop them, too, run npm start, and then npm stop.')
    await laboratory.restart()
    expect(await state()).toBe('ready')
  })

  it('by Ctrl-C ends everything, and the next start brings back what ran', async () => {
    expect(await laboratory.manager.stop()).toBe(0)
    await expect.poll(() => findProcesses(laboratory.dataDir), soon).toEqual([])
    await laboratory.restart()
    await waitUntil('oTree answers', async () => (await login()) === 200, { timeoutMs: 60_000 })
  })
})

async function listRunning(name: string): Promise<string[]> {
  const { id } = await laboratory.manager.otmJson<{ id: string }>('instances', 'show', name)
  return findProcessesOf(laboratory.dataDir, id)
}

/** The numbers of an instance's oTree, which runs in a sandbox whose mounts tell of which instance. */
const findOtree = async (id: string): Promise<number[]> =>
  (await readProcesses('cmdline', 'mountinfo', 'stat'))
    .filter(({ cmdline, mountinfo }) => cmdline.includes('serve.py') && !cmdline.includes('bwrap') && mountinfo.includes(id))
    .flatMap((each) => toNumbers(each)?.pid ?? [])

async function findFiles(directory: string): Promise<string[]> {
  return (await readdir(directory, { recursive: true }).catch(() => [])).map(String)
}
