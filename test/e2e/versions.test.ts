import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resourcePath } from '../../src/lib/resources.ts'
import { type Laboratory, openLaboratory } from '../support/laboratory.ts'

let laboratory: Laboratory
beforeAll(async () => {
  laboratory = await openLaboratory()
  await laboratory.createInstance('otree1')
})
afterAll(() => laboratory?.close())

interface Packages {
  readonly otreeVersion: string | null
  readonly overrides: { readonly otree: string | null }
  readonly packages: readonly { readonly name: string; readonly version: string; readonly direct: boolean }[]
  readonly newerOtree: string | null
}
const packages = (): Promise<Packages> => laboratory.manager.otmJson<Packages>('packages', 'otree1')

describe('what is installed', () => {
  it('is shown, with the lock, after a deployment', async () => {
    expect((await laboratory.manager.otm('packages', 'otree1')).stdout).toContain('otree1 has no code yet')
    const deployed = await laboratory.manager.otm('deploy', 'otree1', resourcePath('test', 'apps', 'rooms'))
    expect([deployed.exitCode, deployed.stderr]).toEqual([0, ''])
    const found = await packages()
    expect(found).toMatchObject({ otreeVersion: '6.0.15', newerOtree: null })
    expect(found.packages).toContainEqual({ name: 'otree', version: '6.0.15', direct: true })
    expect(found.packages).toContainEqual(expect.objectContaining({ name: 'starlette', direct: false }))
    expect((await laboratory.manager.otm('packages', 'otree1', '--lock')).stdout).toMatch(/^otree==6\.0\.15 \\\n {4}--hash=sha256:/m)
  })

  it('can be set by hand for the next deployment, and nothing changes before', async () => {
    const refused = await laboratory.manager.otm('instances', 'update', 'otree1', '--otree', '3.3.11')
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('oTree Manager runs oTree 5 and 6')])
    const set = await laboratory.manager.otm('instances', 'update', 'otree1', '--otree', '6.0.14')
    expect(set.stdout).toContain('takes effect at the next deployment')
    expect(await packages()).toMatchObject({ otreeVersion: '6.0.15', overrides: { otree: '6.0.14' } })
    const deployed = await laboratory.manager.otm('deploy', 'otree1', '--again')
    expect([deployed.exitCode, deployed.stderr]).toEqual([0, ''])
    expect(deployed.stdout).toContain('oTree 6.0.14 is set for this instance, so it is installed in place of what requirements.txt')
    expect(await packages()).toMatchObject({ otreeVersion: '6.0.14', newerOtree: '6.0.15' })
  })

  it('is looked for anew by an update, whose log says what changed', async () => {
    await laboratory.manager.otm('instances', 'update', 'otree1', '--otree', 'auto')
    const updated = await laboratory.manager.otm('deploy', 'otree1', '--update')
    expect([updated.exitCode, updated.stderr]).toEqual([0, ''])
    expect(updated.stdout).toContain('otree 6.0.14 → 6.0.15')
    expect(await packages()).toMatchObject({ otreeVersion: '6.0.15', newerOtree: null })
  })
})

it('the doctor says which PostgreSQL reads the data', async () => {
  const { checks } = await laboratory.manager.otmJson<{ checks: { name: string; state: string; detail: string }[] }>('doctor')
  expect(checks.find(({ name }) => name === 'postgresql')).toMatchObject({
    state: 'ok',
    detail: expect.stringMatching(/^PostgreSQL \d+ reads the data of otree1\.$/),
  })
})
