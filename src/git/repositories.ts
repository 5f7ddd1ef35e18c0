import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DeploymentId } from '../domain/deployment.ts'
import { ManagerError } from '../domain/error.ts'
import type { InstanceId } from '../domain/names.ts'
import type { CommitFacts, CommitTree, Quarantine, Repositories } from '../domain/repositories.ts'
import { orDiskFull } from '../lib/disk-full.ts'
import { newId } from '../lib/ids.ts'
import { CommandError, runCommand, runToEnd } from '../lib/run-command.ts'
import { commitArchive } from './commit-archive.ts'
import { readCommitFacts } from './commit-facts.ts'
import { exportTree } from './export-tree.ts'
import { gitEnv, gitSettings, runGit } from './git-command.ts'
import { dropPending, holdPush, takePending } from './pending-objects.ts'
import { toRepositoryDirectory } from './repository-directory.ts'
import { tidyRepository } from './tidy-repository.ts'
import { listTree } from './tree-listing.ts'

/** The instances' bare repositories below `<dataDir>/instances/<id>/repository.git`, readable by the manager alone. */
export function createRepositories({ dataDir }: { readonly dataDir: string }): Repositories {
  const at = (id: InstanceId): string => toRepositoryDirectory(dataDir, id)
  return {
    create: (id) => orDiskFull(() => createRepository(at(id))),
    copy: (from, to) => orDiskFull(() => copyRepository(at(from), at(to))),
    keep: (id, commit, deploymentId, quarantine) => orDiskFull(() => keep(at(id), commit, deploymentId, quarantine)),
    listKept: (id) => listKept(at(id)),
    isAncestor: (id, older, commit) => isAncestor(at(id), toCommit(older), toCommit(commit)),
    forget: (id, deploymentId) => forget(at(id), deploymentId),
    listFiles: async (id, commit, signal) => (await listTree(at(id), toCommit(commit), signal)).map(({ path }) => path),
    findText: (id, commit, path) => findText(at(id), toCommit(commit), path),
    exportTree: (id, tree, directory, signal) => orDiskFull(() => exportTree(at(id), toTree(tree), directory, signal)),
    setMain: async (id, commit) => {
      await orDiskFull(() => setMain(at(id), commit))
      void tidyRepository(at(id)).catch(() => undefined) // nothing depends on it, and the next deployment tries again
    },
    findMain: (id) => findMain(at(id)),
    commitArchive: async (id, upload) => {
      const parent = await findMain(at(id))
      return orDiskFull(() => commitArchive({ repository: at(id), parent, ...upload }))
    },
    discard: (id, commit) => dropUnlessPinned(at(id), toCommit(commit)),
    remove: (id) => rm(at(id), { recursive: true, force: true }),
  }
}

