import { describe, expect, it } from 'vitest'
import { toFailureReason } from './log.ts'

const trace = `INFO:     Started
Traceback (most recent call last):
  File "/venv/bin/otree", line 8, in <module>
    sys.exit(execute_from_command_line())
  File "/app/settings.py", line 3, in <module>
    import effort
  File "/app/effort/__init__.py", line 12, in <module>
    x
  File "/venv/lib/python3.12/site-packages/otree/main.py", line 5, in f
    y
NameError: name 'x' is not defined
`

describe('toFailureReason', () => {
  it('names the error and the last line of the project’s own code', () => {
    expect(toFailureReason(trace)).toBe("NameError: name 'x' is not defined (effort/__init__.py, line 12)")
  })

  it('knows the code by the directory in which it ran', () => {
    expect(toFailureReason(trace.replaceAll('/app/', '/srv/work/p1/'), '/srv/work/p1')).toContain('(effort/__init__.py, line 12)')
    expect(toFailureReason(trace, '/elsewhere')).toBe("NameError: name 'x' is not defined")
  })

  it('takes the last of several tracebacks', () => {
    const second = trace.replace('NameError: name', 'KeyError:')
    expect(toFailureReason(`${trace}\nDuring handling of the above exception, another exception occurred:\n\n${second}`)).toContain(
      'KeyError',
    )
  })

  it('takes the sentence with which oTree ended itself', () => {
    expect(toFailureReason('INFO:     Started\nNo app folder named "effort".\n')).toBe('No app folder named "effort".')
  })

  it('says nothing about a log that says nothing', () => {
    expect(toFailureReason('INFO:     Started\n')).toBeUndefined()
    expect(toFailureReason('')).toBeUndefined()
  })
})
