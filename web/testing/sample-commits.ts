import type { Deployment } from '../../src/domain/deployment.ts'
import type { Instance } from '../../src/domain/instance.ts'
import { runGit } from '../../src/git/git-command.ts'
import { toRepositoryDirectory } from '../../src/git/repository-directory.ts'
import type { TestApi } from '../../test/support/test-api.ts'

interface SampleCommit {
  readonly instance: Instance
  readonly deploymentId: string
  readonly subject: string
  readonly state: Deployment['state']
}

const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
const berta = {
  GIT_AUTHOR_NAME: 'Berta Blum',
  GIT_AUTHOR_EMAIL: 'berta@example.edu',
  GIT_COMMITTER_NAME: 'Berta Blum',
  GIT_COMMITTER_EMAIL: 'berta@example.edu',
}

/** A commit without files, kept for its deployment unless that was declined. @returns its name */
export async function keepSampleCommit(
  { dataDir, repositories }: Pick<TestApi, 'dataDir' | 'repositories'>,
  sample: SampleCommit,
): Promise<string> {
  const { instance, deploymentId, subject, state } = sample
  const args = ['commit-tree', '-m', subject, emptyTree]
  const commit = (await runGit(toRepositoryDirectory(dataDir, instance.id), args, { env: berta })).trim()
  if (state !== 'failed') await repositories.keep(instance.id, commit, deploymentId, null)
  return commit
}