/** Made beside its place and moved there whole, so that it exists completely or not at all. */
async function createRepository(repository: string): Promise<void> {
  if (await exists(join(repository, 'HEAD'))) return
  await mkdir(dirname(repository), { recursive: true, mode: 0o700 })
  const unfinished = `${repository}.${newId('', 8)}.tmp`
  const args = ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', '--object-format=sha1', unfinished]
  try {
    await mkdir(unfinished, { mode: 0o700 })
    await runCommand('git', [...gitSettings(), ...args], { env: gitEnv(), timeoutMs: 30_000 })
    await rename(unfinished, repository)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** By git itself, so that what is being tidied there meanwhile arrives whole. */
async function copyRepository(from: string, to: string): Promise<void> {
  await createRepository(to)
  const args = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', from, '+refs/*:refs/*']
  const settings = gitSettings({ 'protocol.file.allow': 'always' })
  await runCommand('git', [...settings, `--git-dir=${to}`, ...args], { env: gitEnv(), timeoutMs: 600_000 })
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )

/** May be called again after the manager's death, when git has removed the quarantine: what arrived then is here already, or never will be. */
async function keep(repository: string, commit: string, deploymentId: DeploymentId, quarantine: Quarantine | null): Promise<CommitFacts> {
  const source = quarantine && insideOf(repository, quarantine.objectDirectory)
  if (source && (await exists(source))) await holdPush(repository, toCommit(commit), source)
  if (!(await isComplete(repository, toCommit(commit)))) {
    await dropUnlessPinned(repository, commit)
    throw new ManagerError('cancelled', 'What was sent did not arrive completely. Nothing was changed; push or upload it again.')
  }
  await runGit(repository, ['update-ref', toDeploymentRef(deploymentId), commit])
  return readCommitFacts(repository, commit)
}

/** Whether the commit, its files and its history are all here. */
async function isComplete(repository: string, commit: string): Promise<boolean> {
  const args = ['rev-list', '--objects', '--quiet', '--stdin']
  const known = (await runGit(repository, ['for-each-ref', '--format=^%(objectname)', 'refs/heads'])).trim()
  const options = { env: gitEnv(), timeoutMs: 120_000, input: `${commit}\n${known}\n` }
  return (await runToEnd('git', [...gitSettings(), `--git-dir=${repository}`, ...args], options)).exitCode === 0
}

async function listKept(repository: string): Promise<ReadonlySet<string>> {
  const ids = await runGit(repository, ['for-each-ref', '--format=%(refname:lstrip=3)', deploymentRefs])
  return new Set(ids.split('\n').filter((id) => id !== ''))
}

/** One that is not here is nobody's ancestor. */
async function isAncestor(repository: string, older: string, commit: string): Promise<boolean> {
  const args = [...gitSettings(), `--git-dir=${repository}`, 'merge-base', '--is-ancestor', older, commit]
  return (await runToEnd('git', args, { env: gitEnv(), timeoutMs: 60_000 })).exitCode === 0
}

async function forget(repository: string, deploymentId: DeploymentId): Promise<void> {
  const commit = await findRef(repository, toDeploymentRef(deploymentId))
  if (commit === null) return
  await runGit(repository, ['update-ref', '-d', toDeploymentRef(deploymentId)])
  await dropUnlessPinned(repository, commit)
}

async function dropUnlessPinned(repository: string, commit: string): Promise<void> {
  if ((await runGit(repository, ['for-each-ref', `--points-at=${commit}`])) === '') await dropPending(repository, commit)
}

/** Objects are taken from the repository's own quarantine, from nowhere else. */
function insideOf(repository: string, quarantine: string): string {
  if (dirname(quarantine) === join(repository, 'objects')) return quarantine
  throw new Error(`${quarantine} is not a quarantine of ${repository}.`)
}

const deploymentRefs = 'refs/otm/deployments/'

function toDeploymentRef(deploymentId: DeploymentId): string {
  if (!/^[a-z0-9]{1,40}$/.test(deploymentId)) throw new Error(`"${deploymentId}" is not the id of a deployment.`)
  return deploymentRefs + deploymentId
}

function toCommit(commit: string): string {
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error(`"${commit}" is not the full name of a commit.`)
  return commit
}

/** How git calls a folder of a commit. */
const toTree = ({ commit, folder }: CommitTree): string => (folder === null ? toCommit(commit) : `${toCommit(commit)}:${folder}`)

const mostTextBytes = 1024 * 1024

/** Too large is as good as none. */
async function findText(repository: string, commit: string, path: string): Promise<string | undefined> {
  const args = [...gitSettings(), `--git-dir=${repository}`, 'cat-file', 'blob', `${commit}:${path}`]
  const { exitCode, stdout } = await runToEnd('git', args, { env: gitEnv(), timeoutMs: 30_000, maxOutputBytes: mostTextBytes + 1 })
  return exitCode === 0 && Buffer.byteLength(stdout) <= mostTextBytes ? stdout : undefined
}

/** `master` means `main`: whoever pushed to it sees it follow. */
async function setMain(repository: string, commit: string | null): Promise<void> {
  if (commit !== null) await takePending(repository)
  const masterToo = (await findRef(repository, 'refs/heads/master')) !== null
  const refs = ['refs/heads/main', ...(masterToo ? ['refs/heads/master'] : [])]
  const lines = refs.map((ref) => (commit === null ? `delete ${ref}\n` : `update ${ref} ${toCommit(commit)}\n`))
  await runGit(repository, ['update-ref', '--stdin'], { input: lines.join('') })
}

const findMain = (repository: string): Promise<string | null> => findRef(repository, 'refs/heads/main')

async function findRef(repository: string, ref: string): Promise<string | null> {
  const args = [...gitSettings(), `--git-dir=${repository}`, 'rev-parse', '--quiet', '--verify', ref]
  const result = await runToEnd('git', args, { env: gitEnv(), timeoutMs: 30_000 })
  if (result.exitCode === 0) return result.stdout.trim()
  if (result.exitCode === 1) return null
  throw new CommandError('git', result)
}
