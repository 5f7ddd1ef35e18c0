import { expect, it } from 'vitest'
import { toOtreeEnvironment } from './environment.ts'

const secrets = { adminPassword: 'geheim', restKey: 'rest', secretKey: 'secret' }

it('gives oTree its password, keys and level', () => {
  expect(toOtreeEnvironment({ authLevel: 'STUDY', production: true }, secrets)).toEqual({
    OTREE_ADMIN_PASSWORD: 'geheim',
    OTREE_AUTH_LEVEL: 'STUDY',
    OTREE_PRODUCTION: '1',
    OTREE_REST_KEY: 'rest',
    SECRET_KEY: 'secret',
    OTREE_SECRET_KEY: 'secret',
    FORWARDED_ALLOW_IPS: '*',
  })
})

it('writes debug mode as oTree reads it: "0" is not production', () => {
  expect(toOtreeEnvironment({ authLevel: 'DEMO', production: false }, secrets)).toMatchObject({
    OTREE_PRODUCTION: '0',
    OTREE_AUTH_LEVEL: 'DEMO',
  })
})

it('gives the code what people set for it, but not in the place of its own', () => {
  const own = { API_KEY: 'abc', OTREE_AUTH_LEVEL: 'none' }
  expect(toOtreeEnvironment({ authLevel: 'STUDY', production: true }, secrets, own)).toMatchObject({
    API_KEY: 'abc',
    OTREE_AUTH_LEVEL: 'STUDY',
  })
})
