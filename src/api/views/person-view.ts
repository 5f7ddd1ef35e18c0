import type { z } from 'zod'
import type { ApiToken, DeployKey, Person } from '../../domain/person.ts'
import type { Passkey } from '../../domain/second-factor.ts'
import type { KeyAnswer } from '../contract/key.ts'
import type { PasskeyAnswer } from '../contract/passkey.ts'
import type { PersonAnswer } from '../contract/person.ts'
import type { apiToken } from '../contract/token.ts'

export const toPersonView = ({ id: _, ...person }: Person): PersonAnswer => person

export const toKeyView = ({ id, username, name, type, fingerprint, createdAt, lastUsedAt }: DeployKey): KeyAnswer => ({
  id,
  username,
  name,
  type,
  fingerprint,
  createdAt,
  lastUsedAt,
})

export const toTokenView = (token: ApiToken): z.input<typeof apiToken> => ({ ...token })

export const toPasskeyView = ({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyAnswer => ({ id, name, createdAt, lastUsedAt })
