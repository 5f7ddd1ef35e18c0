import { describe, expect, it } from 'vitest'
import type { IndexSettings } from '../../../lib/package-index.ts'
import { reasonIn } from './find-missing.ts'
import { isAboutMistakenName, missingError } from './missing-packages.ts'
import { resolverError, toResolverFault } from './resolver-fault.ts'

const plan = {
  lines: ['otree==6.0.15', 'psycopg2-binary', 'numpy==99.0', 'greeting @ git+https://git.example.edu/greeting.git'],
  pythons: ['3.12'],
  notices: [],
  unpinned: null,
}
const settings: IndexSettings = {
  packageIndexUrl: 'https://index.example.edu/simple',
  httpsProxy: 'http://berta:s3cret%2Fword@proxy.example.edu:3128',
  noProxy: null,
  extraCaFile: null,
}
const attempt = { plan, settings }

const outputs = {
  'wrong-python': [
    '  * Error: This version of oTree is only compatible with these Python versions:\n  * 3.10, 3.11, 3.12, 3.13, 3.14',
    'This version of oTree is not compatible with Python 3.9.',
    'This version of oTree requires Python 3.7.x.',
    'Because the current Python version (3.12.1) does not satisfy Python>=3.13 and thing==1.0 depends on Python>=3.13',
  ],
  'no-name': [
    'error: Failed to fetch: `https://index.example.edu/simple/otree/`\n  cause: dns error: failed to lookup address information',
  ],
  'unknown-ca': ['error: Failed to fetch: https://index.example.edu/simple/otree/\n  cause: invalid peer certificate: UnknownIssuer'],
  'proxy-unreachable': [
    '  cause: tunnel error: failed to create underlying connection\n  cause: tcp connect error\n  cause: Connection refused (os error 111)',
  ],
  'proxy-password': [
    '  cause: client error (Connect)\n  cause: tunnel error: proxy authorization required',
    "fatal: unable to access 'https://git.example.edu/greeting.git/': CONNECT tunnel failed, response 407",
  ],
  'proxy-refuses': [
    'error: Failed to fetch: https://index.example.edu/simple/otree/\n  cause: tunnel error: unsuccessful',
    "fatal: unable to access 'https://git.example.edu/greeting.git/': CONNECT tunnel failed, response 403",
  ],
  'disk-full': ['error: failed to write to file: No space left on device (os error 28)'],
  unresolvable: [
    '  × Failed to build `spy==1.0`\n  ╰─▶ Call to `setuptools.build_meta.build_wheel` failed (exit status: 1)\n      [stderr]\n      Connection refused',
    '  × No solution found when resolving dependencies:\n  ╰─▶ Because there is no version of numpy==99.0 …',
  ],
} as const

describe('toResolverFault', () => {
  it.each(Object.entries(outputs))('recognises %s', (fault, texts) => {
    for (const text of texts) expect(toResolverFault(text)).toBe(fault)
  })
})

it('what a build prints is told apart from the installer’s words also after a million empty lines', () => {
  const emptyLines = '\n'.repeat(3_000_000)
  expect(toResolverFault(`${emptyLines}[stderr]x\n  [stdout] \r\nConnection refused`)).toBe('unresolvable')
  expect(toResolverFault(`  [stderr] ${emptyLines}Connection refused`)).toBe('unresolvable')
})

