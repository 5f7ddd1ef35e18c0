import type { InstanceId } from './names.ts'

export interface CommitFacts {
  readonly commit: string
  readonly subject: string
  readonly author: string
  /** ISO 8601 UTC */
  readonly committedAt: string
}

/** A commit's files, or those of one folder of it. */
export interface CommitTree {
  readonly commit: string
  readonly folder: string | null
}

/** Environment of git's quarantine during a push: where the new objects are until the push is accepted. */
export interface Quarantine {
  readonly objectDirectory: string
  readonly alternateObjectDirectories: string
}

/** An archive that shall become a commit. */
export interface ArchiveUpload {
  /** Its path. */
  readonly file: string
  readonly author: { readonly name: string; readonly email: string }
  readonly message: string
  /** Which folder of it is wanted as the project; null: its top. One around everything stays when it is named here. */
  readonly folder: string | null
  /** Gets a sentence for everything that was done to what the archive holds: files left out, a folder around everything taken off. */
  readonly notice?: (sentence: string) => void
}

/** The instances' own git repositories. Implemented in `git/`. */
export interface Repositories {
  /** Makes the bare repository; idempotent. */
  create(id: InstanceId): Promise<void>
  /** Copies everything that is in the repository of one instance, pinned commits and branches, to that of another. */
  copy(from: InstanceId, to: InstanceId): Promise<void>
  /** Takes the commit's objects out of quarantine for good and pins them under `refs/otm/deployments/<deploymentId>`. */
  keep(id: InstanceId, commit: string, deploymentId: string, quarantine: Quarantine | null): Promise<CommitFacts>
  /** The ids of the deployments whose commits are kept. */
  listKept(id: InstanceId): Promise<ReadonlySet<string>>
  /** Whether `older` is the other commit, or one that it came from. */
  isAncestor(id: InstanceId, older: string, commit: string): Promise<boolean>
  /** Undoes `keep`. */
  forget(id: InstanceId, deploymentId: string): Promise<void>
  /** Paths of all files of the commit. */
  listFiles(id: InstanceId, commit: string, signal: AbortSignal): Promise<readonly string[]>
  /** The text of a small file of the commit; undefined when there is none. */
  findText(id: InstanceId, commit: string, path: string): Promise<string | undefined>
  /** Writes the tree of the commit, or of one folder of it, into an empty directory after checking it: nothing in it leads out of that folder.
   * @throws ManagerError `project.unsafe_link`, `too_large`, `project.no_settings` is not its concern */
  exportTree(id: InstanceId, tree: CommitTree, directory: string, signal: AbortSignal): Promise<void>
  /** Makes `refs/heads/main` equal to the commit; null removes it. */
  setMain(id: InstanceId, commit: string | null): Promise<void>
  findMain(id: InstanceId): Promise<string | null>
  /** Commits the files of an archive (`.zip`, `.tar.gz`, `.tar`, `.otreezip`; by its content, not its name) on top of main. @returns the commit
   * @throws ManagerError `invalid_input`, `too_large` */
  commitArchive(id: InstanceId, upload: ArchiveUpload): Promise<string>
  /** Undoes `commitArchive` when no deployment came of it. */
  discard(id: InstanceId, commit: string): Promise<void>
  remove(id: InstanceId): Promise<void>
}
