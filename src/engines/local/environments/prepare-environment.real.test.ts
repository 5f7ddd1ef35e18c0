import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RequirementsPlan } from '../../../domain/engine.ts'
import type { Settings } from '../../../domain/settings.ts'
import { runToEnd } from '../../../lib/run-command.ts'
import { waitUntil } from '../../../lib/wait-until.ts'
import { planRequirements } from '../../../otree/requirements.ts'
import { createProcessConfinement } from '../../process/process-confinement.ts'
import type { Confinement } from '../confinement.ts'
import { environmentsDirectory } from './environment-paths.ts'
import { prepareEnvironment } from './prepare-environment.ts'
import { failure, newInstance, testSettings } from './testing.ts'

let settings: Settings
let confinement: Confinement
beforeAll(async () => {
  settings = testSettings(await mkdtemp(join(tmpdir(), 'otm-environments-')))
  confinement = await createProcessConfinement(settings)
})
afterAll(() => rm(settings.dataDir, { recursive: true, force: true }))

const planFor = (requirements: string): RequirementsPlan =>
  planRequirements((path) => (path === 'requirements.txt' ? requirements : undefined))

const prepare = (plan: RequirementsPlan, log: string[] = [], signal = new AbortController().signal) =>
  prepareEnvironment({ plan, settings, confinement, ...newInstance() }, (line) => log.push(line), signal)

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

  it('builds the same only once when two ask for it together', async () => {
    const plan = planFor('otree==6.0.14\n')
    const log: string[] = []
    const [one, two] = await Promise.all([prepare(plan, log), prepare(plan, log)])
    expect(one).toEqual(two)
    expect(log.filter((line) => line.startsWith('Another deployment'))).toHaveLength(1)
    expect(log.filter((line) => line.startsWith('Installing for'))).toHaveLength(1)
  })

  it('names all lines that cannot be had at once, with the name that was meant, and leaves nothing', async () => {
    const before = await readdir(environmentsDirectory(settings))
    const lines = ['otree==6.0.15', 'cv2', 'a-package-that-nobody-would-ever-publish-7f3a', 'six==99.0', 'six>=1']
    const { code, message, facts } = await failure(prepare(planFor(lines.join('\n'))))
    expect(code).toBe('project.unresolvable')
    expect(message).toBe(
      '3 packages of the requirements cannot be had: "cv2" (the package is called opencv-python-headless), ' +
        '"a-package-that-nobody-would-ever-publish-7f3a" (the package index does not know it), "six==99.0" (there is no such version). ' +
        'Change or remove the lines, and deploy again.',
    )
    expect(facts.missing).toEqual(['cv2', 'a-package-that-nobody-would-ever-publish-7f3a', 'six==99.0'])
    expect(await readdir(environmentsDirectory(settings))).toEqual(before)
  })

  it('shows the resolver’s own words where each line could be had, but not all together', async () => {
    const { code, message } = await failure(prepare(planFor('otree==6.0.15\nsix==1.16.0\nsix==1.17.0\n')))
    expect(code).toBe('project.unresolvable')
    expect(message).toContain('The installer says:')
    expect(message).toContain('six')
  })

  it('takes the next Python when oTree refuses one', async (ctx) => {
    if (!(await confinement.pythons.list()).includes('3.9')) ctx.skip('Python 3.9 is not on this machine')
    const log: string[] = []
    const { pythonVersion } = await prepare({ ...planFor('otree==6.0.15\n'), pythons: ['3.9', '3.12'] }, log)
    expect(pythonVersion).toMatch(/^3\.12\./)
    expect(log.join('\n')).toMatch(/Python 3\.9\.\d+ does not suit\./)
  })

  it('shows which Pythons an oTree wants when none of them suits', async (ctx) => {
    if (!(await confinement.pythons.list()).includes('3.9')) ctx.skip('Python 3.9 is not on this machine')
    const { code, message } = await failure(prepare({ ...planFor('otree==6.0.15\n'), pythons: ['3.9'] }))
    expect(code).toBe('project.unsupported_otree')
    expect(message).toContain('3.10, 3.11, 3.12, 3.13, 3.14')
  })

  it('names the Python that is missing, and where to put it', async () => {
    const { code, message } = await failure(prepare({ ...planFor('otree==6.0.15\n'), pythons: ['3.99'] }))
    expect(code).toBe('project.no_python')
    expect(message).toMatch(/^This oTree needs Python 3\.99; the server has 3\..*apt install python3\.99.*OTM_PYTHONS/)
  })

  it('ends at once when it is cancelled, with all its processes, and leaves nothing', async () => {
    const before = await readdir(environmentsDirectory(settings))
    const controller = new AbortController()
    const work = prepareEnvironment(
      { plan: planFor('otree==6.0.12\n'), settings, confinement, ...newInstance() },
      () => controller.abort(),
      controller.signal,
    )
    expect((await failure(work)).code).toBe('cancelled')
    expect(await readdir(environmentsDirectory(settings))).toEqual(before)
    await waitUntil('uv ended', async () => (await commandsWith(settings.dataDir)).length === 0)
  })

  it('is not kept from working by what a killed manager left behind', async () => {
    await mkdir(join(environmentsDirectory(settings), '.room-oldoldol-iiiiiiii', 'out'), { recursive: true })
    await prepare(planFor('otree>=6\n'))
    expect(await rooms()).toEqual([])
  })

  it('says that the disk is full, and leaves it as it was', async (ctx) => {
    const directory = await mkdtemp(join(tmpdir(), 'otm-full-'))
    const mounted = await runToEnd('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'none', directory]).catch(() => ({ exitCode: 1 }))
    if (mounted.exitCode !== 0) ctx.skip('a small file system cannot be mounted here')
    try {
      await symlink(join(settings.dataDir, 'tools'), join(directory, 'tools'))
      const request = { plan: planFor('otree==6.0.15\n'), settings: { ...settings, dataDir: directory }, confinement, ...newInstance() }
      const { code } = await failure(prepareEnvironment(request, () => undefined, new AbortController().signal))
      expect(code).toBe('disk_full')
      expect(await readdir(join(directory, 'environments'))).toEqual([])
    } finally {
      await runToEnd('umount', [directory])
      await rm(directory, { recursive: true })
    }
  })
})

/** Command lines of living processes that contain a text. */
async function commandsWith(text: string): Promise<string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return commands.filter((command) => command.includes(text))
}