describe('resolverError', () => {
  it('shows the resolver’s own words, and names the line', () => {
    const [, text] = outputs.unresolvable
    const error = resolverError('unresolvable', text, attempt)
    expect(error.code).toBe('project.unresolvable')
    expect(error.message).toContain(text.trim())
    expect(error.message).toContain('Change or remove the line "numpy==99.0"')
  })

  it('shows oTree’s own sentence about Pythons', () => {
    const error = resolverError('wrong-python', outputs['wrong-python'][0], attempt)
    expect(error.code).toBe('project.unsupported_otree')
    expect(error.message).toContain('3.10, 3.11, 3.12, 3.13, 3.14')
  })

  it('does not blame the project for the network or the disk', () => {
    expect(resolverError('no-name', outputs['no-name'][0], attempt).code).toBe('engine.unavailable')
    expect(resolverError('disk-full', outputs['disk-full'][0], attempt).code).toBe('disk_full')
  })

  it.each([
    ['unknown-ca', 'OTM_EXTRA_CA_FILE'],
    ['proxy-unreachable', 'The proxy http://proxy.example.edu:3128 cannot be reached'],
    ['proxy-password', 'does not accept the user and the password in HTTPS_PROXY'],
    ['proxy-refuses', 'does not let this server reach index.example.edu'],
  ] as const)('tells of %s what the administrator must mend, and nobody a password', (fault, sentence) => {
    const { code, message, facts } = resolverError(fault, outputs[fault][0], attempt)
    expect(code).toBe('engine.unavailable')
    expect(message).toContain(sentence)
    expect(message).toContain("Only the server's administrator")
    expect(facts).toMatchObject({ index: 'https://index.example.edu/simple', proxy: 'http://proxy.example.edu:3128', caFile: null })
    expect(message + JSON.stringify(facts)).not.toMatch(/s3cret|berta/)
  })

  it('takes a host that only the project names as a thing of the project', () => {
    const error = resolverError('proxy-refuses', outputs['proxy-refuses'][1], attempt)
    expect(error.code).toBe('project.unresolvable')
    expect(error.message).toContain('cannot be fetched from git.example.edu. Look whether the address in it is right')
  })

  it('shortens what a failing build prints in thousands of lines, and keeps it in the facts', () => {
    const output = Array.from({ length: 5000 }, (_, index) => `line ${index}`).join('\n')
    const { message, facts } = resolverError('unresolvable', output, attempt)
    expect(message.split('\n').length).toBeLessThan(40)
    expect(message).toContain('line 4999')
    expect(String(facts.log).length).toBe(8000)
  })
})

it.each([
  ['cause: Because pil was not found in the package registry and you require pil', 'unknown'],
  ['cause: Because there is no version of numpy==99.9 and you require numpy==99.9', 'no-such-version'],
  ['error: Failed to fetch: `https://example.org/x-1.0-py3-none-any.whl`', 'unreachable'],
  ['error: Failed to download and build `x @ git+https://example.org/x.git`\n  cause: Git operation failed', 'unreachable'],
  ['error: Failed to download and build `spy==1.0`\n  cause: The build backend returned an error', undefined],
])('a line with "%s" is %s', (output, why) => {
  expect(reasonIn(output)).toBe(why)
})

describe('missingError', () => {
  it('suggests what was meant, hides passwords, and blames the network where it is to blame', () => {
    const error = missingError(
      [
        { line: 'sklearn', why: 'unknown' },
        { line: 'x @ git+https://me:geheim@example.org/x.git', why: 'unreachable' },
      ],
      'log',
    )
    expect([error.code, error.message]).toEqual([
      'project.unresolvable',
      '2 packages of the requirements cannot be had: "sklearn" (the package is called scikit-learn), "x @ git+https://example.org/x.git" (this server cannot reach it). Change or remove the lines, and deploy again.',
    ])
    expect(missingError([{ line: 'x @ https://example.org/x.whl', why: 'unreachable' }], '').code).toBe('engine.unavailable')
  })

  it('knows a mistaken name in what uv says, and leaves others alone', () => {
    expect(isAboutMistakenName('sklearn', 'error: Failed to build `sklearn==0.0.post12`')).toBe(true)
    expect(isAboutMistakenName('sklearn', 'error: Failed to build `numpy==99`')).toBe(false)
    expect(isAboutMistakenName('numpy', 'error: Failed to build `numpy==99`')).toBe(false)
  })
})
