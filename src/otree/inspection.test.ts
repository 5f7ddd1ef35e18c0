import { describe, expect, it } from 'vitest'
import type { Artifact } from '../domain/deployment.ts'
import type { JobResult, JobSpec } from '../domain/engine.ts'
import { defaultLimits } from '../domain/instance.ts'
import { toInstanceId } from '../domain/names.ts'
import { inspectProject, toInspection } from './inspection.ts'

const sound = {
  otreeVersion: '6.0.15',
  pythonVersion: '3.12.1',
  authLevel: 'STUDY',
  debug: false,
  adminUsername: 'admin',
  adminPasswordFromEnvironment: true,
  cookieKey: 'a'.repeat(40),
  rooms: [{ name: 'laboratory', displayName: 'Laboratory', labels: ['PC01'], labelsError: null, useSecureUrls: false }],
  sessionConfigs: [{ name: 'effort', displayName: 'Effort', appSequence: ['effort'], numDemoParticipants: 3 }],
  apps: ['effort'],
  tables: { effort_player: { id: { type: 'INTEGER', nullable: false } } },
}
const broken = {
  ok: false,
  error: 'NameError: name x is not defined',
  file: 'effort/__init__.py',
  line: 3,
  missing: [],
  trace: 'Traceback …',
}

const answer = (content: unknown, nonce = 'n'): JobResult => ({
  exitCode: 0,
  stdout: `noise\n@@otm:${nonce}@@${JSON.stringify(content)}\n`,
  stderr: '',
})
const inspect = (result: JobResult) => toInspection(result, { nonce: 'n', timeoutMs: 60_000 })

describe('toInspection', () => {
  it('takes what the script found', () => {
    expect(inspect(answer({ ok: true, ...sound }))).toEqual(sound)
  })

  it('believes only the line with the right number', () => {
    const forged = answer({ ok: true, ...sound, adminUsername: 'forged' }, 'other').stdout
    expect(inspect({ ...answer({ ok: true, ...sound }), stdout: answer({ ok: true, ...sound }).stdout + forged }).adminUsername).toBe(
      'admin',
    )
    expect(() => inspect({ exitCode: 0, stdout: forged, stderr: '' })).toThrow('ended Python itself (exit code 0)')
  })

  it.each([
    ['a key that is none', { cookieKey: 'zz' }],
    ['labels that are no list', { rooms: [{ ...sound.rooms[0], labels: 'PC01' }] }],
    ['a huge name', { adminUsername: 'a'.repeat(10_000) }],
    ['thousands of rooms', { rooms: Array(1001).fill(sound.rooms[0]) }],
    ['nothing at all', { apps: null }],
  ])('refuses %s', (_, change) => {
    expect(() => inspect(answer({ ok: true, ...sound, ...change }))).toThrow('is not in order')
  })

  it('refuses half a line', () => {
    expect(() => inspect({ exitCode: 0, stdout: '@@otm:n@@{"ok": tr', stderr: '' })).toThrow('is not in order')
  })

  it('says what is wrong, with file and line', () => {
    expect(() => inspect(answer(broken))).toThrow(
      "The project's code cannot be imported: NameError: name x is not defined (effort/__init__.py, line 3). Mend it and deploy again.",
    )
  })

  it('says that it took too long, or ended without an answer', () => {
    expect(() => inspect({ exitCode: 137, stdout: '', stderr: '' })).toThrow('after 60 seconds')
    expect(() => inspect({ exitCode: 3, stdout: '', stderr: 'x' })).toThrow('ended Python itself (exit code 3)')
  })

  it('names all missing modules with the packages that have them, and apps without a folder', () => {
    const missing = [
      { module: 'PIL', file: 'effort/__init__.py', line: 2 },
      { module: 'numpy', file: 'settings.py', line: 1 },
      { module: 'farewell', file: 'settings.py', line: null, isApp: true },
      { module: 'django', file: 'effort/models.py', line: 5 },
    ]
    expect(() => inspect(answer({ ...broken, missing }))).toThrow(
      'The project imports modules that are not installed: PIL (effort/__init__.py, line 2), numpy (settings.py, line 1). Add to requirements.txt: Pillow, numpy. ' +
        'django (effort/models.py, line 5) belongs to oTree 3 and older, which do not run here. ' +
        'settings.py names apps that have no folder in the project: farewell.',
    )
  })
})

describe('inspectProject', () => {
  const artifact: Artifact = {
    engine: 'process',
    environment: 'e',
    commit: 'c',
    release: 'c',
    otreeVersion: '6.0.15',
    pythonVersion: '3.12.1',
    lock: '',
  }
  const request = {
    instance: {
      id: toInstanceId('iabcdefgh'),
      uid: 700_001,
      limits: defaultLimits,
      network: 'none' as const,
      secrets: { databasePassword: '', databaseAdminPassword: '' },
    },
    artifact,
    environment: { OTREE_ADMIN_PASSWORD: 'geheim' },
  }

  it('runs the script without database, with the environment of oTree and a new number each time', async () => {
    const jobs: JobSpec[] = []
    const run = async (job: JobSpec): Promise<JobResult> => {
      jobs.push(job)
      return answer({ ok: true, ...sound }, job.environment.OTM_INSPECT_NONCE)
    }
    const { signal } = new AbortController()
    expect(await inspectProject({ run }, request, signal)).toEqual(sound)
    await inspectProject({ run }, request, signal)
    expect(jobs[0]).toMatchObject({ command: ['python', '/otm/inspect_project.py'], database: false, environment: request.environment })
    expect(jobs[0]?.environment.OTM_INSPECT_NONCE).not.toBe(jobs[1]?.environment.OTM_INSPECT_NONCE)
  })

  it('is cancelled, and not a broken project, when it is aborted', async () => {
    const controller = new AbortController()
    const run = async (): Promise<JobResult> => {
      controller.abort()
      return { exitCode: 137, stdout: '', stderr: '' }
    }
    await expect(inspectProject({ run }, request, controller.signal)).rejects.toThrow('aborted')
  })
})
