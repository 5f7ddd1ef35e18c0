import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { runCommand } from '../../../src/lib/run-command.ts'

/** A host with git repositories, by git's own http-backend. @param root  where `NAME.git` are */
export const gitSite =
  (root: string): RequestListener =>
  (request, response) =>
    answer(root, request, response)

function answer(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '', 'http://git.invalid')
  const { 'content-type': type = '', 'content-encoding': encoding = '', 'git-protocol': protocol = '' } = request.headers
  const env = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_PROTOCOL: String(protocol),
    PATH_INFO: pathname,
    QUERY_STRING: search.slice(1),
    REQUEST_METHOD: request.method ?? 'GET',
    CONTENT_TYPE: type,
    HTTP_CONTENT_ENCODING: encoding,
  }
  const child = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.on('error', () => undefined) // it need not read all
  request.pipe(child.stdin)
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.on('close', () => send(response, Buffer.concat(chunks)))
}

/** What a CGI program printed: headers, an empty line, the body. */
function send(response: ServerResponse, output: Buffer): void {
  const end = output.indexOf('\r\n\r\n')
  for (const line of output.subarray(0, end).toString('latin1').split('\r\n')) {
    const [name = '', ...value] = line.split(':')
    if (name === 'Status') response.statusCode = Number.parseInt(value.join(':'), 10)
    else response.setHeader(name, value.join(':').trim())
  }
  response.end(output.subarray(end + 4))
}

/** Makes `NAME.git` below `root` from files. */
export async function makeRepository(root: string, name: string, files: Readonly<Record<string, string>>): Promise<void> {
  const work = join(root, `${name}.work`)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(work, path)), { recursive: true })
    await writeFile(join(work, path), content)
  }
  const git = (...args: readonly string[]): Promise<string> =>
    runCommand('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.edu', ...args])
  await git('-C', work, 'init', '--quiet', '--initial-branch=main')
  await git('-C', work, 'add', '--all')
  await git('-C', work, 'commit', '--quiet', '--message', 'First')
  await git('clone', '--quiet', '--bare', work, join(root, `${name}.git`))
}
