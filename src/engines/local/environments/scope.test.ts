import { expect, it } from 'vitest'
import { toInstanceId } from '../../../domain/names.ts'
import { memoFile } from './memo.ts'
import { isPinned, toScope } from './scope.ts'

const id = toInstanceId('iabcdefgh')
const plan = (...lines: string[]) => ({ lines, pythons: ['3.12'], notices: [], unpinned: null })

it('shares environments of nothing but oTree and its usual company', () => {
  expect(toScope(plan('otree==6.0.15', 'psycopg2-binary>=2.8.4', 'sentry-sdk'), id)).toBe('shared')
  expect(toScope(plan('otree>=5,<6', 'psycopg2-binary ; python_version < "3.13"'), id)).toBe('shared')
})

it.each(['numpy', 'otree-tools', 'otree-evil==1', 'otree @ https://example.org/otree.tar.gz', 'https://example.org/x.whl', 'otree[evil]'])(
  'keeps an environment with %s with its instance',
  (line) => {
    expect(toScope(plan('otree==6.0.15', line), id)).toBe(id)
  },
)

it('knows whether the plan says which oTree', () => {
  expect(isPinned(plan('otree==6.0.15'))).toBe(true)
  expect([plan('otree'), plan('otree==5.*'), plan('otree>=6.0.15')].map(isPinned)).toEqual([false, false, false])
})

it('remembers pinned plans for all instances, and others for this one', () => {
  const file = (asked: ReturnType<typeof plan>, preferred: readonly string[] = []) =>
    memoFile({ dataDir: '/data' }, { plan: asked, instanceId: id, preferred, engine: 'process' })
  expect(file(plan('otree==6.0.15'))).toMatch(/^\/data\/environments\/memos\/shared\/[0-9a-f]{32}$/)
  expect(file(plan('otree'))).toMatch(/^\/data\/environments\/memos\/iabcdefgh\//)
  expect(file(plan('otree==6.0.15', 'numpy'))).toContain(id)
  expect(file(plan('otree==6.0.15'))).not.toBe(file(plan('otree==6.0.14')))
  expect(file(plan('otree==6.0.15'), ['starlette==0.14.1'])).not.toBe(file(plan('otree==6.0.15')))
})
