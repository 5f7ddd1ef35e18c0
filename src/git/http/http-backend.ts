import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../lib/run-command.ts'
import { gitEnv, gitSettingsEnv } from '../git-command.ts'
import type { GitProgram, GitService } from '../git-services.ts'
import type { GitHttpRequest } from './git-http-request.ts'

interface Asked extends Pick<GitHttpRequest, 'request' | 'isFirst' | 'from'> {
  readonly username: string
}

/** `git http-backend` for one request, by the rules of CGI. It gets no length: what it reads is counted and unpacked before. */
export function toBackendProgram({ verb, repository, settings }: GitService, { request, isFirst, from, username }: Asked): GitProgram {
  const { 'content-type': contentType = '', 'git-protocol': protocol } = request.headers
  const isVersion = typeof protocol === 'string' && /^version=[0-9]+$/.test(protocol)
  return {
    args: ['http-backend'],
    env: {
      ...gitSettingsEnv({ ...settings, ...onlyFor(verb) }),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_TRANSLATED: `${repository}/${isFirst ? 'info/refs' : `git-${verb}`}`,
      REQUEST_METHOD: isFirst ? 'GET' : 'POST',
      QUERY_STRING: isFirst ? `service=git-${verb}` : '',
      CONTENT_TYPE: contentType,
      REMOTE_USER: username,
      REMOTE_ADDR: from ?? '',
      ...(isVersion ? { GIT_PROTOCOL: protocol } : {}),
    },
  }
}

/** What was not asked for does not answer, whatever the backend makes of the address. */
const onlyFor = (verb: GitService['verb']): Record<string, string> => ({
  'http.receivepack': String(verb === 'receive-pack'),
  'http.uploadpack': String(verb === 'upload-pack'),
  'http.getanyfile': 'false',
})

/** Why git cannot be served over HTTP on this machine, with the next step; null: it can. */
export async function findBackendFault(env: Readonly<Record<string, string>> = gitEnv()): Promise<string | null> {
  const directory = (await runCommand('git', ['--exec-path'], { env, timeoutMs: 10_000 })).trim()
  try {
    await access(join(directory, 'git-http-backend'), constants.X_OK)
    return null
  } catch {
    return `The git of this server lacks git-http-backend (in ${directory}), so there are no pushes over HTTPS; they work over SSH. Install the whole git, e.g. the Debian package "git".`
  }
}
