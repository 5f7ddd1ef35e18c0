import { cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toInstanceId } from '../domain/names.ts'
import type { Quarantine } from '../domain/repositories.ts'
import { newId } from '../lib/ids.ts'
import { plainEnv, runCommand } from '../lib/run-command.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { makeTar } from './archives/testing/make-tar.ts'
import { runGit } from './git-command.ts'
import { listPending } from './pending-objects.ts'
import { createRepositories } from './repositories.ts'
import { toRepositoryDirectory } from './repository-directory.ts'

const id = toInstanceId('iaaaaaaaa')
const signal = AbortSignal.timeout(100_000)
let dataDir: string
let work: string
let repository: string
const repositories = () => createRepositories({ dataDir })

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otm-git-repositories-'))
  work = join(dataDir, 'work')
  repository = toRepositoryDirectory(dataDir, id)
  await repositories().create(id)
})
afterAll(() => rm(dataDir, { recursive: true }))

const identity = {
  GIT_AUTHOR_NAME: 'Berta',
  GIT_AUTHOR_EMAIL: 'b@example.org',
  GIT_COMMITTER_NAME: 'Berta',
  GIT_COMMITTER_EMAIL: 'b@example.org',
}
const git = (...args: string[]): Promise<string> =>
  runCommand('git', ['-C', work, ...args], { env: { ...plainEnv(), ...identity, GIT_CONFIG_NOSYSTEM: '1' } })

/** A fresh work tree with these files (`link:` makes a symbolic link), its objects put straight into the instance's repository. */
async function commitWith(files: Record<string, string>): Promise<string> {
  await rm(work, { recursive: true, force: true })
  await mkdir(work)
  await git('init', '--quiet', '--initial-branch=main')
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(work, path)), { recursive: true })
    if (content.startsWith('link:')) await symlink(content.slice(5), join(work, path))
    else await writeFile(join(work, path), content)
  }
  await git('add', '--all', '--force')
  await git('commit', '--quiet', '--allow-empty', '-m', 'A study')
  return publish()
}

async function publish(): Promise<string> {
  await git('push', '--quiet', '--force', repository, 'HEAD:refs/heads/scratch')
  return (await git('rev-parse', 'HEAD')).trim()
}

const emptyDirectory = (): Promise<string> => mkdtemp(join(dataDir, 'export-'))

async function exportOf(files: Record<string, string>): Promise<string> {
  const directory = await emptyDirectory()
  await repositories().exportTree(id, { commit: await commitWith(files), folder: null }, directory, signal)
  return directory
}

describe('create', () => {
  it('makes a bare repository that only the manager reads, and leaves it alone the second time', async () => {
    const commit = await commitWith({ 'settings.py': 'x' })
    await repositories().setMain(id, commit)
    await repositories().create(id)
    expect(await repositories().findMain(id)).toBe(commit)
    expect((await stat(repository)).mode & 0o777).toBe(0o700)
    expect(await readdir(dirname(repository))).toEqual(['repository.git'])
  })
})

describe('setMain', () => {
  it('moves main and takes it away', async () => {
    const commit = await commitWith({ 'settings.py': 'y' })
    await repositories().setMain(id, commit)
    expect(await repositories().findMain(id)).toBe(commit)
    await repositories().setMain(id, null)
    expect(await repositories().findMain(id)).toBeNull()
  })

  it('lets master follow once somebody has pushed to it', async () => {
    const first = await commitWith({ 'settings.py': '1' })
    const second = await commitWith({ 'settings.py': '2' })
    await runGit(repository, ['update-ref', 'refs/heads/master', first])
    await repositories().setMain(id, second)
    expect((await runGit(repository, ['rev-parse', 'refs/heads/master'])).trim()).toBe(second)
    await repositories().setMain(id, null)
    expect(await runGit(repository, ['for-each-ref', 'refs/heads/master'])).toBe('')
  })
})

