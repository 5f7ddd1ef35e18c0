import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runToEnd } from '../../lib/run-command.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import { inside } from '../local/sandbox-spec.ts'
import { detectSandbox, type SandboxRequest, sandboxCommand } from './sandbox.ts'

const spec: SandboxRequest = {
  mounts: [
    { from: '/data/venv', to: '/venv' },
    { from: '/data/work', to: '/app', writable: true },
  ],
  workingDirectory: '/app',
  network: false,
  uid: 700_001,
  limits: { openFiles: 4096, processes: 100 },
  statusFd: 3,
  command: ['python', 'serve.py'],
}
const setpriv = '/usr/bin/setpriv --reuid 700001 --regid 700001 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all --'

describe('sandboxCommand', () => {
  it('puts bubblewrap outside, then changes the user, then limits, then runs the command', () => {
    const { file, args, cwd } = sandboxCommand({ bubblewrap: '/usr/bin/bwrap', asRoot: true }, spec)
    const text = args.join(' ')
    expect([file, cwd]).toEqual(['/usr/bin/bwrap', '/'])
    expect(text).toContain('--new-session --as-pid-1 --unshare-net --json-status-fd 3 --ro-bind /usr /usr')
    expect(text).toContain('--ro-bind /data/venv /venv --bind /data/work /app --chdir /app -- ')
    expect(text.endsWith(`-- ${setpriv} /usr/bin/prlimit --core=0 --nofile=4096 --nproc=100 -- python serve.py`)).toBe(true)
  })

  it('makes the directories above mounts, so that everybody gets through them', () => {
    const { args } = sandboxCommand({ bubblewrap: '/usr/bin/bwrap', asRoot: true }, { ...spec, mounts: [{ from: '/x', to: '/run/a/b' }] })
    expect(args.join(' ')).toContain('--dir /run --dir /run/a --ro-bind /x /run/a/b')
  })

  it('takes a user namespace, keeps the user and leaves out limits per user when it is not root', () => {
    const { args } = sandboxCommand({ bubblewrap: '/usr/bin/bwrap', asRoot: false }, spec)
    expect(args[0]).toBe('--unshare-user')
    expect(args.slice(-7)).toEqual(['--', '/usr/bin/prlimit', '--core=0', '--nofile=4096', '--', 'python', 'serve.py'])
  })

  it('only changes the user when there is no bubblewrap', () => {
    const { file, args, cwd } = sandboxCommand({ bubblewrap: null, asRoot: true }, { ...spec, limits: {} })
    expect([file, ...args].join(' ')).toBe(`${setpriv} /usr/bin/prlimit --core=0 -- python serve.py`)
    expect(cwd).toBe('/data/work')
  })

  it('lets a command that shall not outlive the manager end with it', () => {
    const { args } = sandboxCommand({ bubblewrap: '/usr/bin/bwrap', asRoot: true }, { ...spec, dieWithParent: true })
    expect(args).toContain('--die-with-parent')
    expect(args).not.toContain('--as-pid-1')
  })

  it('runs the plain command when nothing is to be had', () => {
    const { limits: _, ...plain } = spec
    expect(sandboxCommand({ bubblewrap: null, asRoot: false }, plain)).toEqual({ file: 'python', args: ['serve.py'], cwd: '/data/work' })
  })
})

describe('inside', () => {
  it('leaves paths alone where the sandbox has its own file system', () => {
    expect(inside({ hasOwnFiles: true }, spec, '/venv/bin/python')).toBe('/venv/bin/python')
  })

  it('translates a path below a mount to its origin, and no other', () => {
    expect(inside({ hasOwnFiles: false }, spec, '/venv/bin/python')).toBe('/data/venv/bin/python')
    expect(inside({ hasOwnFiles: false }, spec, '/app')).toBe('/data/work')
    expect(inside({ hasOwnFiles: false }, spec, '/application')).toBe('/application')
  })
})

describe('on this machine', () => {
  it('what shall die with its parent does, with all its children', async (ctx) => {
    const kind = await detectSandbox()
    if (kind.bubblewrap === null) ctx.skip('bubblewrap does not work here')
    const directory = await mkdtemp(join(tmpdir(), 'otm-sandbox-'))
    const { file, args, cwd } = sandboxCommand(kind, {
      mounts: [{ from: directory, to: directory }],
      workingDirectory: directory,
      network: false,
      uid: 700_001,
      dieWithParent: true,
      command: ['/bin/sh', '-c', 'setsid sleep 61 & sleep 61'],
    })
    await runToEnd(file, args, { cwd, timeoutMs: 500 })
    await waitUntil('nothing of it is left', async () => (await processesOf(directory)).length === 0)
    await rm(directory, { recursive: true })
  })

  it('the sandbox sees its mounts, its own processes and nothing else of the machine', async (ctx) => {
    const kind = await detectSandbox()
    if (kind.bubblewrap === null) ctx.skip('bubblewrap does not work here')
    const directory = await mkdtemp(join(tmpdir(), 'otm-sandbox-'))
    await mkdir(join(directory, 'mine'), { mode: 0o755 })
    await writeFile(join(directory, 'mine', 'note'), 'hello')
    const script =
      'cat note; ls -d /tmp/* /root /home 2>/dev/null; ls /proc | grep -c "^[0-9]"; grep CapEff /proc/self/status; touch note && echo writable'
    const { file, args, cwd } = sandboxCommand(kind, {
      mounts: [{ from: join(directory, 'mine'), to: '/app' }],
      workingDirectory: '/app',
      network: false,
      uid: 700_001,
      command: ['/bin/sh', '-c', script],
    })
    const result = await runToEnd(file, args, { cwd, timeoutMs: 10_000 })
    await rm(directory, { recursive: true })
    expect(result.stdout).toMatch(/^hello[234]\nCapEff:\t0000000000000000\n$/)
  })
})

/** Processes that see the directory: their mount table names it. */
async function processesOf(directory: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const tables = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/mounts`, 'utf8').catch(() => '')))
  return pids.filter((_, index) => tables[index]?.includes(directory))
}
