import type { Accounts } from '../accounts/accounts.ts'
import type { Deps } from '../domain/deps.ts'
import type { Engine } from '../domain/engine.ts'
import type { Events } from '../domain/events.ts'
import type { Gateway } from '../domain/gateway.ts'
import type { GitOverHttp } from '../domain/git-over-http.ts'
import type { HealthMessages } from '../domain/health-messages.ts'
import type { Mail } from '../domain/mail.ts'
import type { Metrics } from '../domain/metrics.ts'
import type { Operations } from '../domain/operation.ts'
import type { Presence } from '../domain/playing.ts'
import type { Repositories } from '../domain/repositories.ts'
import type { Settings } from '../domain/settings.ts'
import type { Store } from '../domain/store.ts'
import type { Logger } from '../lib/logger.ts'
import type { HttpExchange } from '../lib/node-http.ts'
import type { Uploads } from './uploads/uploads.ts'

/** `bearer`: behind the gateway, the caller is who the token says. `server`: on the socket that only the machine's own account can open, every
 * caller is the super-user `server`. */
export type Trust = 'bearer' | 'server'

/** What the API works with; put together by the main. */
export interface ApiDeps extends Pick<Deps, 'availableEngines' | 'guard'> {
  readonly settings: Pick<Settings, 'publicUrl' | 'instanceDomain' | 'sshPort' | 'maxPushMib' | 'dataDir' | 'engine' | 'trashDays'> &
    Pick<Settings, 'language' | 'extraCaFile' | 'packageIndexUrl' | 'httpsProxy' | 'noProxy'>
  readonly store: Store
  readonly accounts: Accounts
  readonly operations: Operations
  readonly engine: Pick<Engine, 'capabilities' | 'databases' | 'logs' | 'keptLog' | 'listWritten' | 'readWritten' | 'removeWritten'>
  readonly gateway: Pick<Gateway, 'activity' | 'issueTicket'>
  readonly metrics: Metrics
  readonly presence: Presence
  readonly git: GitOverHttp<HttpExchange>
  readonly repositories: Pick<Repositories, 'commitArchive' | 'discard' | 'findMain' | 'listKept'>
  readonly uploads: Uploads
  readonly events: Events
  readonly mail: Mail
  readonly healthMessages: HealthMessages
  readonly logger: Logger
  /** The manager's own version, e.g. `0.1.0`. */
  readonly version: string
  readonly trust: Trust
  /** Directory of the built dashboard, with `index.html` and `assets/`. */
  readonly webDir: string
}
