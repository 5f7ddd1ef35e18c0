import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { ManagerError } from '../domain/error.ts'
import { toStartFault } from './start-fault.ts'

const withCode = (code: string): Error => Object.assign(new Error(`${code}: something, mkdir '/x'`), { code })

it.each([
  ['a full disk', withCode('ENOSPC'), 'disk_full', 'is full'],
  ['a full disk, as a program says it', new Error('initdb ended with 1: could not write: No space left on device'), 'disk_full', 'is full'],
  ['a full disk, as SQLite says it', Object.assign(new Error('database or disk is full'), { errcode: 13 }), 'disk_full', 'is full'],
  ['a read-only disk', withCode('EROFS'), 'data_unusable', 'cannot be written'],
  ["somebody else's directory", withCode('EACCES'), 'data_unusable', 'cannot be written'],
  ['a file in place of a directory', withCode('ENOTDIR'), 'data_unusable', 'is not a directory'],
])('%s is said in a sentence that names the directory and the next step', (_what, error, code, words) => {
  const fault = toStartFault(error, '/srv/otm')
  expect(fault).toMatchObject({ code, message: expect.stringMatching(/\/srv\/otm.*OTM_DATA_DIR/), cause: error })
  expect(fault).toMatchObject({ message: expect.stringContaining(words) })
})

it("SQLite's own error about a file that it cannot open is understood", () => {
  let thrown: unknown
  try {
    new DatabaseSync('/dev/null/x.sqlite')
  } catch (error) {
    thrown = error
  }
  expect(toStartFault(thrown, '/srv/otm')).toMatchObject({ code: 'data_unusable' })
})

it('what is in words already, and a fault of ours, stay as they are', () => {
  const [said, ours] = [new ManagerError('port_taken', 'Port 8000 is taken.'), new TypeError('x is not a function')]
  expect(toStartFault(said, '/srv/otm')).toBe(said)
  expect(toStartFault(ours, '/srv/otm')).toBe(ours)
})
