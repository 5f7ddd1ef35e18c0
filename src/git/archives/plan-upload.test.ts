import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isManagerError } from '../../domain/error.ts'
import { findTwin } from './find-twin.ts'
import { type Listed, planUpload } from './plan-upload.ts'

const archive = { kind: 'zip', mostBytes: 1000 } as const
const file = (path: string, more: Partial<Listed> = {}): Listed => ({
  path,
  type: 'file',
  size: 1,
  executable: false,
  fault: null,
  ...more,
})
const plan = (...entries: readonly Listed[]) => planUpload(archive, entries, null)

describe('planUpload', () => {
  it('says where each file goes, by its place in the archive', () => {
    const { files } = plan(file('study', { type: 'directory' }), file('study/settings.py'), file('study/.git/HEAD'), file('study/app/a.py'))
    expect([...files]).toEqual([
      [1, 'settings.py'],
      [3, 'app/a.py'],
    ])
  })

  describe.each([
    ['one project in one folder', ['sub/settings.py', 'sub/app/a.py']],
    ['several in one folder', ['mono/x/settings.py', 'mono/y/settings.py', 'mono/README']],
    ['a folder with the name of the one around it', ['x/x/settings.py', 'x/settings.py']],
  ])('of %s', (_, paths) => {
    const entries = paths.map((path) => file(path))
    const [around = ''] = paths[0]?.split('/') ?? []
    const inside = paths.map((path) => path.slice(around.length + 1))
    const taken = (folder: string | null) => [...planUpload(archive, entries, folder).files.values()]

    it('takes a folder off that is not named, whatever else is', () => {
      for (const folder of [null, 'none', inside[0]?.split('/')[0] === around ? 'y' : 'x']) expect(taken(folder)).toEqual(inside)
    })

    it('leaves it where a project is named with it, as a push of these files would have it', () => {
      const named = paths.filter((path) => path.endsWith('/settings.py')).map((path) => path.slice(0, -'/settings.py'.length))
      for (const folder of named) expect(taken(folder)).toEqual(paths)
    })
  })

  it('names a folder around everything that holds no project itself, and takes it off', () => {
    const entries = ['mono/x/settings.py', 'mono/y/settings.py'].map((path) => file(path))
    expect(planUpload(archive, entries, 'mono').notices[0]).toContain('lies in one folder, "mono"')
  })

  it('lets what is left out be as hostile as it likes', () => {
    expect([...plan(file('settings.py'), file('node_modules/../../x', { type: 'link' })).files]).toEqual([[0, 'settings.py']])
  })

  it('refuses more bytes than the archive may become', () => {
    expect(() => plan(file('settings.py'), file('a', { size: 1000 }))).toThrow('unpacks to more than')
  })

  it('takes a path that is safe, or refuses with a sentence', () => {
    const part = fc.constantFrom('a', 'A', '.', '..', '/', '\\', '.git', '\n', ' ', 'C:', 'é', 'e\u0301', '\ufffd')
    const path = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.array(path, { maxLength: 6 }), (paths) => {
        try {
          const taken = [...plan(...paths.map((each) => file(each))).files.values()]
          for (const each of taken) expect(new URL(`./${encodeURI(each)}`, 'file:///x/y/').pathname).toBe(encodeURI(`/x/y/${each}`))
          expect(findTwin(taken)).toBeNull()
        } catch (error) {
          if (!isManagerError(error)) throw error
        }
      }),
    )
  })

  it('is quick with thousands of folders inside each other and thousands of environments', () => {
    const environments = Array.from({ length: 10_000 }, (_, index) => [
      file(`e${index}/pyvenv.cfg`),
      file(`e${index}/bin/python`, { type: 'link' }),
    ])
    expect(plan(file('settings.py'), ...environments.flat()).files.size).toBe(1)
    const deep = Array.from({ length: 2000 }, (_, index) => `${'a/'.repeat(8000)}${index}`)
    const withDeep = (folder: string) => plan(file('e/pyvenv.cfg'), file('settings.py'), ...deep.map((path) => file(`${folder}/${path}`)))
    expect(withDeep('e').files.size).toBe(1)
    expect(() => withDeep('f')).toThrow('is longer than 1024 bytes')
  })

  it('is quick with thousands of files of one name that are left out', () => {
    const entries = [file('/', { type: 'directory' }), ...Array.from({ length: 300_000 }, () => [file('runtime.txt'), file('a')]).flat()]
    expect(() => planUpload({ kind: 'tar.gz', mostBytes: 1000 }, entries, null)).toThrow('more than 20000 entries')
  })
})

describe('findTwin', () => {
  it.each([
    [['a', 'b/a', 'b/b'], null],
    [['a', 'a'], 'is there twice, as'],
    [['straße', 'STRASSE'], 'differs only'],
    [['\u00e9', 'e\u0301'], 'differs only'],
    [['x/Y/a', 'x/y/b'], 'differs only'],
    [['a/b/c', 'b/c', 'a/c/b'], null],
  ])('of %j: %s', (paths, how) => {
    expect(findTwin(paths)?.how ?? null).toEqual(how === null ? null : expect.stringContaining(how))
  })

  it('names the two folders, and not what lies in them', () => {
    expect(findTwin(['w/x/Y/a/1', 'w/x/y/b/2'])).toMatchObject({ first: 'w/x/Y', second: 'w/x/y' })
    expect(findTwin(['w/x', 'w/X/y'])).toMatchObject({ first: 'w/x', second: 'w/X' })
  })
})
