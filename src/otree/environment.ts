import type { Instance, InstanceSecrets } from '../domain/instance.ts'
import type { Variables } from '../domain/variables.ts'

/** The environment variables with which oTree 5 and 6 are configured. DATABASE_URL, PATH and the like are the engine's.
 * SECRET_KEY is read by settings.py of newer projects, OTREE_SECRET_KEY by some older ones; FORWARDED_ALLOW_IPS lets oTree believe the
 * gateway, the only one who reaches it, that people came by HTTPS.
 * @param own what people set for their code; it cannot take the place of ours */
export function toOtreeEnvironment(
  instance: Pick<Instance, 'authLevel' | 'production'>,
  secrets: Pick<InstanceSecrets, 'adminPassword' | 'restKey' | 'secretKey'>,
  own: Variables = {},
): Record<string, string> {
  return {
    ...own,
    OTREE_ADMIN_PASSWORD: secrets.adminPassword,
    OTREE_AUTH_LEVEL: instance.authLevel,
    OTREE_PRODUCTION: instance.production ? '1' : '0',
    OTREE_REST_KEY: secrets.restKey,
    SECRET_KEY: secrets.secretKey,
    OTREE_SECRET_KEY: secrets.secretKey,
    FORWARDED_ALLOW_IPS: '*',
  }
}
