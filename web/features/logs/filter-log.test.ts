import { describe, expect, it } from 'vitest'
import { filterLog } from './filter-log.ts'

const log = [
  '2026-11-23 08:00:00,120+0000 INFO Application startup complete.',
  'the project says hello',
  '2026-11-23 08:00:01,120+0000 ERROR Exception in ASGI application [page duo/Answer]',
  'Traceback (most recent call last):',
  '  File "/app/duo/__init__.py", line 14, in compute',
  '    return 1 / 0',
  'ZeroDivisionError: division by zero',
  '',
  'the project goes on',
]

describe('a log', () => {
  it('is shown whole when nothing is looked for', () => {
    expect(filterLog(log, { text: ' ', errorsOnly: false })).toEqual(log)
  })

  it('is searched whatever the case', () => {
    expect(filterLog(log, { text: 'PROJECT', errorsOnly: false })).toEqual(['the project says hello', 'the project goes on'])
    expect(filterLog(log, { text: '.*', errorsOnly: false })).toEqual([])
  })

  it('is reduced to its errors, which are tracebacks and what is marked as one', () => {
    expect(filterLog(log, { text: '', errorsOnly: true })).toEqual(log.slice(2, 7))
    expect(filterLog(log, { text: 'zero', errorsOnly: true })).toEqual(['ZeroDivisionError: division by zero'])
  })
})
