import { describe, expect, it } from 'vitest'
import { decidePush } from './push-rules.ts'

const commit = 'a'.repeat(40)
const none = '0'.repeat(40)
const url = 'ssh://git@lab:2222/otree1'
const push = (...refs: string[]) =>
  decidePush(
    refs.map((ref) => ({ old: none, new: commit, ref })),
    url,
  )

describe('decidePush', () => {
  it.each(['refs/heads/main', 'refs/heads/master'])('deploys %s', (ref) => {
    expect(push(ref)).toEqual({ kind: 'deploy', ref, commit })
  })

  it.each([['refs/heads/feature'], ['refs/tags/v1'], ['refs/notes/commits'], ['refs/heads/main', 'refs/tags/v1'], ['refs/heads/main/x']])(
    'declines %s with the command that deploys',
    (...refs) => {
      expect(push(...refs)).toMatchObject({ kind: 'declined', message: expect.stringContaining(`git push ${url} HEAD:main`) })
    },
  )

  it('declines to delete what runs', () => {
    const deletion = [{ old: commit, new: none, ref: 'refs/heads/main' }]
    expect(decidePush(deletion, url)).toEqual({
      kind: 'declined',
      message: '"main" cannot be deleted by a push: it is what the instance runs.',
    })
  })

  it('declines an empty push', () => {
    expect(push()).toMatchObject({ kind: 'declined' })
  })
})
