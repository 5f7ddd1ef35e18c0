import { expect, it } from 'vitest'
import type { DatabaseFact } from '../../domain/engine.ts'
import { toDatabaseChecks } from './check-databases.ts'

const fact = (instanceId: string, programs: DatabaseFact['programs'], major = 15): DatabaseFact => ({
  instanceId: instanceId as DatabaseFact['instanceId'],
  major,
  binDir: `/usr/lib/postgresql/${major}/bin`,
  programs,
  systemMajor: 17,
})

it('says which instances can be read, which may not be soon, and which cannot, with what to do', () => {
  const facts = [fact('i1', 'at-risk'), fact('i2', 'there', 17), fact('i3', 'at-risk'), fact('i4', 'missing', 14)]
  const [risky, fine, missing] = toDatabaseChecks(facts, (id) => `name-${id}`)
  expect(risky).toMatchObject({ state: 'warning', detail: expect.stringContaining('2 instances (name-i1, name-i3)') })
  expect(risky?.detail).toContain("The system's PostgreSQL is 17 meanwhile")
  expect(risky?.remedy).toContain('apt-mark manual postgresql-15')
  expect(fine).toEqual({ name: 'postgresql', state: 'ok', detail: 'PostgreSQL 17 reads the data of name-i2.', remedy: null })
  expect(missing).toMatchObject({ state: 'error', detail: expect.stringContaining('name-i4: that takes PostgreSQL 14') })
  expect(missing?.remedy).toMatch(/apt install postgresql-14.*OTM_POSTGRES_BIN_DIR/)
})

it('has nothing to say before the first instance', () => {
  expect(toDatabaseChecks([], String)).toEqual([])
})
