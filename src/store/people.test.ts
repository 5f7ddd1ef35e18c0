import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { admin, username } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import { adminAc, defaultStatements, userAc } from 'better-auth/plugins/admin/access'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Username } from '../domain/names.ts'
import { newInstance, type TemporaryStore, temporaryStore } from './testing/temporary-store.ts'

let opened: TemporaryStore
beforeEach(async () => {
  opened = await temporaryStore()
})
afterEach(() => opened.remove())

const access = createAccessControl(defaultStatements)
const roles = { 'super-user': access.newRole(adminAc.statements), experimenter: access.newRole(userAc.statements) }
const authOptions = () => ({
  database: { db: opened.database, type: 'sqlite' as const },
  secret: 'a-secret-of-the-test-that-is-long-enough',
  baseURL: 'http://localhost:8000',
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: true, storage: 'database' as const },
  plugins: [username(), admin({ roles, defaultRole: 'experimenter', adminRoles: ['super-user'] })],
})
const signUp = (name: string) => {
  const body = { email: `${name}@example.org`, password: 'correct horse battery', name: name.toUpperCase(), username: name }
  return betterAuth(authOptions()).api.signUpEmail({ body })
}
const removeUser = (name: string) => opened.database.deleteFrom('user').where('username', '=', name).execute()
const berta = 'berta' as Username

describe('tables of better-auth', () => {
  it('are as better-auth itself would make them', async () => {
    const { toBeAdded, toBeCreated } = await getMigrations(authOptions())
    expect({ toBeAdded, toBeCreated }).toEqual({ toBeAdded: [], toBeCreated: [] })
  })

  it('take people whom better-auth adds', async () => {
    await signUp('berta')
    expect(await opened.store.people.get(berta)).toMatchObject({
      username: 'berta',
      name: 'BERTA',
      email: 'berta@example.org',
      role: 'experimenter',
      active: true,
      hasPassword: true,
      language: null,
      theme: null,
      instanceQuota: 0,
    })
    expect(await opened.store.people.findByEmail('Berta@Example.org')).toMatchObject({ username: 'berta' })
  })
})

describe('people', () => {
  it('are counted as super-users while they may sign in', async () => {
    for (const name of ['anna', 'berta', 'carl']) await signUp(name)
    await opened.database.updateTable('user').set({ role: 'super-user' }).where('username', 'in', ['anna', 'berta']).execute()
    await opened.database.updateTable('user').set({ banned: 1 }).where('username', '=', 'berta').execute()
    expect(await opened.store.people.countSuperUsers()).toBe(1)
    expect((await opened.store.people.list()).map(({ username, active }) => [username, active])).toEqual([
      ['anna', true],
      ['berta', false],
      ['carl', true],
    ])
  })

  it('without a password have not accepted their invitation', async () => {
    await signUp('berta')
    await opened.database.deleteFrom('account').execute()
    expect(await opened.store.people.get(berta)).toMatchObject({ hasPassword: false })
  })

  it('who own an instance cannot be deleted from under it', async () => {
    await signUp('berta')
    const { id } = await opened.store.instances.create(newInstance('otree1'))
    await expect(removeUser('berta')).rejects.toThrow('still owns instances')
    await opened.store.instances.update(id, { state: 'trashed', trashedAt: new Date().toISOString() })
    await expect(removeUser('berta')).rejects.toThrow('still owns instances')
    expect(await opened.store.people.find(berta)).toBeDefined()
  })

  it('take their keys, tokens and links along', async () => {
    await signUp('berta')
    const key = { username: berta, name: 'laptop', type: 'ssh-ed25519', fingerprint: 'SHA256:abc', publicKey: 'ssh-ed25519 AAAA' }
    await opened.store.keys.add(key)
    const { token } = await opened.store.tokens.create({ username: berta, name: 'laptop', scope: 'all', expiresAt: null })
    const secret = await opened.links.create({ kind: 'reset', username: berta, expiresAt: '2999-01-01T00:00:00.000Z' })
    await removeUser('berta')
    expect(await opened.store.keys.list(berta)).toEqual([])
    expect(await opened.store.tokens.verify(token)).toBeUndefined()
    expect(await opened.links.find('reset', secret)).toBeUndefined()
  })

  it('keep their instances and keys under a new username', async () => {
    await signUp('berta')
    const { id } = await opened.store.instances.create(newInstance('otree1'))
    await opened.database.updateTable('user').set({ username: 'berta2' }).where('username', '=', 'berta').execute()
    expect(await opened.store.instances.getById(id)).toMatchObject({ owner: 'berta2' })
  })
})
