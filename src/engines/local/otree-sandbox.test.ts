import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../domain/instance.ts'
import { toInstanceId } from '../../domain/names.ts'
import { type OtreePlace, otreeEnvironment, otreeSandbox } from './otree-sandbox.ts'
import { instancePaths } from './paths.ts'

const id = toInstanceId('iabcdefgh')
const place: OtreePlace = {
  confinement: { hasOwnFiles: true },
  purpose: 'app',
  paths: instancePaths({ dataDir: '/data', runtimeDir: '/run/otm' }, id),
  instance: {
    id,
    uid: 700_001,
    limits: defaultLimits,
    network: 'none',
    secrets: { databasePassword: 'p@ss/word', databaseAdminPassword: 'x' },
  },
  release: { directory: '/data/release', environmentDirectory: '/data/env', pythonHome: '/opt/python3.12', image: null },
  uid: 700_001,
  work: '/data/work',
  run: '/run/otm/p',
  database: true,
}
const bare: OtreePlace = { ...place, confinement: { hasOwnFiles: false } }

describe('otreeSandbox', () => {
  it('shows the code, its Python, our programs and its own sockets, and only the code and its sockets writable', () => {
    const { mounts, network } = otreeSandbox(place, ['python', '/otm/serve.py'])
    expect(mounts.filter(({ writable }) => writable).map(({ to }) => to)).toEqual(['/app', '/run/otm'])
    expect(mounts.map(({ to }) => to)).toEqual(['/opt/python3.12', '/env', '/otm', '/app', '/run/otm', '/run/pg'])
    expect(network).toBe(false)
  })

  it('shows no database and no sockets to a command that needs none', () => {
    const { mounts } = otreeSandbox({ ...place, run: null, database: false }, ['python'])
    expect(mounts.map(({ to }) => to)).not.toContain('/run/pg')
  })

  it('names the real paths where there is no sandbox', () => {
    expect(otreeSandbox(bare, ['python', '/otm/serve.py', '/run/otm']).command.slice(1)).toEqual([
      expect.stringMatching(/src\/otree\/python\/serve\.py$/),
      '/run/otm/p',
    ])
    expect(otreeEnvironment(bare, {})).toMatchObject({ PATH: '/data/env/bin:/usr/bin:/bin', PWD: '/data/work' })
  })
})

describe('otreeEnvironment', () => {
  it('gives the address of the database, its password encoded', () => {
    expect(otreeEnvironment(place, {}).DATABASE_URL).toBe('postgresql://otree:p%40ss%2Fword@/otree?host=%2Frun%2Fpg')
    expect(otreeEnvironment({ ...place, database: false }, {}).DATABASE_URL).toBeUndefined()
  })

  it('lets no variable make the programs before the sandbox load foreign code, nor change the path', () => {
    const environment = otreeEnvironment(place, {
      LD_PRELOAD: '/app/evil.so',
      GLIBC_TUNABLES: 'x',
      GCONV_PATH: '/app',
      PATH: '/app',
      SECRET_KEY: 'kept',
    })
    expect(environment).toMatchObject({ SECRET_KEY: 'kept', PATH: '/env/bin:/usr/bin:/bin' })
    expect(Object.keys(environment).filter((name) => /^(LD_|GLIBC_|GCONV_)/.test(name))).toEqual([])
  })
})
