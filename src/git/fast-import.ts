import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { drained } from '../lib/drained.ts'
import { gitEnv, gitSettings } from './git-command.ts'

export interface ImportedFile {
  readonly path: string
  readonly executable: boolean
  readonly mark: number
}

export interface CommitInput {
  readonly parent: string | null
  readonly author: { readonly name: string; readonly email: string }
  readonly message: string
  readonly files: readonly ImportedFile[]
}

const commitMark = 1
const noCommit = '0'.repeat(40)

/** What git writes into the repository when its input ends too early. */
export const crashReportPrefix = 'fast_import_crash_'

/** A `git fast-import` under way: files become objects as they come, no file system is touched. */
export class FastImport {
  readonly #child: ChildProcess & { readonly stdin: Writable; readonly stdout: Readable; readonly stderr: Readable }
  readonly #printed: Promise<string>
  readonly #complaint: Promise<string>
  readonly #closed: Promise<unknown[]>
  readonly #crashReport: string
  #lastMark = commitMark

  /** @param objectDirectory where new objects go, below the repository's own */
  constructor(repository: string, objectDirectory: string) {
    const args = [...gitSettings({ 'fastimport.unpackLimit': '1' }), `--git-dir=${repository}`, 'fast-import', '--quiet', '--done']
    const env = { ...gitEnv(), GIT_OBJECT_DIRECTORY: objectDirectory, GIT_ALTERNATE_OBJECT_DIRECTORIES: `${repository}/objects` }
    this.#child = spawn('git', args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
    this.#crashReport = join(repository, `${crashReportPrefix}${this.#child.pid}`)
    this.#complaint = text(this.#child.stderr)
    this.#closed = once(this.#child, 'close')
    this.#printed = text(this.#child.stdout)
    // Whoever writes next, or waits for the end, is told; nobody else needs to be.
    this.#child.stdin.on('error', () => this.#child.stdin.destroy())
    this.#closed.catch(() => undefined)
  }

  /** @returns the mark by which the commit names this content */
  async addBlob(size: number, content: AsyncIterable<Uint8Array>): Promise<number> {
    const mark = ++this.#lastMark
    await this.#write(`blob\nmark :${mark}\ndata ${size}\n`)
    for await (const chunk of content) await this.#write(chunk)
    await this.#write('\n')
    return mark
  }

  /** Makes the commit, ends the import and leaves every ref as it was. @returns the commit's full name */
  async commit(input: CommitInput): Promise<string> {
    await this.#write(toCommitCommands(input))
    this.#child.stdin.end()
    const [exitCode] = await this.#closed
    const commit = (await this.#printed).trim()
    if (exitCode !== 0 || !/^[0-9a-f]{40}$/.test(commit)) throw await this.#failure()
    return commit
  }

  /** Ends it, whatever it is doing. */
  async end(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#closed.catch(() => undefined)
    await rm(this.#crashReport, { force: true })
  }

  async #failure(): Promise<Error> {
    return new Error(`git fast-import failed: ${(await this.#complaint).trim().slice(0, 2000)}`)
  }

  async #write(chunk: string | Uint8Array): Promise<void> {
    const { stdin } = this.#child
    if (!stdin.writable) throw await this.#failure()
    if (!stdin.write(chunk)) await drained(stdin)
  }
}

/** The commands for one commit. Its ref lives within the import only: `reset` with no commit takes it back before it is written. */
export function toCommitCommands({ parent, author, message, files }: CommitInput): string {
  const who = `${toIdentity(author.name)} <${toIdentity(author.email)}> ${Math.floor(Date.now() / 1000)} +0000`
  return [
    'commit refs/otm/upload',
    `mark :${commitMark}`,
    `author ${who}`,
    `committer ${who}`,
    `data ${Buffer.byteLength(message)}`,
    message,
    ...(parent === null ? [] : [`from ${parent}`]),
    'deleteall',
    ...files.map(({ path, executable, mark }) => `M ${executable ? '100755' : '100644'} :${mark} ${quoteName(path)}`),
    '',
    `get-mark :${commitMark}`,
    'reset refs/otm/upload',
    `from ${noCommit}`,
    '',
    'done',
    '',
  ].join('\n')
}

const toIdentity = (text: string): string => text.replaceAll(/[<>\p{Cc}]/gu, '').trim() || 'unknown'

const quoteName = (path: string): string => `"${path.replaceAll(/["\\]/g, '\\$&')}"`