describe('keep', () => {
  it('pins a commit and tells its facts; forget undoes it', async () => {
    const commit = await commitWith({ 'settings.py': 'z' })
    expect(await repositories().keep(id, commit, 'daaaaaaaa', null)).toMatchObject({ commit, subject: 'A study', author: 'Berta' })
    expect(await runGit(repository, ['for-each-ref', 'refs/otm'])).toContain('refs/otm/deployments/daaaaaaaa')
    await repositories().forget(id, 'daaaaaaaa')
    await repositories().forget(id, 'daaaaaaaa')
    expect(await runGit(repository, ['for-each-ref', 'refs/otm'])).toBe('')
  })

  it('takes packs and loose objects out of quarantine, which may then vanish', async () => {
    await commitWith({ 'settings.py': 'before' })
    const quarantine = join(repository, 'objects', 'tmp_objdir-incoming-test')
    await mkdir(quarantine)
    await writeFile(join(work, 'settings.py'), 'in quarantine')
    await git('commit', '--quiet', '-am', 'Quarantined')
    const commit = (await git('rev-parse', 'HEAD')).trim()
    await cp(join(work, '.git', 'objects'), quarantine, { recursive: true })
    const other = await commitWith({ 'other.py': 'x' })
    await repositories().keep(id, commit, 'dbbbbbbbb', { objectDirectory: quarantine, alternateObjectDirectories: '' })
    await rm(quarantine, { recursive: true })
    const directory = await emptyDirectory()
    await repositories().exportTree(id, { commit, folder: null }, directory, signal)
    expect(await readFile(join(directory, 'settings.py'), 'utf8')).toBe('in quarantine')
    expect(other).not.toBe(commit)
  })

  it('is the same when it is asked again without the quarantine', async () => {
    const commit = await commitWith({ 'settings.py': 'again' })
    const gone = { objectDirectory: join(repository, 'objects', 'tmp_objdir-incoming-gone'), alternateObjectDirectories: '' }
    expect(await repositories().keep(id, commit, 'dagain', gone)).toMatchObject({ commit })
  })

  it('says so when the objects went with the quarantine', async () => {
    const gone = { objectDirectory: join(repository, 'objects', 'tmp_objdir-incoming-gone'), alternateObjectDirectories: '' }
    await expect(repositories().keep(id, 'b'.repeat(40), 'dlost', gone)).rejects.toMatchObject({ code: 'cancelled' })
    expect(await runGit(repository, ['for-each-ref', 'refs/otm/deployments/dlost'])).toBe('')
  })

  it('takes objects from no other place than the quarantine of its repository', async () => {
    const commit = await commitWith({ 'settings.py': 'z' })
    const elsewhere = { objectDirectory: join(work, '.git', 'objects'), alternateObjectDirectories: '' }
    await expect(repositories().keep(id, commit, 'dcccccccc', elsewhere)).rejects.toThrow('is not a quarantine')
  })
})

describe('what is kept', () => {
  it('is listed by the deployments that it is kept for', async () => {
    const commit = await commitWith({ 'settings.py': 'kept' })
    const before = await repositories().listKept(id)
    await repositories().keep(id, commit, 'dkept0001', null)
    expect(await repositories().listKept(id)).toEqual(new Set([...before, 'dkept0001']))
    await repositories().forget(id, 'dkept0001')
    expect(await repositories().listKept(id)).toEqual(before)
  })

  it('comes from what was committed before it, and from nothing else', async () => {
    const older = await commitWith({ 'settings.py': 'older' })
    await writeFile(join(work, 'settings.py'), 'newer')
    await git('commit', '--quiet', '--all', '-m', 'Newer')
    const newer = await publish()
    const other = await commitWith({ 'settings.py': 'other' })
    const ask = (one: string, two: string): Promise<boolean> => repositories().isAncestor(id, one, two)
    expect([await ask(older, newer), await ask(newer, newer)]).toEqual([true, true])
    expect([await ask(newer, older), await ask(other, newer), await ask('0'.repeat(40), newer)]).toEqual([false, false, false])
  })
})

describe('what is in a commit', () => {
  it('is listed and read without a disk', async () => {
    const commit = await commitWith({ 'games/a/settings.py': 'x', '.gitignore': 'settings.py', 'games/link': 'link:a' })
    expect(await repositories().listFiles(id, commit, signal)).toEqual(['.gitignore', 'games/a/settings.py', 'games/link'])
    expect(await repositories().findText(id, commit, '.gitignore')).toBe('settings.py')
    expect(await repositories().findText(id, commit, 'games')).toBeUndefined()
    expect(await repositories().findText(id, commit, 'none')).toBeUndefined()
  })

  it('is not read when it is too large to be looked through', async () => {
    const commit = await commitWith({ 'settings.py': 'x'.repeat(1024 * 1024 + 1) })
    expect(await repositories().findText(id, commit, 'settings.py')).toBeUndefined()
  })
})

