import type { InstanceSecrets } from '../domain/instance.ts'
import { newId, newSecret } from '../lib/ids.ts'

/** The secrets of a new instance. The admin password is made of small letters and digits, so that it can also be typed: 80 bits. */
export const newInstanceSecrets = (): InstanceSecrets => ({
  adminPassword: newId('', 16),
  restKey: newSecret(),
  secretKey: newSecret(32),
  databasePassword: newSecret(),
  databaseAdminPassword: newSecret(),
})
