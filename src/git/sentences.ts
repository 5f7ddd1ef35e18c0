import type { GitVerb } from '../domain/git-over-http.ts'
import type { TokenScope } from '../domain/person.ts'

/** To somebody who asks for a shell, files, or anything else than git. */
export const helloSentence = (username: string, exampleUrl: string): string =>
  `Hello ${username}! You are signed in, but there is no shell here. Push with: git push ${exampleUrl} HEAD:main`

/** To somebody whose key was removed, or whose account was closed, while their connection was open. */
export const lockedOutSentence =
  'The key of this connection counts no longer. Look at your keys on the page "Your account", or ask a super-user, and connect again.'

/** The same for instances that do not exist and for those that are somebody else's. */
export const notFoundSentence = (asked: string | null): string =>
  `${asked === null ? 'The instance in this address' : `"${asked}"`} was not found among the instances that you may use. Copy the Git URL from the instance's page again.`

/** To whom the instance is known, but not its code. */
export const assistantSentence = (name: string): string =>
  `As an assistant of "${name}" you may not read or push its code. Ask its owner to make you a co-experimenter.`

export const smallScopeSentence = (verb: GitVerb, scope: TokenScope): string =>
  `This API token has the scope "${scope}", which is not enough ${verb === 'receive-pack' ? 'to push: that needs "all"' : 'to read'}. ${newTokenAdvice}`

/** How one comes by a token with which one can push. */
export const newTokenAdvice = 'Make one on the page "Your account", or with: otm token create --name git --scope all'

/** Remotes are called as we propose it, like the instance, so the former name is probably theirs. */
export const renamedSentence = (former: string, name: string, url: string): string =>
  `"${former}" is called "${name}" now, and this address leads there for 30 days only. Change it: git remote set-url ${former} ${url} ("git remote -v" tells what yours is called)`

export const trashedSentence = (name: string): string => `"${name}" is in the trash. Ask a super-user to restore it, and push again.`

export const tooLargeSentence = (maxPushMib: number): string =>
  `This push is larger than ${maxPushMib} MiB, which is the limit here; nothing of it was kept. Name large files, data and virtual environments in .gitignore, take them out of the commits ("git rm -r --cached FOLDER", then "git commit --amend", or start a fresh branch), and push again.`

export const brokenSentence = (errorId: string): string =>
  `Something went wrong that nobody expected. Nothing was changed; tell whoever runs this server the error id ${errorId}.`

export const stoppingSentence =
  'The manager is being stopped. Push again when it is back: what it had begun to deploy it finishes by itself, and git then says "Everything up-to-date".'
