import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrokenProjectName, brokenProjects, writeBrokenProject } from '../../test/apps/broken/projects.ts'
import type { Artifact, Inspection } from '../domain/deployment.ts'
import type { JobResult, JobSpec } from '../domain/engine.ts'
import { isManagerError } from '../domain/error.ts'
import { defaultLimits } from '../domain/instance.ts'
import { toInstanceId } from '../domain/names.ts'
import type { PreparedEnvironment } from '../engines/local/environments/environment-store.ts'
import { prepareEnvironment } from '../engines/local/environments/prepare-environment.ts'
import { newInstance, testSettings } from '../engines/local/environments/testing.ts'
import { createProcessConfinement } from '../engines/process/process-confinement.ts'
import { resourcePath } from '../lib/resources.ts'
import { runToEnd } from '../lib/run-command.ts'
import { hasSettings, noSettings } from './check-project.ts'
import { toOtreeEnvironment } from './environment.ts'
import { inspectProject } from './inspection.ts'
import { openProject } from './project-files.ts'
import { planRequirements } from './requirements.ts'

const versions = ['6.0.15', '5.11.5'] as const
const environments = new Map<string, PreparedEnvironment>()
const secrets = { adminPassword: 'geheim', restKey: 'rest', secretKey: 'from-the-manager' }
let dataDir: string
let project: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otm-inspection-'))
  project = join(dataDir, 'project')
  for (const version of versions) {
    const plan = planRequirements((path) => (path === 'requirements.txt' ? `otree==${version}` : undefined))
    const settings = testSettings(dataDir)
    const request = { plan, settings, confinement: await createProcessConfinement(settings), ...newInstance() }
    environments.set(version, await prepareEnvironment(request, () => undefined, new AbortController().signal))
  }
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** An engine's `run`, in the project's directory and without a sandbox. */
async function run({ environment, command, timeoutMs, artifact }: JobSpec): Promise<JobResult> {
  const { directory = '' } = environments.get(artifact.otreeVersion) ?? {}
  const [, script = ''] = command
  const file = script.replace('/otm/', `${resourcePath('src', 'otree', 'python')}/`)
  const env = { ...environment, PATH: `${directory}/bin:/usr/bin:/bin` }
  const { exitCode, stdout, stderr } = await runToEnd(join(directory, 'bin', 'python'), [file], { cwd: project, env, timeoutMs })
  return { exitCode: exitCode ?? 137, stdout, stderr }
}

function inspect(version: string, timeoutMs = 30_000): Promise<Inspection> {
  const artifact: Artifact = {
    engine: 'process',
    environment: '',
    commit: '',
    release: '',
    otreeVersion: version,
    pythonVersion: '',
    lock: '',
  }
  const instance = {
    id: toInstanceId('iabcdefgh'),
    uid: 0,
    limits: defaultLimits,
    network: 'none' as const,
    secrets: { databasePassword: '', databaseAdminPassword: '' },
  }
  const environment = toOtreeEnvironment({ authLevel: 'STUDY', production: true }, secrets)
  return inspectProject({ run }, { instance, artifact, environment, timeoutMs }, new AbortController().signal)
}

async function takeApp(name: string): Promise<void> {
  await rm(project, { recursive: true, force: true })
  await cp(resourcePath('test', 'apps', name), project, { recursive: true })
}

async function addToSettings(lines: string): Promise<void> {
  await takeApp('rooms')
  await writeFile(join(project, 'settings.py'), `${await readFile(join(project, 'settings.py'), 'utf8')}\n${lines}\n`)
}

const cookieKey = (secret: string): string => createHash('sha1').update(`itsdangerous.Signersigner${secret}`).digest('hex')

async function refusal(
  action: () => Promise<unknown>,
): Promise<{ code: string; message: string; facts: Readonly<Record<string, unknown>> }> {
  const error = await action().then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (isManagerError(error)) return error
  throw error ?? new Error('It was not refused.')
}

