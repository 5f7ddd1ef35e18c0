import { describe, expect, it } from 'vitest'
import { checkProject } from './check-project.ts'

const check = (...paths: string[]) => checkProject({ list: () => paths, read: () => undefined })

describe('checkProject', () => {
  it('accepts a project with settings.py at its root', () => {
    expect(() => check('settings.py', 'app/__init__.py')).not.toThrow()
  })

  it('names the sub-folder that has one', () => {
    expect(() => check('README.md', 'experiment/settings.py')).toThrow(
      'The folder "experiment" has one. Deploy that folder: "git subtree push --prefix experiment',
    )
  })

  it('names several, and does not drown in many', () => {
    expect(() => check('a/settings.py', 'b/c/settings.py')).toThrow('"a", "b/c"')
    expect(() => check(...Array.from({ length: 15 }, (_, index) => `p${index}/settings.py`))).toThrow('and 5 more')
  })

  it('sees that .gitignore is the reason', () => {
    const files = { list: () => ['.gitignore', 'app/__init__.py'], read: () => '__pycache__\n/settings.py\n' }
    expect(() => checkProject(files)).toThrow('The file .gitignore names settings.py')
  })

  it('says what to deploy when there is none at all', () => {
    expect(() => check('main.py')).toThrow('Deploy the folder that contains settings.py')
  })
})