describe('exportTree', () => {
  it('writes files, folders, links and the executable bit', async () => {
    const directory = await exportOf({
      'settings.py': 'x',
      'shop/__init__.py': '',
      'shop/Seite 1 – ä.html': 'h',
      'again.py': 'link:shop/__init__.py',
    })
    expect((await readdir(directory)).sort()).toEqual(['again.py', 'settings.py', 'shop'])
    expect(await readFile(join(directory, 'shop', 'Seite 1 – ä.html'), 'utf8')).toBe('h')
    expect(await readlink(join(directory, 'again.py'))).toBe('shop/__init__.py')
  })

  it('runs no filter and no hook of the project', async () => {
    const directory = await exportOf({ '.gitattributes': '* filter=lfs\n* ident', 'settings.py': 'x' })
    expect(await readFile(join(directory, 'settings.py'), 'utf8')).toBe('x')
  })

  it.each([
    ['/etc/shadow', { 'a.py': 'link:/etc/shadow' }],
    ['../../secret', { 'a/b.py': 'link:../../secret' }],
    ['over another link', { 'a.py': 'link:b/../../../y', b: 'link:c/d' }],
    ['inner/up', { 'deep/er/up': 'link:../..', 'a.py': 'link:deep/er/up/../x' }],
  ])('refuses a link that leaves the project: %s', async (_title, files) => {
    await expect(exportOf(files)).rejects.toMatchObject({ code: 'project.unsafe_link' })
  })

  it('names the link and where it points to', async () => {
    const exporting = exportOf({ 'shop/data.csv': 'link:../../../etc/passwd' })
    await expect(exporting).rejects.toThrow('The link "shop/data.csv" leads out of the project: it points to "../../../etc/passwd".')
  })

  it('refuses submodules with the way out', async () => {
    const inner = await commitWith({ 'settings.py': 'x' })
    await git('update-index', '--add', '--cacheinfo', `160000,${inner},games`)
    await git('commit', '--quiet', '-m', 'Submodule')
    const exporting = repositories().exportTree(id, { commit: await publish(), folder: null }, await emptyDirectory(), signal)
    await expect(exporting).rejects.toThrow('"games" is a git submodule')
  })

  it('of one folder writes that folder alone, as the root', async () => {
    const commit = await commitWith({
      'README.md': 'x',
      'games/dictator/settings.py': 'd',
      'games/dictator/shop/a.py': '',
      'games/trust/settings.py': 't',
    })
    const directory = await emptyDirectory()
    await repositories().exportTree(id, { commit, folder: 'games/dictator' }, directory, signal)
    expect((await readdir(directory, { recursive: true })).sort()).toEqual(['settings.py', 'shop', 'shop/a.py'])
    expect(await readFile(join(directory, 'settings.py'), 'utf8')).toBe('d')
  })

  it('of one folder minds neither links nor sizes elsewhere, and lets no link out of the folder', async () => {
    const commit = await commitWith({
      'games/good/settings.py': 'x',
      'games/good/inner.py': 'link:settings.py',
      'games/bad/settings.py': 'x',
      'games/bad/common.py': 'link:../common.py',
      'games/common.py': 'shared',
      'evil.py': 'link:/etc/passwd',
    })
    const exportOne = async (folder: string) => repositories().exportTree(id, { commit, folder }, await emptyDirectory(), signal)
    await exportOne('games/good')
    await expect(exportOne('games/bad')).rejects.toThrow('The link "common.py" leads out of the project: it points to "../common.py".')
  })

  it.each(['games/link', 'games/none', 'settings.py', '../games', ':/games', '^{tree}'])(
    'of what is no folder of it is an error: %s',
    async (folder) => {
      const commit = await commitWith({ 'settings.py': 'x', 'games/good/settings.py': 'x', 'games/link': 'link:good' })
      const directory = await emptyDirectory()
      await expect(repositories().exportTree(id, { commit, folder }, directory, signal)).rejects.toThrow()
      expect(await readdir(directory)).toEqual([])
    },
  )

  it('ends when it is cancelled', async () => {
    const commit = await commitWith({ 'settings.py': 'x' })
    const exporting = repositories().exportTree(id, { commit, folder: null }, await emptyDirectory(), AbortSignal.abort())
    await expect(exporting).rejects.toThrow('was cancelled')
  })
})

