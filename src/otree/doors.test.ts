import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Door, toCanonicalPath, toDoor, toSocketUser } from './doors.ts'

const page = (path: string): Door => toDoor({ path, isUpgrade: false })
const socket = (path: string): Door => toDoor({ path, isUpgrade: true })

describe('doors of pages', () => {
  it.each(['/ExportPageTimes', '/chat_export', '/ExportChat', '/ExportSessionWide/abcd1234', '/logout', '/ExportWide?session_code=x'])(
    '%s is for admins',
    (path) => expect(page(path)).toBe('admin'),
  )

  it.each(['/SaveDB', '/browser_bot_start'])('%s is for nobody', (path) => expect(page(path)).toBe('blocked'))

  it.each([
    '/',
    '/login',
    '/demo',
    '/p/abcd1234/solo/Survey/1',
    '/room/econ?participant_label=PC01',
    '/join/xyz',
    '/InitializeParticipant/abcd1234',
    '/static/otree/js/common.js',
    '/api/sessions',
    '/export',
    '/create_session',
    '/room_without_session/econ',
  ])('%s is left to oTree', (path) => expect(page(path)).toBe('open'))
})

describe('doors of WebSockets', () => {
  it.each([
    '/export',
    '/create_session',
    '/create_demo_session',
    '/delete_sessions',
    '/session_monitor/abcd',
    '/room_without_session/econ',
  ])('%s is for admins', (path) => {
    expect(socket(path)).toBe('admin')
    expect(toSocketUser(path)).toBe('admin')
  })

  it.each(['/browser_bot_wait', '/browser_bots_client/abcd'])('%s is for nobody', (path) => expect(socket(path)).toBe('blocked'))

  it.each(['/wait_page?a=1', '/live', '/chat', '/auto_advance?x', '/wait_for_session_in_room?room_name=econ'])(
    '%s is a participant’s',
    (path) => {
      expect(socket(path)).toBe('open')
      expect(toSocketUser(path)).toBe('participant')
    },
  )

  it('are those that oTree opens to everybody in DEMO mode, and no others', () => {
    const demo = (path: string): Door => toDoor({ path, isUpgrade: true, authLevel: 'DEMO' })
    expect(demo('/create_demo_session')).toBe('open')
    expect(demo('/session_monitor/abcd')).toBe('open')
    expect(demo('/delete_sessions')).toBe('admin')
    expect(demo('/export')).toBe('admin')
  })
})

describe('no spelling slips past', () => {
  const guarded = ['/ExportPageTimes', '/ExportChat', '/chat_export', '/ExportSessionWide/abcd', '/SaveDB', '/browser_bot_start', '/logout']
  const guardedSockets = [
    '/export',
    '/delete_sessions',
    '/create_session',
    '/session_monitor/ab',
    '/room_without_session/r',
    '/browser_bot_wait',
  ]

  /** One character as itself, in the other case, or percent-encoded once or twice. */
  const disguise = (path: string): fc.Arbitrary<string> =>
    fc
      .array(fc.constantFrom('plain', 'case', 'percent', 'twice'), { minLength: path.length, maxLength: path.length })
      .map((ways) => [...path].map((letter, at) => toDisguised(letter, at === 0 ? 'plain' : (ways[at] ?? 'plain'))).join(''))

  const decorate = (path: string): fc.Arbitrary<string> =>
    fc
      .tuple(
        fc.constantFrom('', '/', '//', '/.', '/x/..', '/%2e'),
        disguise(path),
        fc.constantFrom('', '/', '//', '%2F', '%0A', '\n', '%00', '%20', '?', '?a=b', '#x', '/?', '%C0'),
      )
      .map((parts) => parts.join(''))

  it('past the doors of pages', () => {
    fc.assert(fc.property(fc.constantFrom(...guarded).chain(decorate), (path) => void expect(page(path)).not.toBe('open')))
  })

  it('past the doors of WebSockets', () => {
    fc.assert(fc.property(fc.constantFrom(...guardedSockets).chain(decorate), (path) => void expect(socket(path)).not.toBe('open')))
  })

  it('and what oTree’s own router would match is never left open', () => {
    const alphabet = fc.constantFrom('e', 'E', 'x', 'port', 'export', '/', '%2f', '%65', '%0a', '\n', '?', '.', '%')
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 12 }), (parts) => {
        const path = `/${parts.join('')}`
        if (otreeWouldMatch(path, /^\/export\n?$/)) expect(socket(path)).toBe('admin')
      }),
      { numRuns: 2000 },
    )
  })

  it('a canonical path stays as it is', () => {
    fc.assert(fc.property(fc.webPath(), (path) => void expect(toCanonicalPath(toCanonicalPath(path))).toBe(toCanonicalPath(path))))
  })
})

/** As uvicorn 0.13.4 and Starlette 0.14.1 do it: cut at `?`, decode once, match. */
function otreeWouldMatch(target: string, pattern: RegExp): boolean {
  const raw = target.split('?', 1)[0] ?? ''
  return pattern.test(raw.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))))
}

function toDisguised(letter: string, way: string): string {
  const hex = letter.charCodeAt(0).toString(16)
  if (way === 'case') return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
  if (way === 'percent') return `%${hex}`
  return way === 'twice' ? `%25${hex.toUpperCase()}` : letter
}
