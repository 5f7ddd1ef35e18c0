import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseGitCommand } from './parse-command.ts'

describe('parseGitCommand', () => {
  it.each([
    ["git-receive-pack '/otree1'", 'receive-pack'],
    ["git-receive-pack 'otree1'", 'receive-pack'],
    ["git-receive-pack '/otree1.git'", 'receive-pack'],
    ["git-upload-pack '/otree1/'", 'upload-pack'],
    ["git receive-pack '/otree1.git/'", 'receive-pack'],
    ['git-upload-pack "otree1"', 'upload-pack'],
    ['git-upload-pack /otree1', 'upload-pack'],
  ])('understands %s', (command, verb) => {
    expect(parseGitCommand(command)).toEqual({ verb, name: 'otree1' })
  })

  it.each([
    "git-receive-pack '/../etc'",
    "git-receive-pack '/a/b'",
    "git-receive-pack ''",
    "git-upload-pack '/Otree1'",
    "git-upload-pack '//otree1'",
  ])('takes %s for a name that no instance has', (command) => {
    expect(parseGitCommand(command)?.name).toBeNull()
  })

  it.each([
    '',
    'sh',
    'git-receive-pack',
    "git-receive-pack '/otree1'; id",
    "git-receive-pack '/otree1' '/otree2'",
    'git-receive-pack /otree1;id',
    'git-receive-pack $(id)',
    "git-upload-archive '/otree1'",
    "GIT-RECEIVE-PACK '/otree1'",
    "git-receive-pack --upload-pack=x '/otree1'",
    'scp -t /tmp',
    "git-receive-pack '/otree1'\nid",
  ])('is deaf to %j', (command) => {
    expect(parseGitCommand(command)).toBeUndefined()
  })

  it('gives a safe name or none, whatever is asked', () => {
    const parts = fc.constantFrom(
      'git',
      '-',
      ' ',
      'receive-pack',
      'upload-pack',
      "'",
      '"',
      '/',
      'otree1',
      '.git',
      '..',
      ';',
      '\n',
      '$',
      '`',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (words) => {
        expect(parseGitCommand(words.join(''))?.name ?? 'none').toMatch(/^[a-z0-9-]+$/)
      }),
    )
  })
})