describe('objects of a commit that is not deployed yet', () => {
  const objects = async (): Promise<readonly string[]> =>
    (await readdir(join(repository, 'objects'), { recursive: true }))
      .filter((name) => /\.(pack|idx)$|^[0-9a-f]{2}.[0-9a-f]{38}$/.test(name))
      .sort()
  const pending = (): Promise<readonly string[]> => listPending(repository)

  /** As a push brings it: a commit on top of nothing, in quarantine. */
  async function quarantined(content: string): Promise<{ readonly commit: string; readonly quarantine: Quarantine }> {
    await rm(work, { recursive: true, force: true })
    await mkdir(work)
    await git('init', '--quiet', '--initial-branch=main')
    await writeFile(join(work, 'settings.py'), content)
    await git('add', '--all')
    await git('commit', '--quiet', '-m', 'Quarantined')
    const objectDirectory = join(repository, 'objects', `tmp_objdir-incoming-${newId('', 6)}`)
    await cp(join(work, '.git', 'objects'), objectDirectory, { recursive: true })
    return { commit: (await git('rev-parse', 'HEAD')).trim(), quarantine: { objectDirectory, alternateObjectDirectories: '' } }
  }

  it('leave the disk as it was when it is forgotten', async () => {
    const before = await objects()
    const { commit, quarantine } = await quarantined('never deployed')
    await repositories().keep(id, commit, 'dnever', quarantine)
    await rm(quarantine.objectDirectory, { recursive: true })
    await runGit(repository, ['cat-file', '-e', commit])
    await repositories().forget(id, 'dnever')
    expect(await objects()).toEqual(before)
    expect(await pending()).not.toContain(commit)
    await runGit(repository, ['fsck', '--connectivity-only'])
  })

  it('stay while another deployment of the same commit wants them', async () => {
    const { commit, quarantine } = await quarantined('deployed twice')
    await repositories().keep(id, commit, 'done1', quarantine)
    await repositories().keep(id, commit, 'done2', quarantine)
    await rm(quarantine.objectDirectory, { recursive: true })
    await repositories().forget(id, 'done1')
    await runGit(repository, ['cat-file', '-e', commit])
    await repositories().forget(id, 'done2')
    expect(await pending()).not.toContain(commit)
  })

  it("become the repository's own when main is set", async () => {
    const { commit, quarantine } = await quarantined('deployed')
    await repositories().keep(id, commit, 'dgood', quarantine)
    await rm(quarantine.objectDirectory, { recursive: true })
    await repositories().setMain(id, commit)
    await repositories().forget(id, 'dgood')
    expect(await pending()).toEqual([])
    await runGit(repository, ['fsck', '--connectivity-only'])
    expect((await runGit(repository, ['cat-file', '-t', commit])).trim()).toBe('commit')
  })

  it('are refused when a file is missing among them', async () => {
    const { commit, quarantine } = await quarantined('incomplete')
    const blob = (await git('rev-parse', 'HEAD:settings.py')).trim()
    await rm(join(quarantine.objectDirectory, blob.slice(0, 2), blob.slice(2)))
    await expect(repositories().keep(id, commit, 'dhole', quarantine)).rejects.toMatchObject({ code: 'cancelled' })
    expect(await pending()).not.toContain(commit)
    await rm(quarantine.objectDirectory, { recursive: true })
  })
})

describe('many pushes', () => {
  it('are packed together now and then, and what is pinned stays', async () => {
    const commits: string[] = []
    for (let count = 0; count < 42; count++) {
      await writeFile(join(dataDir, 'archive'), makeTar([{ path: 'settings.py', content: `# ${count}` }]))
      const commit = await repositories().commitArchive(id, {
        file: join(dataDir, 'archive'),
        author: { name: 'b', email: 'b' },
        message: 'Upload',
        folder: null,
      })
      await repositories().keep(id, commit, `dm${count}`, null)
      await repositories().setMain(id, commit)
      commits.push(commit)
    }
    const packs = async (): Promise<number> =>
      (await readdir(join(repository, 'objects', 'pack'))).filter((name) => name.endsWith('.pack')).length
    await repositories().setMain(id, commits[0] ?? null)
    await waitUntil('the packs are one', async () => (await packs()) < 5, { timeoutMs: 60_000 })
    for (const commit of commits) expect((await runGit(repository, ['cat-file', '-t', commit])).trim()).toBe('commit')
  })
})

describe('remove', () => {
  it('leaves nothing, also when there is nothing', async () => {
    const other = toInstanceId('ibbbbbbbb')
    await repositories().create(other)
    await repositories().remove(other)
    await repositories().remove(other)
    expect(await readdir(dirname(toRepositoryDirectory(dataDir, other)))).toEqual([])
  })
})

describe('copying a repository', () => {
  const other = toInstanceId('ibbbbbbbb')

  it('takes branches, pinned commits and what they need along, and can be done again', async () => {
    const commit = await commitWith({ 'settings.py': 'SESSION_CONFIGS = []' })
    await repositories().keep(id, commit, 'dcopied', null)
    await repositories().setMain(id, commit)
    for (let count = 0; count < 2; count++) await repositories().copy(id, other)
    expect(await repositories().findMain(other)).toBe(commit)
    expect(await repositories().findText(other, commit, 'settings.py')).toBe('SESSION_CONFIGS = []')
    const refs = await runGit(toRepositoryDirectory(dataDir, other), ['for-each-ref', '--format=%(refname)'])
    expect(refs).toContain('refs/otm/deployments/dcopied')
    await repositories().remove(id)
    expect(await repositories().listFiles(other, commit, signal)).toEqual(['settings.py'])
    await repositories().create(id)
  })
})
