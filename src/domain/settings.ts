import type { EngineKind } from './engine-kind.ts'
import type { MailAddress } from './mail-address.ts'
import type { Language } from './person.ts'

/** The manager's settings, read once by the main (`config/settings.ts`). Paths are absolute. */
export interface Settings {
  readonly dataDir: string
  /** Short 0700 directory for sockets of instances; not kept over a reboot. */
  readonly runtimeDir: string
  readonly httpPort: number
  readonly sshPort: number
  readonly host: string
  /** Scheme, host and visible port, without a slash at the end, e.g. `http://localhost:8000`. */
  readonly publicUrl: string
  readonly addressMode: 'subdomain' | 'port' | 'path'
  readonly instanceDomain: string
  readonly portRange: { readonly from: number; readonly to: number }
  /** Where new instances run. */
  readonly engine: EngineKind
  readonly uidBase: number
  readonly maxPushMib: number
  readonly idleSleepMinutes: number
  /** Addresses and ranges of web servers in front of the gateway, which may say where a visitor is. */
  readonly trustedProxies: readonly string[]
  /** How long the audit log is kept. */
  readonly auditMonths: number
  /** How long what is in the trash can be restored. */
  readonly trashDays: number
  readonly extraCaFile: string | null
  readonly packageIndexUrl: string | null
  /** Releases of python-build-standalone, or a list of Pythons (`.json`); null: where uv itself looks. */
  readonly pythonMirrorUrl: string | null
  readonly httpsProxy: string | null
  readonly noProxy: string | null
  /** Directory with `initdb`, `postgres` …; null: the system's, else the wheel's. */
  readonly postgresBinDir: string | null
  /** Directories with Python interpreters to prefer; empty: PATH, pyenv, uv. */
  readonly pythons: readonly string[]
  /** Where the Docker daemon listens. */
  readonly dockerSocket: string
  /** Image of what runs Python; `{version}` stands for e.g. `3.12`. */
  readonly dockerPythonImage: string
  readonly dockerPostgresImage: string
  /** Range of the networks of instances, e.g. `10.210.0.0/16`. */
  readonly dockerSubnets: string
  /** Of mails to people who have chosen none. */
  readonly language: Language
  /** null: there is no mail server. */
  readonly mail: MailSettings | null
  readonly health: HealthSettings
}

/** The mail server that takes our mails. */
export interface MailSettings {
  readonly host: string
  readonly port: number
  /** `none`: nothing is encrypted on the way to it. */
  readonly tls: 'starttls' | 'tls' | 'none'
  readonly login: { readonly user: string; readonly password: string } | null
  readonly from: MailAddress
  readonly replyTo: MailAddress | null
}

/** Who is told when something is wrong with the installation. */
export interface HealthSettings {
  /** By mail, where there is a mail server; an empty list is nobody. */
  readonly mail: 'super-users' | readonly MailAddress[]
  /** An address of the web that takes `{ "text": … }`, and whose path is a secret; null: none. */
  readonly hook: string | null
}
