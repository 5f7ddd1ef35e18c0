import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ErrorGroup, ErrorGroups } from '../../domain/error-group.ts'
import { ErrorFinder } from './find-errors.ts'

function find(...texts: readonly string[]): ErrorGroups {
  const finder = new ErrorFinder()
  for (const text of texts) finder.push(text)
  return finder.read()
}

const header = (time: string, told = ''): string => `2026-11-23 ${time},120+0000 ERROR Exception in ASGI application${told}`
const library = '  File "/env/lib/python3.12/site-packages/otree/views/abstract.py", line 772, in post\n    self.call_user_defined()'
const own = (line: number): string =>
  `  File "/app/duo/__init__.py", line ${line}, in compute\n    return 1 / (player.answer - player.answer)\n           ~~^~~~`

/** As oTree prints it. */
const traceback = ({ time = '08:00:00', told = '', line = 14, end = 'ZeroDivisionError: division by zero' } = {}): string =>
  [header(time, told), 'Traceback (most recent call last):', library, own(line), end, '', ''].join('\n')

const only = (found: ErrorGroups): ErrorGroup => {
  expect(found.groups).toHaveLength(1)
  const [group] = found.groups
  if (!group) throw new Error('nothing was found')
  return group
}

describe('errors', () => {
  it('are put together when type, line and page are the same, those that happened last first', () => {
    const page = (name: string, who: string) => ` [page duo/${name}, participant ${who}]`
    const log = [
      '2026-11-23 07:59:00,000+0000 INFO Application startup complete.\n',
      traceback({ time: '08:00:00', told: page('Answer', '1a2b3c4d-1') }),
      traceback({ time: '08:01:00', told: page('Answer', '1a2b3c4d-2') }),
      traceback({ time: '08:02:00', told: page('Results', '1a2b3c4d-2'), line: 20, end: 'KeyError: 3' }),
      traceback({ time: '08:03:00', told: page('Answer', '1a2b3c4d-1') }),
    ].join('')
    const { groups, others } = find(log)
    expect(others).toBe(0)
    expect(groups.map(({ traceback: _, ...rest }) => rest)).toEqual([
      {
        ...{
          type: 'ZeroDivisionError',
          message: 'division by zero',
          file: 'duo/__init__.py',
          line: 14,
          function: 'compute',
          page: 'duo/Answer',
        },
        ...{ count: 3, participants: 2, firstAt: '2026-11-23T08:00:00.120Z', lastAt: '2026-11-23T08:03:00.120Z' },
      },
      {
        ...{ type: 'KeyError', message: '3', file: 'duo/__init__.py', line: 20, function: 'compute', page: 'duo/Results' },
        ...{ count: 1, participants: 1, firstAt: '2026-11-23T08:02:00.120Z', lastAt: '2026-11-23T08:02:00.120Z' },
      },
    ])
    expect(groups[0]?.traceback.split('\n').at(0)).toBe('Traceback (most recent call last):')
    expect(groups[0]?.traceback.split('\n').at(-1)).toBe('ZeroDivisionError: division by zero')
  })

  it('are the same wherever the text is cut in pieces', () => {
    const text = traceback() + traceback({ time: '08:01:00' }) + traceback({ line: 20 })
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length }), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.toSorted((one, other) => one - other), text.length]
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end))
        expect(find(...pieces)).toEqual(find(text))
      }),
    )
  })

  it('with a cause are one error, of the last type, with the whole story', () => {
    const cause = ['Traceback (most recent call last):', own(3), "KeyError: 'a'", '']
    const sentence = ['During handling of the above exception, another exception occurred:', '']
    const log = [
      header('08:00:00'),
      ...cause,
      ...sentence,
      'Traceback (most recent call last):',
      own(9),
      'ValueError: no a',
      '',
      'bye',
    ].join('\n')
    const group = only(find(log))
    expect(group).toMatchObject({ type: 'ValueError', line: 9, count: 1 })
    expect(group.traceback).toContain("KeyError: 'a'")
    expect(group.traceback).not.toContain('bye')
  })

  it('in templates and libraries name no line of the project', () => {
    const log = [
      header('08:00:00', ' [page duo/Results]'),
      'Traceback (most recent call last):',
      library,
      'otree.templating.errors.UndefinedVariable: x is not defined',
      '',
    ].join('\n')
    expect(only(find(log))).toMatchObject({
      file: null,
      line: null,
      page: 'duo/Results',
      type: 'otree.templating.errors.UndefinedVariable',
    })
  })

  it('that the project prints itself have no time of their own and nobody who saw them', () => {
    const log = `${traceback()}hello\nTraceback (most recent call last):\n${own(30)}\nOSError\n`
    const [last] = find(log).groups
    expect(last).toMatchObject({
      type: 'OSError',
      message: '',
      line: 30,
      page: null,
      participants: null,
      lastAt: '2026-11-23T08:00:00.120Z',
    })
  })

  it('are counted for the start of oTree in which most saw it: whoever saw it before and after has two numbers', () => {
    const seen = (who: string) => traceback({ told: ` [page duo/Answer, participant ${who}]` })
    const log = ['11111111-1', '11111111-2', '11111111-3', '22222222-1', '22222222-2'].map(seen).join('')
    expect(only(find(log))).toMatchObject({ count: 5, participants: 3 })
  })

  it('are found where a project lies outside of a sandbox, too', () => {
    const place = '  File "/srv/otm/instances/iabcdefgh/work/pabcdefgh/duo/__init__.py", line 4, in x'
    expect(only(find(['Traceback (most recent call last):', place, 'ValueError', ''].join('\n'))).file).toBe('duo/__init__.py')
  })
})

describe('hostile text', () => {
  it('of which no line ends takes no memory', () => {
    const finder = new ErrorFinder()
    const piece = 'x'.repeat(1024 * 1024)
    const before = process.memoryUsage().heapUsed
    for (let index = 0; index < 100; index++) finder.push(piece)
    expect(finder.read()).toEqual({ groups: [], others: 0 })
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50 * 1024 * 1024)
  })

  it('of endless forged tracebacks leaves a hundred kinds, each of bounded length', () => {
    const finder = new ErrorFinder()
    for (let index = 0; index < 3_000; index++) {
      finder.push(traceback({ line: index, told: ` [page a/b, participant 1a2b3c4d-${index}]`, end: `E${index}: ${'m'.repeat(5_000)}` }))
    }
    finder.push(`Traceback (most recent call last):\n${`${own(1)}\n`.repeat(20_000)}E: deep\n`)
    const { groups, others } = finder.read()
    expect(groups).toHaveLength(100)
    expect(others).toBe(2_901)
    expect(groups[0]).toMatchObject({ type: 'E', message: 'deep', line: 1 })
    expect(groups[0]?.traceback).toContain('lines are left out')
    for (const { message, traceback: text } of groups) {
      expect(message.length).toBeLessThan(310)
      expect(text.length).toBeLessThan(20_000)
    }
  })

  it('whatever it is, is read without a fault', () => {
    const piece = fc.constantFrom(
      'Traceback (most recent call last):',
      header('25:61:99'),
      '  File "',
      own(7),
      'E: 1',
      '',
      ' ',
      '2026',
      'During handling of the above exception, another exception occurred:',
      '\0',
      '\u{1f600}',
    )
    fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (lines) => void find(lines.join('\n'))))
  })
})
