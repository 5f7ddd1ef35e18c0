import { describe, expect, it } from 'vitest'
import { planUpload } from '../../../src/git/archives/plan-upload.ts'
import { findProjects } from '../../../src/otree/check-project.ts'
import { findFolders, hasProject, toSentPaths } from './find-folders.ts'

/** What the server makes of an upload of these files. */
function takenByServer(paths: readonly string[]): string[] {
  const entries = paths.map((path) => ({ path, type: 'file', bytes: 1, executable: false }) as never)
  return [...planUpload({ kind: 'tar', mostBytes: 1e6 } as never, entries).files.values()]
}

const uploads = [
  ['settings.py', 'shop/__init__.py'],
  ['shop/settings.py', 'shop/shop/__init__.py'],
  ['notes.txt', 'games/trust/settings.py', 'games/dictator/settings.py'],
  ['games/trust/settings.py', 'games/dictator/settings.py'],
  ['settings.py', 'old/settings.py'],
  ['a/b/c/settings.py', 'a/b/c/d.py'],
]

describe('the folders of an upload', () => {
  it.each(uploads)('are those that the server finds: %s, %s', (...given) => {
    const paths = given.filter((path) => path !== undefined)
    expect(toSentPaths(paths)).toEqual(takenByServer(paths))
    expect(findFolders(toSentPaths(paths))).toEqual(findProjects(takenByServer(paths)))
  })

  it('are only those that can be chosen', () => {
    expect(findFolders(['.hidden/settings.py', 'a/settings.py', 'settings.py'])).toEqual(['.', 'a'])
  })

  it('hold a project or not', () => {
    expect([hasProject(['settings.py'], null), hasProject(['settings.py'], 'a'), hasProject(['a/settings.py'], 'a')]).toEqual([
      true,
      false,
      true,
    ])
  })
})