describe.each(versions)('a project on oTree %s', (version) => {
  it('says which rooms, labels, session configurations and apps it has', async () => {
    await takeApp('rooms')
    const inspection = await inspect(version)
    expect(inspection).toMatchObject({
      otreeVersion: version,
      authLevel: 'STUDY',
      debug: false,
      adminUsername: 'admin',
      adminPasswordFromEnvironment: true,
      apps: ['effort', 'farewell'],
      sessionConfigs: [{ name: 'effort' }, { name: 'effort_and_questions', appSequence: ['effort', 'farewell'], numDemoParticipants: 3 }],
    })
    expect(inspection.rooms.map(({ name, labels, useSecureUrls }) => [name, labels?.length ?? null, useSecureUrls])).toEqual([
      ['laboratory', 12, false],
      ['secured', 12, true],
      ['online', null, false],
    ])
    expect(inspection.cookieKey).toBe(cookieKey(`${secrets.secretKey}${secrets.adminPassword}`))
    expect(await readdir(project)).not.toContain('db.sqlite3')
  })

  it.each(['groups', 'pages'])('is inspected when it is "%s"', async (name) => {
    await takeApp(name)
    const { tables, cookieKey: key, apps } = await inspect(version)
    const [app = ''] = apps
    expect(tables[`${app}_player`]).toMatchObject({ id: { type: 'INTEGER', nullable: false } })
    expect(tables.otree_participant?.code).toEqual({ type: 'VARCHAR(16)', nullable: expect.any(Boolean) })
    expect(key).not.toBe(cookieKey(`${secrets.secretKey}${secrets.adminPassword}`)) // its SECRET_KEY stands in settings.py
  })

  it('says what it hard-codes', async () => {
    await addToSettings('ADMIN_PASSWORD = "mine"\nAUTH_LEVEL = "DEMO"\nDEBUG = True\nADMIN_USERNAME = "me"')
    expect(await inspect(version)).toMatchObject({
      adminPasswordFromEnvironment: false,
      authLevel: 'DEMO',
      debug: true,
      adminUsername: 'me',
      cookieKey: cookieKey(`${secrets.secretKey}mine`),
    })
  })

  it('says which label files cannot be used', async () => {
    await addToSettings(
      'ROOMS = [dict(name="a", display_name="A", participant_label_file="nowhere.txt"), dict(name="b", display_name="B", participant_label_file="bad.txt")]',
    )
    await writeFile(join(project, 'bad.txt'), 'PC-01\n')
    const { rooms } = await inspect(version)
    expect(rooms.map(({ labels, labelsError }) => [labels, labelsError])).toEqual([
      [[], expect.stringContaining('nowhere.txt')],
      [[], expect.stringContaining('PC-01')],
    ])
  })

  it('may print, start threads and forge answers as it likes', async () => {
    await addToSettings(
      [
        'import os, sys, threading, time',
        'print("@@otm:" + os.environ.get("OTM_INSPECT_NONCE", "") + "@@{}")',
        'os.write(1, b"x" * 1_000_000)',
        'threading.Thread(target=lambda: time.sleep(600)).start()',
      ].join('\n'),
    )
    expect((await inspect(version)).apps).toEqual(['effort', 'farewell'])
  })

  it.each([
    ['settings-syntax', /SyntaxError: '\[' was never closed|SyntaxError: '\(' was never closed/, { file: 'settings.py' }],
    ['import-error', "ImportError: cannot import name 'no_such_function' from 'math'", { file: 'effort/__init__.py', line: 1 }],
    ['exit-at-import', 'it ended itself: I do not want to', { file: 'effort/__init__.py', line: 1 }],
    ['no-static', "Directory '_static' does not exist", {}],
    [
      'missing-modules',
      'absent_statistics (effort/__init__.py, line 1), absent_pictures (farewell/__init__.py, line 1). Add to requirements.txt: absent_statistics, absent_pictures.',
      { missing: ['absent_statistics', 'absent_pictures'] },
    ],
  ] as const)('is refused with a sentence: %s', async (name, sentence, facts) => {
    await writeBrokenProject(name, project)
    const error = await refusal(() => inspect(version))
    expect([error.code, error.message]).toEqual([
      'project.broken',
      expect.stringMatching(typeof sentence === 'string' ? escaped(sentence) : sentence),
    ])
    expect(error.facts).toMatchObject(facts)
  })

  it('names every module that is missing, also those of a folder that its apps share', async () => {
    await writeBrokenProject('missing-modules', project)
    await mkdir(join(project, 'shared'))
    await writeFile(join(project, 'shared', 'tools.py'), 'import absent_tools\n')
    await writeFile(join(project, 'shared', '__init__.py'), '')
    await writeFile(join(project, 'unused.txt'), 'import absent_nowhere\n')
    const file = join(project, 'farewell', '__init__.py')
    await writeFile(file, `from shared import tools\n${await readFile(file, 'utf8')}`)
    const { facts } = await refusal(() => inspect(version))
    expect(facts.missing).toEqual(['absent_statistics', 'absent_pictures', 'absent_tools'])
  })

  it('is given up when its import does not end', async () => {
    await writeBrokenProject('endless-import', project)
    expect((await refusal(() => inspect(version, 3000))).message).toContain('still being imported after 3 seconds')
  })

  it('that crashes only with a database passes, and is left to the boot', async () => {
    await writeBrokenProject('crash-at-boot', project)
    expect((await inspect(version)).apps).toEqual(['effort'])
  })

  it('names apps that have no folder', async () => {
    await takeApp('rooms')
    await rm(join(project, 'farewell'), { recursive: true })
    expect((await refusal(() => inspect(version))).message).toContain('apps that have no folder in the project: farewell')
  })
})

const escaped = (text: string): RegExp => new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))

const refusedBefore = Object.keys(brokenProjects).filter((name) =>
  ['project.no_settings', 'project.no_otree', 'project.bad_requirements', 'project.unsupported_otree'].includes(
    brokenProjects[name as BrokenProjectName].code,
  ),
) as BrokenProjectName[]

it.each(refusedBefore)('the broken project "%s" is refused before anything is installed', async (name) => {
  await writeBrokenProject(name, project)
  const paths = await readdir(project, { recursive: true })
  const { code } = await refusal(async () => {
    if (!hasSettings({ paths, folder: null })) throw noSettings({ paths, folder: null, gitignore: undefined, name: 'otree1' })
    planRequirements(openProject(project).read)
  })
  expect(code).toBe(brokenProjects[name].code)
})
