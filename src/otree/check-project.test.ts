import { describe, expect, it } from 'vitest'
import { findProjects, folderNotices, hasSettings, noSettings, type ProjectTree } from './check-project.ts'

const refusal = (paths: readonly string[], more: Partial<ProjectTree> = {}) =>
  noSettings({ paths, folder: null, gitignore: undefined, name: 'otree1', ...more })

describe('hasSettings', () => {
  it('looks at the root', () => {
    expect(hasSettings({ paths: ['settings.py', 'app/__init__.py'], folder: null })).toBe(true)
    expect(hasSettings({ paths: ['app/settings.py'], folder: null })).toBe(false)
  })

  it('looks into the folder, and into no other whose name ends alike', () => {
    expect(hasSettings({ paths: ['games/a/settings.py'], folder: 'games/a' })).toBe(true)
    expect(hasSettings({ paths: ['x/games/a/settings.py', 'settings.py'], folder: 'games/a' })).toBe(false)
  })
})

describe('findProjects', () => {
  it('finds the root and folders', () =>
    expect(findProjects(['settings.py', 'b/settings.py', 'a/c/settings.py'])).toEqual(['.', 'a/c', 'b']))

  it('offers nothing that cannot be chosen, and nothing that came along by mistake', () => {
    const paths = ['.hidden', 'venv/lib', 'a/node_modules/x', 'a\\b', 'line\nend', '1/2/3/4/5/6'].map((folder) => `${folder}/settings.py`)
    expect(findProjects(paths)).toEqual([])
  })
})

describe('the refusal', () => {
  it('names the sub-folder that has one, and the three ways to choose it', () => {
    const { message, facts } = refusal(['README.md', 'experiment/settings.py'])
    expect(message).toContain('no settings.py in its root directory. The folder "experiment" has one.')
    expect(message).toContain('git push -o folder=experiment otree1 main')
    expect(message).toContain('otm deploy otree1 DIR --folder experiment')
    expect(message).toContain("on the instance's page")
    expect(facts).toEqual({ folders: ['experiment'] })
  })

  it('names several, and does not drown in many', () => {
    expect(refusal(['a/settings.py', 'b/c/settings.py']).message).toContain('"a", "b/c". Choose one: "git push -o folder=FOLDER')
    const many = refusal(Array.from({ length: 15 }, (_, index) => `p${index}/settings.py`))
    expect(many.message).toContain('and 5 more')
    expect(many.facts.folders).toHaveLength(15)
  })

  it('says that the chosen folder is not there, and offers the root', () => {
    const { message, facts } = refusal(['settings.py', 'new/settings.py'], { folder: 'old' })
    expect(message).toContain('no settings.py in the folder "old", which was chosen as the project of "otree1"')
    expect(message).toContain('"." (the root), "new"')
    expect(facts).toEqual({ folders: ['.', 'new'] })
  })

  it('puts no name into a command that a shell would read otherwise', () => {
    expect(refusal(['$(reboot)/settings.py']).message).toContain('git push -o folder=FOLDER')
  })

  it('sees that .gitignore is the reason', () => {
    expect(refusal(['.gitignore', 'a.py'], { gitignore: '__pycache__\n/settings.py\n' }).message).toContain(
      'The file .gitignore names settings.py',
    )
  })

  it('says what to deploy when there is none at all', () => {
    expect(refusal(['main.py']).message).toContain('Deploy the folder that contains settings.py')
    expect(refusal(['main.py']).facts).toEqual({ folders: [] })
  })
})

describe('the notices', () => {
  it('say nothing of a project at the root', () => expect(folderNotices({ paths: ['requirements.txt'], folder: null })).toEqual([]))

  it('say which folder runs, and that the requirements outside of it do not count', () => {
    const paths = ['requirements.txt', 'a/settings.py', 'b/requirements.txt']
    expect(folderNotices({ paths, folder: 'a' })).toEqual([
      expect.stringContaining('The folder "a" is deployed'),
      expect.stringContaining('requirements.txt at the top of the repository is not used'),
    ])
    expect(folderNotices({ paths, folder: 'b' })).toHaveLength(1)
  })
})
