import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../domain/person.ts'
import { gitEnv } from '../git-command.ts'
import { receivePackService } from '../git-services.ts'
import { parseCgiHead } from './cgi-answer.ts'
import { findBackendFault, toBackendProgram } from './http-backend.ts'
import { endMark, hasSideBand, SideBand, toMessage } from './side-band.ts'
import { findPassword } from './sign-in.ts'
import { VisitLog } from './visit-log.ts'

const packet = (text: string): string => (text.length + 4).toString(16).padStart(4, '0') + text

describe('findPassword', () => {
  const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

  it.each([
    [basic('berta:otm_x'), 'otm_x'],
    [basic(':otm_x'), 'otm_x'],
    [basic('berta:a:b'), 'a:b'],
    [basic('berta:').replace('Basic', 'basic'), undefined],
    [basic('berta'), undefined],
    ['Bearer otm_x', undefined],
    ['Basic ???', undefined],
    [undefined, undefined],
  ])('of %s is %s', (header, password) => {
    expect(findPassword(header)).toBe(password)
  })
})

describe('SideBand', () => {
  const answer = `${packet('\u0002building\n')}${packet('\u0001000eunpack ok\n')}0000`

  it('gives whole packets only, however they arrive, and holds the end back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }), (sizes) => {
        const bands = new SideBand()
        let given = ''
        for (let at = 0, turn = 0; at < answer.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1
          given += bands.take(Buffer.from(answer.slice(at, at + size))).toString()
          at += size
          const whole = [0, packet('\u0002building\n').length, answer.length - 4]
          expect(whole).toContain(given.length)
        }
        expect({ given, isOver: bands.isOver }).toEqual({ given: answer.slice(0, -4), isOver: true })
      }),
    )
  })

  it('gives the end after all when it was none', () => {
    const bands = new SideBand()
    bands.take(Buffer.from('0000'))
    expect(bands.take(Buffer.from(packet('x'))).toString()).toBe(`0000${packet('x')}`)
    expect(bands.isOver).toBe(false)
  })

  it('does not stumble over what is no packet', () => {
    expect(new SideBand().take(Buffer.from('not a packet')).toString()).toBe('not a packet')
  })
})

describe('a message', () => {
  it('is a packet on the band that git shows', () => {
    expect(toMessage('hello\n').toString()).toBe('000b\u0002hello\n')
    expect(toMessage('no', 'failure').toString()).toBe('0007\u0003no')
    expect(endMark.toString()).toBe('0000')
  })

  it('that is very long is several', () => {
    const bytes = toMessage('x'.repeat(70_000))
    expect(bytes.length).toBe(70_000 + 2 * 5)
    expect(new SideBand().take(bytes).length).toBe(bytes.length)
  })
})

describe('hasSideBand', () => {
  const line = `${'0'.repeat(40)} ${'a'.repeat(40)} refs/heads/main\0 report-status side-band-64k agent=git/2`

  it.each([
    [packet(line), true],
    [packet(line).slice(0, 60), undefined],
    ['00', undefined],
    [packet(line.replace('side-band-64k', 'quiet')), false],
    [packet('side-band-64k'), false],
    ['0000', false],
    ['garbage', false],
  ])('%j: %s', (begun, expected) => {
    expect(hasSideBand(Buffer.from(begun))).toBe(expected)
  })
})

it('reads the head of a CGI answer', () => {
  expect(parseCgiHead('Status: 403 Forbidden\r\nContent-Type: text/plain\r\nnonsense')).toEqual({
    status: 403,
    headers: { 'Content-Type': 'text/plain' },
  })
  expect(parseCgiHead('Expires: never').status).toBe(200)
})

describe('git http-backend', () => {
  const headers = { 'content-type': 'application/x-git-receive-pack-request', 'git-protocol': 'version=2', authorization: 'Basic c2VjcmV0' }
  const asked = { request: { headers } as never, isFirst: false, from: '10.0.0.1', username: 'berta' }
  const { args, env } = toBackendProgram(receivePackService({ repository: '/r', hooksDirectory: '/h', maxPushMib: 200 }), asked)

  it('gets the settings of SSH by its environment, and answers only what was asked', () => {
    expect(args).toEqual(['http-backend'])
    expect(env).toMatchObject({
      PATH_TRANSLATED: '/r/git-receive-pack',
      REQUEST_METHOD: 'POST',
      REMOTE_USER: 'berta',
      GIT_PROTOCOL: 'version=2',
    })
    const settings = Object.fromEntries(
      Array.from({ length: Number(env.GIT_CONFIG_COUNT) }, (_, index) => [
        env[`GIT_CONFIG_KEY_${index}`],
        env[`GIT_CONFIG_VALUE_${index}`],
      ]),
    )
    expect(settings).toMatchObject({
      'core.hooksPath': '/h',
      'receive.fsckObjects': 'true',
      'transfer.hideRefs': 'refs/otm',
      'http.receivepack': 'true',
      'http.uploadpack': 'false',
      'http.getanyfile': 'false',
    })
  })

  it('never gets the token', () => {
    expect(JSON.stringify({ args, env })).not.toContain('c2VjcmV0')
  })

  it('that is missing is told with the next step', async () => {
    expect(await findBackendFault()).toBeNull()
    expect(await findBackendFault({ ...gitEnv(), GIT_EXEC_PATH: '/nonexistent' })).toContain('lacks git-http-backend (in /nonexistent)')
  })
})

describe('the log of visits', () => {
  const row = { who: 'berta', action: 'git.push', thing: 'instance:a', by: 'token', from: null, result: 'allowed', detail: null } as const

  function open(): { readonly log: VisitLog; readonly rows: unknown[]; pass(ms: number): void } {
    const rows: unknown[] = []
    let now = 0
    const toPass = (ms: number): void => {
      now += ms
    }
    const add = async (entry: Omit<AuditEntry, 'id' | 'at'>): Promise<void> => void rows.push(entry)
    return { log: new VisitLog({ add }, () => now), rows, pass: toPass }
  }

  it('has one row for the requests of one push, and one for the next push', async () => {
    const { log, rows } = open()
    await log.write(row, { isFirst: true })
    await log.write(row, { isFirst: false })
    expect(rows).toHaveLength(1)
    await log.write(row, { isFirst: true })
    expect(rows).toHaveLength(2)
  })

  it('has a row for whoever comes without having asked first, asks for something else, or comes much later', async () => {
    const { log, rows, pass } = open()
    await log.write(row, { isFirst: false })
    await log.write({ ...row, thing: 'instance:b' }, { isFirst: false })
    await log.write({ ...row, result: 'refused' }, { isFirst: false })
    pass(11 * 60_000)
    await log.write(row, { isFirst: false })
    expect(rows).toHaveLength(4)
  })

  it('is not filled by strangers', async () => {
    const { log, rows } = open()
    for (let attempt = 0; attempt < 310; attempt++) await log.write({ ...row, who: null, result: 'refused' }, { isFirst: true })
    expect(rows).toHaveLength(300)
    await log.write(row, { isFirst: true })
    expect(rows).toHaveLength(301)
  })
})
