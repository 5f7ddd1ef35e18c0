import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRequirement, parseRequirement, RequirementFault } from './requirement.ts'

const roundTrip = (line: string): string => formatRequirement(parseRequirement(line))

describe('parseRequirement', () => {
  it.each([
    ['otree==6.0.15', 'otree==6.0.15'],
    ['oTree >= 5.10 , < 6', 'otree>=5.10,<6'],
    ['Flask_Login', 'flask-login'],
    ['requests[security, socks]~=2.31', 'requests[security,socks]~=2.31'],
    ['numpy (>=1.20)', 'numpy>=1.20'],
    ['numpy==2.1.0 ; python_version < "3.13"', 'numpy==2.1.0 ; python_version < "3.13"'],
    ['numpy==2.1.0;sys_platform=="linux"', 'numpy==2.1.0 ; sys_platform=="linux"'],
    ['thing @ https://example.org/thing-1.0.tar.gz', 'thing @ https://example.org/thing-1.0.tar.gz'],
    ['thing@git+https://example.org/thing.git@v1', 'thing @ git+https://example.org/thing.git@v1'],
    ['https://example.org/thing-1.0-py3-none-any.whl', 'https://example.org/thing-1.0-py3-none-any.whl'],
    ['git+https://example.org/thing.git@v1#egg=Thing', 'thing @ git+https://example.org/thing.git@v1#egg=Thing'],
    ['numpy==1.0 --hash=sha256:aa --hash=sha256:bb', 'numpy==1.0'],
  ])('reads %s', (line, expected) => {
    expect(roundTrip(line)).toBe(expected)
  })

  it.each([
    ['-e .', 'option -e'],
    ['--index-url https://evil.example/simple', 'option --index-url'],
    ['--extra-index-url=https://evil.example/simple', 'option --extra-index-url'],
    ['-i https://evil.example/simple', 'option -i'],
    ['--find-links ./wheels', 'option --find-links'],
    ['-c constraints.txt', 'option -c'],
    ['--pre', 'option --pre'],
    ['numpy --no-binary :all:', 'option --no-binary'],
    ['./thing', 'file or folder'],
    ['../thing', 'file or folder'],
    ['/etc/shadow', 'file or folder'],
    ['~/thing', 'file or folder'],
    ['C:\\thing', 'file or folder'],
    ['sub/folder', 'file or folder'],
    ['thing-1.0.whl', 'file or folder'],
    ['file:///etc/shadow', 'file or folder'],
    ['thing @ file:///etc/shadow', 'file or folder'],
    ['thing @ ./wheels/thing.whl', 'file or folder'],
    ['git+file:///srv/secret', 'git+file'],
    ['git+ssh://git@example.org/thing', 'git+ssh'],
    ['http://example.org/thing.whl', 'by http: Only'],
    ['svn+https://example.org/thing', 'svn+https'],
    ['numpy==$\x7bVERSION}', 'variable'],
    ['numpy 1.0', 'which version of numpy'],
    ['numpy=1.0', 'which version of numpy'],
    ['???', 'cannot be understood'],
    ['numpy ; $(x)', 'condition'],
  ])('refuses %s', (line, reason) => {
    expect(() => parseRequirement(line)).toThrow(RequirementFault)
    expect(() => parseRequirement(line)).toThrow(reason)
  })

  it('gives either a fault, or one line that contains no option, path, variable or file address', () => {
    const fragments = fc.constantFrom(
      ' ',
      '-',
      '--',
      '/',
      '..',
      '@',
      'file:',
      'https://',
      ';',
      '==',
      '\n',
      '\\',
      '${',
      'numpy',
      '1.0',
      'a',
      '#',
      '"',
      '[',
      ']',
      '-r',
    )
    const lines = fc.oneof(
      fc.string(),
      fc.array(fragments, { maxLength: 8 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(lines, (line) => {
        let text = ''
        try {
          text = roundTrip(line)
        } catch (error) {
          expect(error).toBeInstanceOf(RequirementFault)
          return
        }
        expect(text).toMatch(/^([a-z0-9][a-z0-9-]*[[\]a-zA-Z0-9.,_-]*([<>=!~][^\s]*)?|([^\s@]+ @ )?(git\+)?https:\/\/[^\s]+)( ; [^$\\]*)?$/)
        expect(text).not.toContain('${')
      }),
      { numRuns: 2000 },
    )
  })
})
