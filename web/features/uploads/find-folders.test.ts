import { describe, expect, it } from 'vitest'
import { planUpload } from '../../../src/git/archives/plan-upload.ts'
import { findProjects, hasSettings } from '../../../src/otree/check-project.ts'
import { findFolders, hasProject, toSentPaths } from './find-folders.ts'

/** What the server makes of an upload of these files. */
function takenByServer(paths: readonly string[], folder: string | null): string[] {
  const entries = paths.map((path) => ({ path, type: 'file', bytes: 1, executable: false }) as never)
  return [...planUpload({ kind: 'tar', mostBytes: 1e6 } as never, entries, folder).files.values()]
}

const uploads = [
  ['settings.py', 'shop/__init__.py'],
  ['shop/settings.py', 'shop/shop/__init__.py'],
  ['notes.txt', 'games/trust/settings.py', 'games/dictator/settings.py'],
  ['games/trust/settings.py', 'games/dictator/settings.py'],
  ['settings.py', 'old/settings.py'],
  ['a/b/c/settings.py', 'a/b/c/d.py'],
]
const wanted = [null, 'shop', 'games', 'games/trust', 'trust', 'a/b/c', 'b/c']
const cases = uploads.flatMap((paths) => wanted.map((folder) => ({ paths, folder })))

describe('the folders of an upload', () => {
  it.each(cases)('are those that the server finds: $paths, with $folder chosen', ({ paths, folder }) => {
    expect(toSentPaths(paths, folder)).toEqual(takenByServer(paths, folder))
    expect(findFolders(toSentPaths(paths, folder))).toEqual(findProjects(takenByServer(paths, folder)))
    expect(hasProject(toSentPaths(paths, folder), folder)).toBe(hasSettings({ paths: takenByServer(paths, folder), folder }))
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
