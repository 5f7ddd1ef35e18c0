import type { ManagerEvent } from '../domain/events.ts'
import type { Caller } from '../domain/policy.ts'
import { type AccessRequest, authorize } from './access.ts'
import type { ApiDeps } from './api-deps.ts'
import { identifyAgain } from './caller.ts'
import type { Endpoint } from './contract/endpoint.ts'
import type { Call } from './handler.ts'

const lookEveryMs = 30_000

type AllowedDeps = Pick<ApiDeps, 'trust' | 'accounts' | 'store' | 'events'>

/** What is answered for as long as somebody listens. */
export interface LongAnswer extends Pick<Call<Endpoint>, 'caller' | 'sessionId' | 'request'> {
  readonly endpoint: AccessRequest['endpoint']
  /** Aborts when the listener has gone. */
  readonly gone: AbortSignal
}

/** Asks anew whether the caller may still do what they were let through for: when something happens to who they are or to what they see, and every half minute.
 * @returns a signal that aborts when they may not any more, or have gone */
export function whileAllowed(deps: AllowedDeps, answer: LongAnswer): AbortSignal {
  const shutOut = new AbortController()
  const look = async (): Promise<void> => {
    if (!(await mayStill(deps, answer))) shutOut.abort()
  }
  const unsubscribe = deps.events.subscribe((event) => {
    if (isAbout(event, answer.caller)) void look()
  })
  const looking = setInterval(() => void look(), lookEveryMs)
  const signal = AbortSignal.any([answer.gone, shutOut.signal])
  const end = (): void => {
    unsubscribe()
    clearInterval(looking)
  }
  if (signal.aborted) end()
  else signal.addEventListener('abort', end)
  return signal
}

function isAbout(event: ManagerEvent, caller: Caller): boolean {
  if (event.topic === 'people') return true
  if (caller.kind !== 'person') return false
  if (event.topic === 'access') return event.usernames.includes(caller.username)
  return event.topic === 'sign-ins' && event.owner === caller.username
}

/** What cannot be looked up is not allowed. */
async function mayStill(deps: AllowedDeps, { endpoint, ...call }: LongAnswer): Promise<boolean> {
  const { params, query, body } = call.request
  const naming = { params: params as Record<string, unknown>, query: query as Record<string, unknown>, body }
  try {
    const caller = await identifyAgain(deps, call)
    await authorize(deps.store, { endpoint, caller, naming })
    return true
  } catch {
    return false
  }
}
