import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assertShortEnough } from '../local/context.ts'
import { toCapabilities } from './capabilities.ts'
import { assertReachable } from './process-confinement.ts'
import type { SandboxKind } from './sandbox.ts'

describe('toCapabilities', () => {
  for (const [bubblewrap, asRoot, isolation] of [
    ['/usr/bin/bwrap', true, 'sandbox+uid'],
    ['/usr/bin/bwrap', false, 'sandbox'],
    [null, true, 'uid'],
    [null, false, 'none'],
  ] as const) {
    it(`calls it ${isolation} ${bubblewrap ? 'with' : 'without'} bubblewrap as ${asRoot ? 'root' : 'an ordinary user'}`, () => {
      const capabilities = toCapabilities({ bubblewrap, asRoot }, null)
      expect(capabilities).toMatchObject({
        isolation,
        networkIsolation: bubblewrap !== null,
        memoryLimit: false,
      })
    })
  }

  it('tells how to get a sandbox that is not in force', () => {
    const { notes } = toCapabilities({ bubblewrap: null, asRoot: false }, null)
    expect(notes.join(' ')).toMatch(/sandbox is not in force.*apt install bubblewrap/)
  })

  it('says which Pythons are passed over where instances walk to them like everybody', () => {
    const notesOf = (kind: SandboxKind): string => toCapabilities(kind, null).notes.join(' ')
    expect(notesOf({ bubblewrap: null, asRoot: true })).toContain('Pythons below a directory that is closed to others')
    expect(notesOf({ bubblewrap: '/usr/bin/bwrap', asRoot: true })).not.toContain('Pythons')
  })

  it('does not complain about limits that are in force', () => {
    const { notes } = toCapabilities({ bubblewrap: '/usr/bin/bwrap', asRoot: true }, { version: 2, root: '/sys/fs/cgroup' })
    expect(notes.join(' ')).not.toMatch(/not limited/)
  })
})

it('a directory for sockets with too long a name is refused', () => {
  expect(() => assertShortEnough({ runtimeDir: `/${'x'.repeat(100)}` })).toThrow('too long a name')
  expect(() => assertShortEnough({ runtimeDir: '/run/otm' })).not.toThrow()
})

it('a data directory that instances cannot reach is refused only where they must walk there', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'otm-closed-')) // 0700
  const dataDir = join(closed, 'data')
  await expect(assertReachable({ bubblewrap: null, asRoot: true }, dataDir)).rejects.toMatchObject({
    code: 'setting_invalid',
    message: expect.stringContaining(`${closed} is closed to others`),
  })
  await assertReachable({ bubblewrap: '/usr/bin/bwrap', asRoot: true }, dataDir)
  await assertReachable({ bubblewrap: null, asRoot: false }, dataDir)
  await rm(closed, { recursive: true })
})
