import { describe, expect, it } from 'vitest'
import { toMainVerb, toVerbs } from './instance-verbs.ts'

const owner = ['instance.start', 'instance.stop', 'instance.restart', 'instance.reset-database']
const superUser = [...owner, 'instance.move', 'instance.delete', 'instance.restore']
const movesTo = ['docker' as const]

describe('toVerbs', () => {
  it('offers what makes sense while oTree runs', () => {
    expect(toVerbs({ state: 'ready', allowedActions: superUser, movesTo })).toEqual(['stop', 'restart', 'move', 'reset', 'trash'])
  })

  it('offers to move it only where there is another engine', () => {
    expect(toVerbs({ state: 'ready', allowedActions: superUser, movesTo: [] })).toEqual(['stop', 'restart', 'reset', 'trash'])
  })

  it('does not offer what this person may not do', () => {
    expect(toVerbs({ state: 'ready', allowedActions: owner, movesTo })).toEqual(['stop', 'restart', 'reset'])
    expect(toVerbs({ state: 'trashed', allowedActions: owner, movesTo })).toEqual([])
  })

  it('offers only the trash before the first code', () => {
    expect(toVerbs({ state: 'ready-for-deployment', allowedActions: superUser, movesTo: [] })).toEqual(['trash'])
  })
})

describe('toMainVerb', () => {
  it.each([
    ['stopped', 'start'],
    ['failed', 'restart'],
    ['trashed', 'restore'],
    ['ready', null],
    ['ready-for-deployment', null],
  ] as const)('of an instance that is %s: %s', (state, verb) => {
    expect(toMainVerb({ state, allowedActions: superUser, movesTo: [] })).toBe(verb)
  })

  it('is nothing for somebody who may not', () => {
    expect(toMainVerb({ state: 'trashed', allowedActions: owner, movesTo: [] })).toBeNull()
  })
})
