import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readProcesses, toCommand } from '../../../../test/support/read-processes.ts'
import type { Settings } from '../../../domain/settings.ts'
import { planRequirements } from '../../../otree/requirements.ts'
import type { SandboxKind } from '../../process/sandbox.ts'
import type { Confinement } from '../confinement.ts'
import { cacheDirectory, cachesDirectory, environmentsDirectory } from './environment-paths.ts'
import { findEnvironment, forgetEnvironments } from './environment-store.ts'
import { prepareEnvironment } from './prepare-environment.ts'
import { failure, type IndexedPlace, newInstance, openIndexedPlace } from './testing.ts'

/** Looks around while it is resolved, and fails with what it found. */
const spy = `
import json, subprocess
found = {}
def attempt(name, action):
    try:
        found[name] = action()
    except BaseException as error:
        found[name] = type(error).__name__
attempt('shadow', lambda: open('/etc/shadow').read())
attempt('other instance', lambda: open(os.environ.get('PLACE', 'DATADIR/instances/iother') + '/secret').read())
attempt('data directory', lambda: os.listdir('DATADIR'))
attempt('shared cache', lambda: os.listdir('DATADIR/package-caches/shared'))
attempt('write to input', lambda: open('/in/requirements.in', 'a').write('x'))
attempt('write to uv', lambda: open('/uv/uv', 'a').write('x'))
attempt('uid', os.getuid)
attempt('environment', lambda: sorted(key for key in os.environ if 'SECRET' in key or 'TOKEN' in key))
attempt('processes', lambda: len([name for name in os.listdir('/proc') if name.isdigit()]) < 12)
def changeable():
    count = 0
    for folder, _, files in os.walk('/cache'):
        for name in files:
            path = os.path.join(folder, name)
            if os.stat(path).st_nlink > 1 and os.access(path, os.W_OK):
                count += 1
    return count
attempt('changeable files of the shared cache', changeable)
attempt('cache has something', lambda: len(os.listdir('/cache')) > 0)
raise SystemExit('FOUND' + json.dumps(found) + 'END')
`

/** Puts traps where the manager will write and move as root. */
const trapper = `
import subprocess
for path, target in (('/out/env', 'DATADIR/trapped'), ('/out/lock.txt', '/etc/shadow'), ('/out/otree-manager.json', '/etc/shadow')):
    try:
        os.symlink(target, path)
    except OSError:
        pass
subprocess.Popen(['sleep', '6007'], start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print('numpy==6.6.6')
`

let place: IndexedPlace
let settings: Settings
let sandboxKind: SandboxKind
let confinement: Confinement
beforeAll(async () => {
  place = await openIndexedPlace((dataDir) => {
    const code = (text: string): string => text.replaceAll('DATADIR', dataDir)
    return { spy: code(spy), trapper: code(trapper), harmless: 'pass' }
  })
  ;({ settings, sandboxKind, confinement } = place)
  const { dataDir } = settings
  await mkdir(join(dataDir, 'instances', 'iother'), { recursive: true, mode: 0o700 })
  await writeFile(join(dataDir, 'instances', 'iother', 'secret'), 'geheim', { mode: 0o600 })
  await mkdir(join(dataDir, 'trapped'))
  await chmod(join(dataDir, 'trapped'), 0o777)
  await prepare('otree==6.0.15')
})
afterAll(() => place.close())

const prepare = (...lines: string[]) => prepareFor(newInstance(), ...lines)

function prepareFor(instance: ReturnType<typeof newInstance>, ...lines: string[]) {
  const plan = planRequirements((path) => (path === 'requirements.txt' ? lines.join('\n') : undefined))
  return prepareEnvironment({ plan, settings, confinement, ...instance }, () => undefined, new AbortController().signal)
}

const leftovers = async (): Promise<string[]> => (await readdir(environmentsDirectory(settings))).filter((name) => name.startsWith('.'))

const sleepers = async (): Promise<number> =>
  (await readProcesses('cmdline')).filter((process) => toCommand(process) === 'sleep 6007').length

describe('a package that runs its own code while it is resolved', () => {
  it('sees nothing of the machine, of other instances and of the shared cache', async (ctx) => {
    if (sandboxKind.bubblewrap === null) ctx.skip('bubblewrap does not work here')
    const error = await failure(prepare('otree==6.0.15', 'spy'))
    expect(error.code).toBe('project.unresolvable')
    expect(error.message).toContain('Change or remove the line "spy"')
    const found: unknown = JSON.parse(/FOUND(\{.*\})END/.exec(String(error.facts.log))?.[1] ?? '{}')
    expect(found).toMatchObject({
      shadow: expect.stringMatching(/^(PermissionError|FileNotFoundError)$/),
      'other instance': 'FileNotFoundError',
      'data directory': 'FileNotFoundError',
      'shared cache': 'FileNotFoundError',
      'write to input': expect.stringMatching(/^(OSError|PermissionError)$/),
      'write to uv': expect.stringMatching(/^(OSError|PermissionError)$/),
      environment: [],
      processes: true,
      'changeable files of the shared cache': 0,
      'cache has something': true,
      ...(sandboxKind.asRoot ? { uid: expect.any(Number) } : {}),
    })
    expect((found as { uid: number }).uid).not.toBe(0)
    expect(await leftovers()).toEqual([])
  })

  it('traps nobody with links, keeps no process and forges no lock', async (ctx) => {
    if (sandboxKind.bubblewrap === null) ctx.skip('bubblewrap does not work here')
    const before = await sleepers()
    const result = await prepare('otree==6.0.15', 'trapper').catch((error: unknown) => error)
    expect(await readdir(join(settings.dataDir, 'trapped'))).toEqual([])
    expect(await sleepers()).toBe(before)
    expect(await leftovers()).toEqual([])
    if (!(result instanceof Error)) expect(result).toMatchObject({ lock: expect.not.stringContaining('6.6.6') })
  })

  it('never changes what others share: its environment is its instance’s alone', async () => {
    const shared = await prepare('otree==6.0.15')
    const owner = newInstance()
    const [one, two] = [await prepareFor(owner, 'otree==6.0.15', 'harmless'), await prepare('otree==6.0.15', 'harmless')]
    expect(new Set([shared.key, one.key, two.key]).size).toBe(3)
    expect(one.lock).toBe(two.lock)
    expect(await findEnvironment(settings, shared.key)).toEqual(shared)
    const names = await readdir(join(cacheDirectory(settings, 'shared'), 'sdists-v11'), { recursive: true })
    expect(names.filter((name) => name.includes('harmless'))).toEqual([])

    await forgetEnvironments(settings, owner.instanceId)
    expect(await readdir(cachesDirectory(settings))).not.toContain(owner.instanceId)
    expect(await Promise.all([shared, one, two].map(({ key }) => findEnvironment(settings, key)))).toEqual([shared, undefined, two])
  })
})
