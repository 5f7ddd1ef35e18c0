import type { DatabaseAccess, InstanceSpec } from '../../../domain/engine.ts'
import type { InstancePaths } from '../paths.ts'
import { withClient } from './client.ts'
import { toScramVerifier } from './scram.ts'

/** How the manager reaches the server as super-user; database `template1`, since `otree` comes and goes. */
export const adminAccess = (paths: InstancePaths, password: string): DatabaseAccess => ({
  host: paths.postgresSocket,
  port: 5432,
  database: 'template1',
  user: 'otm',
  password,
})

export const otreeAccess = (paths: InstancePaths, instance: InstanceSpec): DatabaseAccess => ({
  host: paths.postgresSocket,
  port: 5432,
  database: 'otree',
  user: 'otree',
  password: instance.secrets.databasePassword,
})

/** Replaces the template's password by the instance's own; does nothing when that was done. */
export async function setPasswords(paths: InstancePaths, { secrets }: InstanceSpec, templateSecret: string): Promise<void> {
  const roles = { otree: await toScramVerifier(secrets.databasePassword), otm: await toScramVerifier(secrets.databaseAdminPassword) }
  const change = (password: string): Promise<void> =>
    withClient(adminAccess(paths, password), async (client) => {
      const alter = Object.entries(roles).map(([role, verifier]) => `ALTER ROLE ${role} PASSWORD '${verifier}'`)
      await client.query(`BEGIN; ${alter.join('; ')}; COMMIT`)
    })
  try {
    await change(templateSecret)
  } catch (error) {
    if (!isWrongPassword(error)) throw error
    await change(secrets.databaseAdminPassword)
  }
}

const isWrongPassword = (error: unknown): boolean => (error as { code?: unknown }).code === '28P01'
