import { join } from 'node:path'

/** Where everything lies in the data directory. Pure: nothing is made here. */
export interface DataLayout {
  readonly dataDir: string
  /** Everything that the manager knows: one SQLite file. */
  readonly database: string
  /** The key that encrypts secrets in the database, mode 0600. */
  readonly key: string
  readonly settingsFile: string
  /** Sockets, pids and locks of what runs now. */
  readonly runDir: string
  readonly managerSocket: string
  readonly managerPid: string
  readonly managerLock: string
  readonly gatewaySocket: string
  readonly gatewayPid: string
  /** The gateway's last route table. */
  readonly routesFile: string
  readonly logDir: string
  readonly managerLog: string
  readonly gatewayLog: string
  readonly operationLogDir: string
  /** What was measured of instances: one file each, named by its `siteId`. */
  readonly metricsDir: string
  /** What people were told of the manager's health. */
  readonly healthToldFile: string
  /** One directory per instance, named by its id. */
  readonly instancesDir: string
  /** One bare git repository per instance. */
  readonly repositoriesDir: string
  /** The SSH server's own host key. */
  readonly sshHostKey: string
  /** Copies of the database file from before migrations. */
  readonly storeBackupsDir: string
  /** Copies of instances' databases, one directory per instance, named by its id. */
  readonly backupsDir: string
}

export function toDataLayout(dataDir: string): DataLayout {
  const inDataDir = (...path: string[]): string => join(dataDir, ...path)
  return {
    dataDir,
    database: inDataDir('store.sqlite'),
    key: inDataDir('key'),
    settingsFile: inDataDir('settings.json'),
    runDir: inDataDir('run'),
    managerSocket: inDataDir('run', 'manager.sock'),
    managerPid: inDataDir('run', 'manager.pid'),
    managerLock: inDataDir('run', 'manager.lock'),
    gatewaySocket: inDataDir('run', 'gateway.sock'),
    gatewayPid: inDataDir('run', 'gateway.pid'),
    routesFile: inDataDir('run', 'routes.json'),
    logDir: inDataDir('log'),
    managerLog: inDataDir('log', 'manager.log'),
    gatewayLog: inDataDir('log', 'gateway.log'),
    operationLogDir: inDataDir('log', 'operations'),
    metricsDir: inDataDir('metrics'),
    healthToldFile: inDataDir('health-told.json'),
    instancesDir: inDataDir('instances'),
    repositoriesDir: inDataDir('repositories'),
    sshHostKey: inDataDir('ssh-host-key'),
    storeBackupsDir: inDataDir('store-backups'),
    backupsDir: inDataDir('backups'),
  }
}
