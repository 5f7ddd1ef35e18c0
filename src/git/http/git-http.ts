import { isInstanceName, toUsername } from '../../domain/names.ts'
import type { Store } from '../../domain/store.ts'
import { newId } from '../../lib/ids.ts'
import { admit, findObjection, type GitVisit, toAskedAction, toVisitEntry } from '../admit.ts'
import type { GitDeps } from '../git-deps.ts'
import { type GitProgram, type GitService, gitActions } from '../git-services.ts'
import { brokenSentence, renamedSentence, stoppingSentence } from '../sentences.ts'
import { type RepositoryTask, serveRepository } from '../serve-repository.ts'
import type { GitHttpRequest } from './git-http-request.ts'
import { findBackendFault, toBackendProgram } from './http-backend.ts'
import { toHttpPeer } from './http-peer.ts'
import { isBrowser } from './is-browser.ts'
import { Places } from './places.ts'
import { fromBrowser, notSignedIn, type Refusal, sendRefusal, tooBusy, toRefusal } from './refusal.ts'
import { signIn } from './sign-in.ts'
import { VisitLog } from './visit-log.ts'

export interface GitHttpOptions extends Omit<GitDeps, 'stopping' | 'store'> {
  readonly store: Pick<Store, 'tokens' | 'people' | 'instances' | 'helpers' | 'audit'>
  /** The HTTPS Git URL of an instance by its name, for advice. */
  toGitUrl(name: string): string
}

/** git over HTTP, behind the API's server. */
export interface GitHttp {
  /** Answers one request, whatever it is; throws nothing. */
  serve(asked: GitHttpRequest): Promise<void>
  /** Why pushes over HTTP do not work on this machine; null: they do. */
  findFault(): Promise<string | null>
  /** Tells those who wait. Deployments that have begun are not its concern. */
  close(): void
}

interface World extends GitHttpOptions, GitDeps {
  readonly store: GitHttpOptions['store']
  readonly visits: VisitLog
  /** Each request under way holds a connection that the dashboard could use. */
  readonly places: Places
}

const mostAtOnce = { inAll: 64, each: 16 }

export function createGitHttp(options: GitHttpOptions): GitHttp {
  const stopping = new AbortController()
  const world: World = { ...options, stopping: stopping.signal, visits: new VisitLog(options.store.audit), places: new Places(mostAtOnce) }
  return {
    findFault: () => findBackendFault(),
    close: () => stopping.abort(),
    serve: async (asked) => {
      try {
        const refusal = await serveOrRefuse(asked, world)
        if (refusal) sendRefusal(asked.response, refusal)
      } catch (error) {
        apologise(asked, error, world)
      }
    },
  }
}

async function serveOrRefuse(asked: GitHttpRequest, world: World): Promise<Refusal | undefined> {
  if (isBrowser(asked.request.headers)) return fromBrowser
  const signedIn = await signIn(asked.request.headers.authorization, world.store)
  if (!signedIn.caller) {
    if (signedIn.hasTried) await world.visits.write(toStrangerEntry(asked), asked)
    return notSignedIn(signedIn.sentence)
  }
  const visit: GitVisit = { caller: signedIn.caller, verb: asked.verb, name: toName(asked.name), from: asked.from }
  const admission = await admit(visit, world)
  await world.visits.write(toVisitEntry(visit, admission), asked)
  if (!admission.instance) return toRefusal(admission.code, admission.sentence)
  return serveInPlace(asked, world, { ...visit, instance: admission.instance })
}

async function serveInPlace(asked: GitHttpRequest, world: World, admitted: Admitted): Promise<Refusal | undefined> {
  const leave = world.places.take(admitted.caller.username)
  if (!leave) return tooBusy
  try {
    return (await findObstacle(world)) ?? (await serve(asked, world, admitted))
  } finally {
    leave()
  }
}

function toName(asked: string): GitVisit['name'] {
  const name = asked.replace(/\.git$/, '')
  return isInstanceName(name) ? name : null
}

const toStrangerEntry = ({ verb, name, from }: GitHttpRequest) =>
  ({
    who: null,
    action: gitActions[verb],
    thing: `instance:${toName(name) ?? '?'}`,
    by: 'token',
    from,
    result: 'refused',
    detail: 'not_signed_in',
  }) as const

async function findObstacle({ stopping }: World): Promise<Refusal | undefined> {
  if (stopping.aborted) return { status: 503, sentence: stoppingSentence }
  const fault = await findBackendFault()
  return fault === null ? undefined : { status: 501, sentence: fault }
}

type Admitted = GitVisit & Pick<RepositoryTask, 'instance'>

async function serve(asked: GitHttpRequest, world: World, admitted: Admitted): Promise<undefined> {
  const { caller, verb, instance, name } = admitted
  const { username } = caller
  const peer = toHttpPeer(asked)
  let exitCode = 1
  try {
    const toProgram = (service: GitService): GitProgram => toBackendProgram(service, { ...asked, username })
    const url = world.toGitUrl(instance.name)
    const mayStill = (): Promise<string | null> => findNewObjection(asked, world, admitted)
    const auditAs = toAskedAction(admitted, instance)
    exitCode = await serveRepository({ peer, instance, verb, by: toUsername(username), auditAs, url, mayStill, toProgram }, world)
    // only now it is known whether the client understands lines between those of git
    if (name !== null && name !== instance.name) peer.say(renamedSentence(name, instance.name, url))
  } finally {
    peer.end(exitCode)
  }
}

/** The token may have been revoked meanwhile. */
async function findNewObjection({ request }: GitHttpRequest, world: World, visit: GitVisit): Promise<string | null> {
  const signedIn = await signIn(request.headers.authorization, world.store)
  return signedIn.caller ? findObjection({ ...visit, caller: signedIn.caller }, world) : signedIn.sentence
}

function apologise({ response }: GitHttpRequest, error: unknown, { report }: World): void {
  const errorId = newId('e', 8)
  report(Object.assign(new Error(`A git request failed (${errorId}).`, { cause: error }), { errorId }))
  sendRefusal(response, { status: 500, sentence: brokenSentence(errorId) })
}
