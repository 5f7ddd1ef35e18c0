import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../domain/instance.ts'
import { toInstanceId } from '../../domain/names.ts'
import type { SandboxSpec } from '../local/sandbox-spec.ts'
import { toAllowance, toContainerOptions } from './container-options.ts'
import { noConnection } from './reach.ts'

const instance = { id: toInstanceId('iabcdefgh'), limits: { ...defaultLimits, memoryMib: 512, cpuPercent: 50, processes: 80 } }
const spec: SandboxSpec = {
  purpose: { kind: 'app', instance },
  image: null,
  mounts: [
    { from: '/data/env', to: '/env' },
    { from: '/data/work', to: '/app', writable: true },
  ],
  workingDirectory: '/app',
  network: false,
  uid: 700_001,
  limits: { openFiles: 4_096, fileSizeBytes: 1_000, processes: 100 },
  command: ['python', '/otm/serve.py', '/run/otm'],
}
const options = toContainerOptions({
  installation: 'abcd1234',
  spec,
  image: { id: 'sha256:1', volumes: ['/var/lib/postgresql/data'] },
  connection: noConnection,
  user: { uid: 700_001, gid: 700_001, isOwn: true },
  environment: { PATH: '/env/bin', SECRET: 'a=b' },
  input: false,
})

it('runs the program as the user with the environment, and tells whose it is', () => {
  expect(options).toMatchObject({
    Image: 'sha256:1',
    Entrypoint: ['python'],
    Cmd: ['/otm/serve.py', '/run/otm'],
    WorkingDir: '/app',
    User: '700001:700001',
    Env: ['PATH=/env/bin', 'SECRET=a=b'],
    Labels: { 'otm.installation': 'abcd1234', 'otm.kind': 'app', 'otm.instance': 'iabcdefgh' },
  })
})

it('gives a container nothing that it does not need', () => {
  expect(options.HostConfig).toEqual({
    Memory: 512 * 1024 ** 2,
    MemorySwap: 512 * 1024 ** 2,
    NanoCpus: 500_000_000,
    CpuShares: 1_024,
    PidsLimit: 80,
    NetworkMode: 'none',
    Mounts: [
      { Type: 'bind', Source: '/data/env', Target: '/env', ReadOnly: true },
      { Type: 'bind', Source: '/data/work', Target: '/app', ReadOnly: false },
    ],
    Tmpfs: { '/tmp': 'rw,nosuid,nodev,exec,mode=1777,size=64m', '/var/lib/postgresql/data': 'ro,size=64k' },
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges'],
    Privileged: false,
    IpcMode: 'private',
    ShmSize: 64 * 1024 ** 2,
    Init: true,
    RestartPolicy: { Name: 'no' },
    Ulimits: [
      { Name: 'core', Soft: 0, Hard: 0 },
      { Name: 'nofile', Soft: 4_096, Hard: 4_096 },
      { Name: 'nproc', Soft: 100, Hard: 100 },
      { Name: 'fsize', Soft: 1_000, Hard: 1_000 },
    ],
    LogConfig: { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '2' } },
  })
})

describe('toAllowance', () => {
  it('gives a database the memory of its instance, and processes for a hundred connections', () => {
    expect(toAllowance({ kind: 'database', instance })).toMatchObject({ memoryMib: 512, processes: 200 })
  })

  it('lets who serves participants come first when there is not enough for all', () => {
    const shares = (kind: 'app' | 'database' | 'job' | 'build') =>
      toAllowance({ kind, instance: kind === 'build' ? null : instance }).cpuShares
    expect(shares('build')).toBeLessThan(shares('job'))
    expect(shares('job')).toBeLessThan(Math.min(shares('app'), shares('database')))
  })

  it('limits builds, and what is nobody’s', () => {
    for (const kind of ['build', 'job'] as const) {
      const { memoryMib, processes, cpus } = toAllowance({ kind, instance: null })
      expect([memoryMib, processes, cpus].every((each) => each > 0 && each <= 2_048)).toBe(true)
    }
  })
})
