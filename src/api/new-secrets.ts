import type { InstanceSecrets } from '../domain/instance.ts'
import { newId, newSecret } from '../lib/ids.ts'

/** Made of small letters and digits, so that it can also be typed: 80 bits. */
export const newAdminPassword = (): string => newId('', 16)

/** The secrets of a new instance. */
export const newInstanceSecrets = (): InstanceSecrets => ({
  adminPassword: newAdminPassword(),
  restKey: newSecret(),
  secretKey: newSecret(32),
  databasePassword: newSecret(),
  databaseAdminPassword: newSecret(),
})
