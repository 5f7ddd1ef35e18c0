import { describe, expect, it } from 'vitest'
import { resolverError, toResolverFault } from './resolver-fault.ts'

const plan = { lines: ['otree==6.0.15', 'psycopg2-binary', 'numpy==99.0'], pythons: ['3.12'], notices: [] }

const outputs = {
  'wrong-python': [
    '  * Error: This version of oTree is only compatible with these Python versions:\n  * 3.10, 3.11, 3.12, 3.13, 3.14',
    'This version of oTree is not compatible with Python 3.9.',
    'This version of oTree requires Python 3.7.x.',
    'Because the current Python version (3.12.1) does not satisfy Python>=3.13 and thing==1.0 depends on Python>=3.13',
  ],
  'no-network': ['error: Failed to fetch: `https://example.org/simple/otree/`\n  cause: dns error: failed to lookup address information'],
  'disk-full': ['error: failed to write to file: No space left on device (os error 28)'],
  unresolvable: ['  × No solution found when resolving dependencies:\n  ╰─▶ Because there is no version of numpy==99.0 …'],
} as const

describe('toResolverFault', () => {
  it.each(Object.entries(outputs))('recognises %s', (fault, texts) => {
    for (const text of texts) expect(toResolverFault(text)).toBe(fault)
  })
})

describe('resolverError', () => {
  it('shows the resolver’s own words, and names the line', () => {
    const [text] = outputs.unresolvable
    const error = resolverError('unresolvable', text, plan)
    expect(error.code).toBe('project.unresolvable')
    expect(error.message).toContain(text.trim())
    expect(error.message).toContain('Change or remove the line "numpy==99.0"')
  })

  it('shows oTree’s own sentence about Pythons', () => {
    const error = resolverError('wrong-python', outputs['wrong-python'][0], plan)
    expect(error.code).toBe('project.unsupported_otree')
    expect(error.message).toContain('3.10, 3.11, 3.12, 3.13, 3.14')
  })

  it('does not blame the project for the network or the disk', () => {
    expect(resolverError('no-network', outputs['no-network'][0], plan).code).toBe('engine.unavailable')
    expect(resolverError('disk-full', outputs['disk-full'][0], plan).code).toBe('disk_full')
  })

  it('shortens what a failing build prints in thousands of lines, and keeps it in the facts', () => {
    const output = Array.from({ length: 5000 }, (_, index) => `line ${index}`).join('\n')
    const { message, facts } = resolverError('unresolvable', output, plan)
    expect(message.split('\n').length).toBeLessThan(40)
    expect(message).toContain('line 4999')
    expect(String(facts.log).length).toBe(8000)
  })
})
