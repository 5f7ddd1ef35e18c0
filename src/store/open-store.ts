import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, type Migration } from 'kysely'
import type { MailStore } from '../domain/mail.ts'
import type { PasskeyStore, SecondFactorStore } from '../domain/second-factor.ts'
import type { LinkStore, Store, ValueStore } from '../domain/store.ts'
import { createAuditStore } from './audit.ts'
import type { StoreContext } from './context.ts'
import { createDeploymentStore } from './deployments.ts'
import { type Encryption, openEncryption } from './encryption.ts'
import { createHelperStore } from './instance-helpers.ts'
import { createInstanceSettingsStore } from './instance-settings.ts'
import { createInstanceStore } from './instances.ts'
import { createKeyStore } from './keys.ts'
import { createLinkStore } from './links.ts'
import { createMailStore } from './mail.ts'
import { backupBeforeMigrating, migrate, refuseNewerData } from './migrate.ts'
import { migrations as ownMigrations } from './migrations/all.ts'
import { createOperationStore } from './operations.ts'
import { createPasskeyStore } from './passkeys.ts'
import { createPersonStore } from './people.ts'
import type { StoreSchema } from './schema.ts'
import { createSecondFactorStore } from './second-factors.ts'
import { NodeSqliteDialect, openDatabaseFile } from './sqlite-dialect.ts'
import { createTokenStore } from './tokens.ts'
import { createValueStore } from './values.ts'

export interface OpenStore {
  readonly store: Store
  readonly links: LinkStore
  readonly values: ValueStore
  readonly secondFactors: SecondFactorStore
  readonly passkeys: PasskeyStore
  readonly mail: MailStore
  /** The same connection for better-auth: `{ db: database, type: 'sqlite' }`. */
  readonly database: Kysely<StoreSchema>
  readonly encryption: Encryption
}

export interface StoreOptions {
  /** Made when it does not exist. */
  readonly dataDir: string
  /** Instances get uids from here on; default 700000. */
  readonly uidBase?: number
  readonly now?: () => Date
  readonly migrations?: Readonly<Record<string, Migration>>
}

/** Opens what is kept, and brings it to this version after making a copy.
 * @throws ManagerError `data_newer`, `data_unusable`, `disk_full` */
export async function openStore({
  dataDir,
  uidBase = 700_000,
  now = () => new Date(),
  migrations = ownMigrations,
}: StoreOptions): Promise<OpenStore> {
  const file = join(dataDir, 'store.sqlite')
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  refuseNewerData(file, migrations)
  await backupBeforeMigrating(file, join(dataDir, 'store-backups'), migrations)
  await makePrivate(file)
  const database = new Kysely<StoreSchema>({ dialect: new NodeSqliteDialect(openDatabaseFile(file)) })
  try {
    await migrate(database, migrations)
    const encryption = await openEncryption(join(dataDir, 'key'), { mayMakeKey: !(await hasSecrets(database)) })
    return assemble({ database, encryption, now, uidBase })
  } catch (error) {
    await database.destroy()
    throw error
  }
}

function assemble(context: StoreContext): OpenStore {
  const { database, encryption } = context
  const store: Store = {
    instances: createInstanceStore(context),
    helpers: createHelperStore(context),
    instanceSettings: createInstanceSettingsStore(context),
    deployments: createDeploymentStore(context),
    operations: createOperationStore(context),
    keys: createKeyStore(context),
    people: createPersonStore(context),
    tokens: createTokenStore(context),
    audit: createAuditStore(context),
    close: () => database.destroy(),
  }
  return {
    store,
    links: createLinkStore(context),
    values: createValueStore(context),
    mail: createMailStore(context),
    secondFactors: createSecondFactorStore(context),
    passkeys: createPasskeyStore(context),
    database,
    encryption,
  }
}

/** Before SQLite opens it: the files that SQLite puts beside it get the same mode. */
async function makePrivate(file: string): Promise<void> {
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.chmod(0o600)
  } finally {
    await handle.close()
  }
}

async function hasSecrets(database: Kysely<StoreSchema>): Promise<boolean> {
  const instance = await database.selectFrom('instance').select('id').limit(1).executeTakeFirst()
  const value = await database.selectFrom('managerValue').select('name').limit(1).executeTakeFirst()
  return instance !== undefined || value !== undefined
}
