import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RequirementsPlan } from '../../../domain/engine.ts'
import type { Settings } from '../../../domain/settings.ts'
import { runToEnd } from '../../../lib/run-command.ts'
import { planRequirements } from '../../../otree/requirements.ts'
import { detectSandbox, type SandboxKind } from '../sandbox.ts'
import { environmentsDirectory } from './environment-paths.ts'
import { prepareEnvironment } from './prepare-environment.ts'
import { newInstance, testSettings } from './testing.ts'

let settings: Settings
let sandboxKind: SandboxKind
beforeAll(async () => {
  settings = testSettings(await mkdtemp(join(tmpdir(), 'otm-environments-')))
  sandboxKind = await detectSandbox()
})
afterAll(() => rm(settings.dataDir, { recursive: true, force: true }))

const planFor = (requirements: string): RequirementsPlan =>
  planRequirements((path) => (path === 'requirements.txt' ? requirements : undefined))

const prepare = (plan: RequirementsPlan, log: string[] = [], signal = new AbortController().signal) =>
  prepareEnvironment({ plan, settings, sandboxKind, ...newInstance() }, (line) => log.push(line), signal)

const rooms = async (): Promise<string[]> => (await readdir(environmentsDirectory(settings))).filter((name) => name.startsWith('.'))

describe('prepareEnvironment', () => {
  for (const { otree, python } of [
    { otree: '6.0.15', python: '3.12' },
    { otree: '5.11.5', python: '3.11' },
  ]) {
    it(`installs oTree ${otree} for Python ${python}, byte-compiled and with a lock`, async () => {
      const log: string[] = []
      const environment = await prepare(planFor(`otree==${otree}\npsycopg2>=2.8.4\n`), log)
      expect(environment).toMatchObject({ otreeVersion: otree, pythonVersion: expect.stringMatching(`^${python}\\.`) })
      expect(environment.lock).toMatch(/^otree==.* \\\n {4}--hash=sha256:[0-9a-f]{64}$/m)
      const compiled = join(environment.directory, 'lib', `python${python}`, 'site-packages', 'otree', '__pycache__')
      expect((await readdir(compiled)).length).toBeGreaterThan(20)
      const { stdout } = await runToEnd(join(environment.directory, 'bin', 'python'), [
        '-c',
        'import otree, psycopg2; print(otree.__version__)',
      ])
      expect(stdout.trim()).toBe(otree)
      expect(log.join('\n')).toMatch(/Resolved \d+ packages/)
      expect(await rooms()).toEqual([])
    })
  }

  it('finds what it installed again, for every instance, without asking anybody', async () => {
    const plan = planFor('otree==6.0.15\npsycopg2>=2.8.4\n')
    const log: string[] = []
    const [first, second] = [await prepare(plan), await prepare(plan, log)]
    expect(second).toEqual(first)
    expect(log).toEqual([])
  })

  it('leaves environments to the manager: instances can neither write to them nor own them', async () => {
    const { directory } = await prepare(planFor('otree==6.0.15\n'))
    const facts = await stat(join(directory, 'bin', 'otree'))
    expect([facts.uid, facts.mode & 0o022]).toEqual([process.getuid?.(), 0])
  })
})
