import { describe, expect, it } from 'vitest'
import { placeInProject, toBootFailure, toNotReady } from './boot-failure.ts'

const traceback = `reading the stimuli
Traceback (most recent call last):
  File "/otm/serve.py", line 60, in set_up_otree
    otree.main.setup()
  File "/app/effort/__init__.py", line 12, in <module>
    from .tasks import tasks
  File "/app/effort/tasks.py", line 3, in <module>
    tasks = load()
  File "/env/lib/python3.12/site-packages/pandas/io.py", line 99, in load
    raise ValueError('no tasks')
ValueError: no tasks
`

describe('toBootFailure', () => {
  it('names the error and the last place in the project', () => {
    const error = toBootFailure(traceback)
    expect(error.code).toBe('project.boot_failed')
    expect(error.message).toBe(
      'oTree ended while it was starting this version. The last line of its output is: ValueError: no tasks (effort/tasks.py, line 3) Correct the project, and deploy it again.',
    )
    expect(error.facts).toEqual({ log: traceback })
  })

  it('gives the last line where there is no traceback, and says so where there is nothing', () => {
    expect(toBootFailure('A file is missing.\n\n').message).toContain('The last line of its output is: A file is missing.')
    expect(toBootFailure('').message).toContain('It said nothing.')
  })

  it('shortens what is too long for a sentence', () => {
    const { message } = toBootFailure(`  File "/app/${'a'.repeat(1000)}.py", line 3\nValueError: ${'x'.repeat(100_000)}\n`)
    expect(message).toContain(': ValueError: xxx')
    expect(message).toContain('xxx… (aaa')
    expect(message).toContain('aaa…, line 3)')
    expect(message.length).toBeLessThan(1000)
  })

  it('looks at a hostile line no longer than at another', () => {
    expect(placeInProject(`File "${'/srv/work/paaaaaaaa/x'.repeat(1_000_000)}`)).toBeNull()
    expect(placeInProject(`${traceback}File "${'/srv/work/paaaaaaaa/x'.repeat(1_000_000)}", line 1\n`)).toBe('effort/tasks.py, line 3')
  })

  it('keeps the end of a long log', () => {
    const { log } = toBootFailure(`${'x'.repeat(100_000)}\nTypeError: y\n`).facts
    expect(log).toHaveLength(16_384)
    expect(log).toMatch(/TypeError: y\n$/)
  })
})

it('finds the place also where there is no sandbox', () => {
  expect(placeInProject('  File "/srv/data/instances/iabcdefgh/work/pabcdefgh/settings.py", line 7, in <module>')).toBe(
    'settings.py, line 7',
  )
  expect(placeInProject('  File "/usr/lib/python3/os.py", line 7')).toBeNull()
})

it('a boot that takes too long is told in seconds', () => {
  expect(toNotReady('', 60_000)).toMatchObject({ code: 'engine.not_ready', message: expect.stringContaining('within 60 seconds') })
})
