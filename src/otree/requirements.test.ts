import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isManagerError } from '../domain/error.ts'
import type { FileReader } from './requirement-lines.ts'
import { planRequirements } from './requirements.ts'

type Files = Readonly<Record<string, string>>
const reader =
  (files: Files): FileReader =>
  (path) =>
    Object.hasOwn(files, path) ? files[path] : undefined
const plan = (files: Files) => planRequirements(reader(files))
const planFor = (requirements: string) => plan({ 'requirements.txt': requirements })

function refusal(files: Files) {
  try {
    plan(files)
  } catch (error) {
    if (isManagerError(error)) return error
  }
  throw new Error('It was not refused.')
}

describe('planRequirements', () => {
  it('takes what oTree itself writes, with the driver ready-made', () => {
    const otreesOwn =
      '# oTree-may-overwrite-this-file\n# You can add your own requirements below.\notree==6.0.15\npsycopg2>=2.8.4\nsentry-sdk\n'
    expect(planFor(otreesOwn)).toEqual({
      lines: ['otree==6.0.15', 'psycopg2-binary>=2.8.4', 'sentry-sdk'],
      pythons: ['3.12', '3.13', '3.11', '3.10', '3.14'],
      notices: ['psycopg2-binary is installed in place of psycopg2 (requirements.txt, line 4): the same, without a compiler.'],
      unpinned: null,
    })
  })

  it('adds the driver when it is missing, and says so', () => {
    const { lines, notices } = planFor('otree==5.11.5\n')
    expect(lines).toEqual(['otree==5.11.5', 'psycopg2-binary'])
    expect(notices).toEqual(['psycopg2-binary is installed, too: oTree needs it for PostgreSQL.'])
  })

  it.each([
    ['psycopg2==2.8.4', 'psycopg2-binary>=2.8.4'],
    ['psycopg2-binary==2.8.6', 'psycopg2-binary>=2.8.6'],
    ['psycopg2-binary==2.9.10', 'psycopg2-binary==2.9.10'],
    ['psycopg2-binary<2.9', 'psycopg2-binary'],
    ['psycopg2; sys_platform == "win32"', 'psycopg2-binary'],
    ['psycopg2 @ https://example.org/psycopg2.tar.gz', 'psycopg2-binary'],
  ])('installs a driver that today’s Pythons have: %s becomes %s', (line, expected) => {
    expect(planFor(`otree==5.11.5\n${line}\n`).lines).toEqual(['otree==5.11.5', expected])
  })

  it('understands comments, empty lines, Windows ends of line, a byte order mark and continued lines', () => {
    const { lines } = planFor(
      '\uFEFF# mine\r\n\r\notree==6.0.15  # pinned\r\nnumpy \\\r\n  >=1.20\r\npandas#2\r\n'.replace('pandas#2', 'pandas'),
    )
    expect(lines).toEqual(['otree==6.0.15', 'numpy>=1.20', 'pandas', 'psycopg2-binary'])
  })

  it('follows -r inside the project', () => {
    const files = {
      'requirements.txt': '-r requirements/base.txt\n--requirement=requirements/more.txt\n-rextra.txt\n',
      'requirements/base.txt': '-r ../otree.txt\nnumpy\n',
      'requirements/more.txt': 'pandas\n',
      'extra.txt': 'pillow\n',
      'otree.txt': 'otree==6.0.15\n',
    }
    expect(plan(files).lines).toEqual(['otree==6.0.15', 'numpy', 'pandas', 'pillow', 'psycopg2-binary'])
  })

  it.each([
    ['-r /etc/shadow', 'outside'],
    ['-r ../secret.txt', 'outside'],
    ['-r a/../../secret.txt', 'outside'],
    ['-r ~/secret.txt', 'outside'],
    ['-r file:///etc/shadow', 'outside'],
    ['-r https://example.org/requirements.txt', 'outside'],
    ['-r C:\\secret.txt', 'outside'],
    ['-r nowhere.txt', 'does not contain'],
    ['-r requirements.txt', 'includes this one'],
    ['--index-url https://evil.example/simple', '--index-url'],
    ['./thing', 'file or folder'],
  ])('refuses %s, with file and line', (line, reason) => {
    const error = refusal({ 'requirements.txt': `otree==6.0.15\n\n${line}\n`, '../secret.txt': 'root:secret' })
    expect(error.code).toBe('project.bad_requirements')
    expect(error.message).toMatch(/^requirements\.txt, line 3, /)
    expect(error.message).toContain(reason)
    expect(error.facts).toMatchObject({ file: 'requirements.txt', line: 3 })
  })

  it('refuses files that include each other, and long chains', () => {
    expect(refusal({ 'requirements.txt': '-r a.txt', 'a.txt': '-r b.txt', 'b.txt': '-r a.txt' }).message).toMatch(
      /^b\.txt, line 1, .*includes this one/,
    )
    const chain = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`${index}.txt`, `-r ${index + 1}.txt`]))
    expect(refusal({ 'requirements.txt': '-r 0.txt', ...chain }).message).toContain('levels deep')
  })

  /** Files that each include the next one so many times. */
  const including = (files: number, times: number): Files => ({
    'requirements.txt': 'otree==6.0.15\n-r 0.txt\n',
    ...Object.fromEntries(Array.from({ length: files }, (_, index) => [`${index}.txt`, `-r ${index + 1}.txt\n`.repeat(times)])),
    [`${files}.txt`]: 'numpy\n',
  })

  it('reads a file once, however often it is included', () => {
    const reads: string[] = []
    const files = including(3, 60)
    const { lines } = planRequirements((path) => {
      reads.push(path)
      return reader(files)(path)
    })
    expect(lines).toEqual(['otree==6.0.15', 'numpy', 'psycopg2-binary'])
    expect(reads.filter((path) => path.endsWith('.txt') && !['requirements.txt', 'runtime.txt'].includes(path))).toEqual([
      '0.txt',
      '1.txt',
      '2.txt',
      '3.txt',
    ])
  })

  it('refuses more lines that include files than anybody writes, and more text', () => {
    expect(refusal(including(3, 30_000)).message).toBe(
      '2.txt, line 198, includes one file too many: at most 200 lines may include files. Write the packages into one file.',
    )
    const large = Object.fromEntries(Array.from({ length: 3 }, (_, index) => [`${index}.txt`, '#'.repeat(400_000)]))
    expect(refusal({ 'requirements.txt': '-r 0.txt\n-r 1.txt\n-r 2.txt\n', ...large }).message).toMatch(
      /^requirements\.txt, line 3, .* together may have 1 MiB/,
    )
  })

  it('takes a line that goes on for ever, and one with more versions than can be compared', () => {
    expect(planFor(`otree==6.0.15\n${'\\\n'.repeat(3_000_000)}numpy\n`).lines).toContain('numpy')
    expect(planFor(`otree${'>=5,'.repeat(200_000)}`).pythons[0]).toBe('3.12')
  })

  it('never repeats what stands in a refused line', () => {
    expect(refusal({ 'requirements.txt': '--extra-index-url https://user:geheim@example.org/simple' }).message).not.toContain('geheim')
    expect(refusal({ 'requirements.txt': 'thing @ http://user:geheim@example.org/x.whl' }).message).not.toContain('geheim')
  })

  it('refuses a file without oTree, with the line to add', () => {
    const error = refusal({ 'requirements.txt': 'psycopg2>=2.8.4\n' })
    expect([error.code, error.message]).toEqual(['project.no_otree', expect.stringContaining('"otree==6.0.15"')])
  })

  it('installs the newest tried oTree where there is no file, and says so', () => {
    const { lines, unpinned } = plan({})
    expect(lines).toEqual(['otree==6.0.15', 'psycopg2-binary'])
    expect(unpinned).toBe('The project has no requirements.txt, so it does not say which version of oTree it means.')
  })

  it.each([
    ['otree', ['3.12']],
    ['otree>=2', ['3.12']],
    ['otree<6', ['3.11']],
    ['otree==5.4.*', ['3.9']],
    ['otree>=5.9.2,<5.10', ['3.9']],
    ['otree>=5\notree<6', ['3.11']],
    ['otree[mturk]>=5.0.0a21', ['3.12']],
    ['otree @ git+https://example.org/otree.git', ['3.12']],
    ['otree==7.1.0', ['3.12']],
  ])('chooses the Python by the newest oTree that fits: %s', (line, [python]) => {
    expect(planFor(line).pythons[0]).toBe(python)
  })

  it('warns of an oTree that is not pinned, too new, or open', () => {
    expect(planFor('numpy\notree>=5\n').unpinned).toBe('requirements.txt, line 2, does not say which version of oTree it means.')
    expect(planFor('otree @ git+https://example.org/otree.git').unpinned).toMatch(/^requirements\.txt, line 1, names an address/)
    expect(planFor('otree==7.1.0').notices[0]).toContain('newer than what')
    expect(planFor('otree==5.11.2').notices[0]).toContain('oTree 5.11.5 is safe')
    expect(planFor('otree==6.0.15\npsycopg2-binary').notices).toEqual([])
  })

  it.each(['otree==3.3.11', 'otree<5', 'otree==2.1.28', 'otree==1.4.38'])('refuses %s, which is not run here yet', (line) => {
    const error = refusal({ 'requirements.txt': `${line}\n` })
    expect(error.code).toBe('project.unsupported_otree')
    expect(error.message).toMatch(/^requirements\.txt, line 1, asks for oTree \d.*; oTree Manager runs oTree 5 and 6\./)
  })

  it('takes the Python that the project asks for, if that oTree runs on it', () => {
    const requirements = 'otree==6.0.15\npsycopg2-binary\n'
    const withHint = (file: string, content: string) => plan({ 'requirements.txt': requirements, [file]: content })
    expect(withHint('.python-version', '3.11.7\n').pythons).toEqual(['3.11', '3.12', '3.13', '3.10', '3.14'])
    expect(withHint('runtime.txt', 'python-3.13.0\n').pythons[0]).toBe('3.13')
    expect(withHint('runtime.txt', 'python-3.9.13').pythons[0]).toBe('3.12')
    expect(withHint('runtime.txt', 'python-3.9.13').notices).toEqual([
      'runtime.txt asks for Python 3.9, on which this oTree does not run; Python 3.12 is used. Remove runtime.txt.',
    ])
    expect(withHint('.python-version', 'my-virtualenv').notices).toEqual([])
    expect(withHint('.python-version', '# ours\r\n\r\n\t3.11 \r\n').pythons[0]).toBe('3.11')
  })

  it('takes no hint from a file that is longer than a version', () => {
    const hint = (content: string) => plan({ 'requirements.txt': 'otree==6.0.15\npsycopg2-binary', '.python-version': content })
    expect(hint(`${'\n'.repeat(1000)}3.11`).pythons[0]).toBe('3.11')
    expect(hint(`${'\n'.repeat(1024 ** 2)}3.11`)).toMatchObject({ pythons: ['3.12', '3.13', '3.11', '3.10', '3.14'], notices: [] })
  })

  it('ignores those hints where oTree itself wrote them, in an .otreezip', () => {
    const files = { 'requirements.txt': 'otree==6.0.15\npsycopg2-binary', 'runtime.txt': 'python-3.9.13' }
    expect(planRequirements(reader(files), { ignorePythonHints: true })).toMatchObject({
      notices: [],
      pythons: expect.arrayContaining(['3.12']),
    })
  })

  it('leaves out what is a part of Python itself, and says so', () => {
    const { lines, notices } = planFor('otree==6.0.15\nrandom\nnumpy\njson==1.0\npsycopg2-binary\ndatetime\n')
    expect(lines).toEqual(['otree==6.0.15', 'numpy', 'psycopg2-binary', 'datetime'])
    expect(notices).toEqual([
      'random (requirements.txt, line 2), json (requirements.txt, line 4) are parts of Python itself, so they are not installed. Remove the lines.',
    ])
  })

  describe('with versions that were set by hand', () => {
    const withVersions = (files: Files, otree: string | null, python: string | null) =>
      planRequirements(reader(files), { versions: { otree, python } })

    it('installs that oTree in place of the project’s own line, and says so', () => {
      const { lines, pythons, notices } = withVersions({ 'requirements.txt': 'psycopg2-binary\notree[mturk]==6.0.15\n' }, '5.11.5', null)
      expect(lines).toEqual(['otree[mturk]==5.11.5', 'psycopg2-binary'])
      expect(pythons[0]).toBe('3.11')
      expect(notices).toEqual([
        'oTree 5.11.5 is set for this instance, so it is installed in place of what requirements.txt, line 2, says: otree[mturk]==6.0.15.',
      ])
      expect(withVersions({}, '5.11.5', null)).toMatchObject({ lines: ['otree==5.11.5', 'psycopg2-binary'], unpinned: null })
      expect(withVersions({ 'requirements.txt': 'otree==6.0.15\npsycopg2-binary' }, '6.0.15', null).notices).toEqual([])
    })

    it('takes that Python and no other, whatever the project asks for', () => {
      const files = { 'requirements.txt': 'otree==6.0.15\npsycopg2-binary', '.python-version': '3.13' }
      expect(withVersions(files, null, '3.11')).toMatchObject({
        pythons: ['3.11'],
        notices: ['Python 3.11 is used, because it is set for this instance; .python-version asks for 3.13.'],
      })
      expect(() => withVersions(files, null, '3.9')).toThrow(
        'Python 3.9 is set for this instance, but this oTree (6.0 or newer) does not run on it',
      )
    })
  })

  it('says that hashes are not used, and that passwords in addresses can be seen', () => {
    expect(planFor('otree==6.0.15 --hash=sha256:aa\npsycopg2-binary').notices).toEqual([expect.stringContaining('hashes')])
    expect(planFor('otree==6.0.15\npsycopg2-binary\nx @ git+https://u:p@example.org/x').notices).toEqual([
      expect.stringContaining('line 3, contains a password'),
    ])
  })

  it('is the same plan however the lines are spaced and commented', () => {
    const space = fc.constantFrom('', ' ', '  ', '\t')
    fc.assert(
      fc.property(space, space, fc.constantFrom('', ' # note', '\n# note', '\r'), (a, b, end) => {
        expect(planFor(`otree${a}==${b}6.0.15${end}\npsycopg2-binary\n`)).toEqual(planFor('otree==6.0.15\npsycopg2-binary\n'))
      }),
    )
  })

  it('reads nothing but files of the project, whatever the file says', () => {
    const target = fc
      .array(fc.constantFrom('..', '/', 'etc', 'shadow', 'a', '.', '~', '\\', 'C:', 'file:', ' '), { maxLength: 7 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(target, (path) => {
        const read: string[] = []
        try {
          planRequirements((file) => {
            read.push(file)
            return file === 'requirements.txt' ? `-r ${path}\notree==6.0.15` : 'numpy'
          })
        } catch (error) {
          expect(isManagerError(error)).toBe(true)
        }
        for (const file of read) expect(file).toMatch(/^(?!\/|\.\.(\/|$))/)
      }),
      { numRuns: 1000 },
    )
  })
})
