import { describe, expect, it } from 'vitest'
import { toMainVerb, toVerbs } from './instance-verbs.ts'

const owner = ['instance.start', 'instance.stop', 'instance.restart', 'instance.reset-database']
const superUser = [...owner, 'instance.move', 'instance.delete', 'instance.restore']
const movesTo = ['docker' as const]
const partlyDeleted = false

describe('toVerbs', () => {
  it('offers what makes sense while oTree runs', () => {
    expect(toVerbs({ state: 'ready', allowedActions: superUser, movesTo, partlyDeleted })).toEqual([
      'stop',
      'restart',
      'move',
      'reset',
      'trash',
    ])
  })

  it('offers to move it only where there is another engine', () => {
    expect(toVerbs({ state: 'ready', allowedActions: superUser, movesTo: [], partlyDeleted })).toEqual([
      'stop',
      'restart',
      'reset',
      'trash',
    ])
  })

  it('does not offer what this person may not do', () => {
    expect(toVerbs({ state: 'ready', allowedActions: owner, movesTo, partlyDeleted })).toEqual(['stop', 'restart', 'reset'])
    expect(toVerbs({ state: 'trashed', allowedActions: owner, movesTo, partlyDeleted })).toEqual([])
  })

  it('offers only the trash before the first code', () => {
    expect(toVerbs({ state: 'ready-for-deployment', allowedActions: superUser, movesTo: [], partlyDeleted })).toEqual(['trash'])
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
    expect(toMainVerb({ state, allowedActions: superUser, movesTo: [], partlyDeleted })).toBe(verb)
  })

  it('is to delete the rest of what is partly deleted, which cannot be restored', () => {
    const rest = { state: 'trashed' as const, allowedActions: [...superUser, 'instance.purge'], movesTo: [] }
    expect(toVerbs({ ...rest, partlyDeleted: false })).toEqual(['restore', 'purge'])
    expect(toVerbs({ ...rest, partlyDeleted: true })).toEqual(['purge'])
    expect(toMainVerb({ ...rest, partlyDeleted: true })).toBe('purge')
  })

  it('is nothing for somebody who may not', () => {
    expect(toMainVerb({ state: 'trashed', allowedActions: owner, movesTo: [], partlyDeleted })).toBeNull()
  })
})
