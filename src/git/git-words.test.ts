import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeLeftOut, findEnvironments, findLeftOut } from './archives/left-out.ts'
import { checkTree } from './check-tree.ts'
import { toCommitCommands } from './fast-import.ts'
import { receivePackService, toDirectProgram, uploadPackService } from './git-services.ts'
import { type HookServer, startHookServer, toPlainLines } from './hook-server.ts'
import { parseTree } from './tree-listing.ts'

const object = 'a'.repeat(40)

describe('parseTree', () => {
  it('reads files, links and submodules', () => {
    const listing = [
      `100755 blob ${object}      12\trun me.sh`,
      `120000 blob ${object}       3\ta\tb`,
      `160000 commit ${object}       -\tgames`,
      '',
    ]
    expect(parseTree(listing.join('\0'))).toEqual([
      { kind: 'file', object, bytes: 12, path: 'run me.sh' },
      { kind: 'link', object, bytes: 3, path: 'a\tb' },
      { kind: 'submodule', object, bytes: 0, path: 'games' },
    ])
  })

  it('stumbles over kinds that git does not have', () => {
    expect(() => parseTree(`060000 blob ${object} 1\tdevice\0`)).toThrow('unknown kind')
  })
})

describe('checkTree', () => {
  const limits = { files: 2, bytes: 100, links: 1, linkBytes: 10 }
  const file = (path: string, bytes = 1, kind: 'file' | 'link' = 'file') => ({ kind, object, bytes, path })

  it.each([
    ['many files', [file('a'), file('b'), file('c')], 'too_large'],
    ['many bytes', [file('a', 60), file('b', 60)], 'too_large'],
    ['many links', [file('a', 1, 'link'), file('b', 1, 'link')], 'too_large'],
    ['a link with a novel for a target', [file('a', 11, 'link')], 'project.unsafe_link'],
    ['a path twice', [file('a'), file('a')], 'invalid_input'],
    ['a file that is a folder', [file('a', 1, 'link'), file('a/b')], 'invalid_input'],
  ])('refuses %s', (_title, entries, code) => {
    expect(() => checkTree(entries, limits)).toThrow(expect.objectContaining({ code }))
  })
})

describe('what an upload leaves out', () => {
  it.each([
    ['shop/__pycache__/a.pyc', 'shop/__pycache__'],
    ['.git/objects/ab/cd', '.git'],
    ['venv/bin/python', 'venv'],
    ['web/node_modules/x/y', 'web/node_modules'],
    ['db.sqlite3', 'db.sqlite3'],
    ['old.otreezip', 'old.otreezip'],
    ['settings.py', null],
    ['venv.py', null],
    ['_static/environment/x.png', null],
  ])('is, of %s: %s', (path, leftOut) => {
    expect(findLeftOut(path)).toBe(leftOut)
  })

  it('knows virtual environments by their mark', () => {
    expect(findEnvironments(['my env/pyvenv.cfg', 'settings.py', 'pyvenv.cfg'])).toEqual(['my env'])
  })

  it('is named, shortly', () => {
    expect(describeLeftOut(new Set())).toBeNull()
    expect(describeLeftOut(new Set(Array.from({ length: 10 }, (_, index) => `f${index}`)))).toMatch(/"f7" and 2 more\.$/)
  })
})

describe('commands for git fast-import', () => {
  it('cannot be broken out of by names', () => {
    const author = { name: 'Eve>\nfrom refs/heads/x <', email: 'e@x>\n' }
    const commands = toCommitCommands({
      parent: null,
      author,
      message: 'done\nreset refs/heads/main',
      files: [{ path: 'a "b"', executable: true, mark: 7 }],
    })
    expect(commands).toMatch(/^author Evefrom refs\/heads\/x <e@x> \d+ \+0000$/m)
    expect(commands).toContain('data 26\ndone\nreset refs/heads/main\ndeleteall\nM 100755 :7 "a \\"b\\""\n')
  })
})

describe('arguments of git', () => {
  it('take pushes checked, hidden refs apart, and by the hooks of the manager alone', () => {
    const { args } = toDirectProgram(receivePackService({ repository: '/r', hooksDirectory: '/h', maxPushMib: 200 }))
    for (const setting of [
      'core.hooksPath=/h',
      'receive.fsckObjects=true',
      'transfer.hideRefs=refs/otm',
      `receive.maxInputSize=${201 * 1024 ** 2}`,
    ]) {
      expect(args).toContain(setting)
    }
    expect(args.slice(-2)).toEqual(['receive-pack', '/r'])
  })

  it('serve clones without what is hidden', () => {
    expect(toDirectProgram(uploadPackService('/r')).args).toContain('transfer.hideRefs=refs/otm')
  })
})

describe('lines for people', () => {
  it('have no control characters, whatever a build prints', () => {
    expect(toPlainLines('a\u001b[1mb\u001b]0;title\u0007c\r\n\td\u009b31me')).toEqual(['abc', '\tde'])
  })
})

describe('where hooks ask', () => {
  let directory: string
  let server: HookServer
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'otm-hooks-'))
    server = await startHookServer(join(directory, 'hook.sock'), async ({ token }, say) => {
      if (token !== 'known') throw new Error('unknown')
      say('one\ntwo')
      return 0
    })
  })
  afterEach(async () => {
    await server.close()
    await rm(directory, { recursive: true })
  })

  const ask = (question: string): Promise<string> => {
    const socket = connect(join(directory, 'hook.sock'))
    socket.write(`${question}\n`)
    const answer = text(socket)
    socket.on('data', (chunk) => {
      if (String(chunk).includes('exit')) socket.end()
    })
    return answer
  }
  const question = (token: string) => JSON.stringify({ token, hook: 'pre-receive', updates: [], quarantine: null })

  it('gives lines and an exit code', async () => {
    expect(await ask(question('known'))).toBe('{"line":"one"}\n{"line":"two"}\n{"exit":0}\n')
  })

  it.each([
    ['a token that is unknown', question('other')],
    ['noise', '{"token":1}'],
    ['more noise', '%'],
  ])('declines %s', async (_title, asked) => {
    expect(await ask(asked)).toContain('"exit":1')
  })
})
