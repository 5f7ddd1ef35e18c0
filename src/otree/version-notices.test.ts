import { describe, expect, it } from 'vitest'
import type { Artifact } from '../domain/deployment.ts'
import { describeUpdate, versionNotices } from './version-notices.ts'

const unpinned = 'requirements.txt, line 1, does not say which version of oTree it means.'
const planOf = (...lines: string[]) => ({ lines, pythons: ['3.12'], notices: [], unpinned: lines.includes('otree') ? unpinned : null })
const artifact = (lock: string, ...lines: string[]): Artifact => ({
  engine: 'process',
  environment: '',
  commit: '',
  release: '',
  otreeVersion: /otree==(\S+)/.exec(lock)?.[1] ?? '',
  pythonVersion: '3.12.1',
  lock,
  requirements: { lines, pythons: ['3.12'] },
})

describe('an oTree that is not pinned', () => {
  const plan = planOf('otree')
  const old = artifact('otree==6.0.14\n', 'otree')

  it('is told at first, and when another one came, but not at each push', () => {
    const [first = ''] = versionNotices({ plan, previous: null, artifact: old })
    expect(first).toMatch(/^requirements\.txt, line 1, does not say .* oTree 6\.0\.14 is installed, .* Write "otree==6\.0\.14"/)
    expect(versionNotices({ plan, previous: old, artifact: old })).toEqual([])
    expect(versionNotices({ plan, previous: old, artifact: artifact('otree==6.0.15\n', 'otree') })).toEqual([
      expect.stringContaining('oTree 6.0.15 is installed'),
    ])
  })

  it('is no news where it is pinned', () => {
    expect(versionNotices({ plan: planOf('otree==6.0.14'), previous: null, artifact: old })).toEqual([])
  })
})

describe('versions that gave way to changed requirements', () => {
  const old = artifact('numpy==1.26.4\notree==6.0.14\npandas==2.1.0\nsix==1.15.0\n', 'otree==6.0.14', 'numpy', 'pandas')
  const now = artifact('numpy==2.0.0\notree==6.0.15\npandas==2.2.2\ntzdata==2026.1\n', 'otree==6.0.15', 'numpy', 'pandas>=2.2')

  it('are told, apart from those that were asked for, that are new, or that are gone', () => {
    const plan = planOf('otree==6.0.15', 'numpy', 'pandas>=2.2')
    expect(versionNotices({ plan, previous: old, artifact: now })).toEqual([
      'The versions of before did not all fit the changed requirements, so these are others now: numpy 1.26.4 → 2.0.0.',
    ])
  })

  it('are told by the update itself when nothing changed but versions', () => {
    const plan = planOf('otree==6.0.14', 'numpy', 'pandas')
    expect(versionNotices({ plan, previous: old, artifact: now })).toEqual([])
    expect(describeUpdate({ previous: old, artifact: now })).toBe(
      'Other versions than before: numpy 1.26.4 → 2.0.0, otree 6.0.14 → 6.0.15, pandas 2.1.0 → 2.2.2, six 1.15.0 (gone), tzdata 2026.1 (new).',
    )
    expect(describeUpdate({ previous: old, artifact: old })).toContain('Nothing newer fits')
  })
})
