import { readdir, rm } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Artifact } from '../../../domain/deployment.ts'
import type { Settings } from '../../../domain/settings.ts'
import { parseLock } from '../../../otree/lock.ts'
import { generations } from '../../../otree/versions.ts'
import type { Confinement } from '../confinement.ts'
import { cachesDirectory, environmentsDirectory } from './environment-paths.ts'
import { prepareEnvironment } from './prepare-environment.ts'
import { failure, type IndexedPlace, newInstance, openIndexedPlace } from './testing.ts'
import type { TestIndex } from './testing-index.ts'

let place: IndexedPlace
let settings: Settings
let confinement: Confinement
let index: TestIndex
beforeAll(async () => {
  place = await openIndexedPlace(() => ({ otree: 'pass', alpha: 'pass', beta: 'pass' })) // an oTree that is installed in no time
  ;({ settings, confinement, index } = place)
  for (const version of ['6.0.14', '6.0.15']) index.publish('otree', version)
})
afterAll(() => place.close())

let instance: ReturnType<typeof newInstance>
beforeEach(() => {
  instance = newInstance()
  for (const name of ['alpha', 'beta']) {
    index.withdraw(name, '2.0')
    index.publish(name, '1.0')
  }
})

interface Options {
  readonly previous?: Artifact
  readonly update?: boolean
}

/** Installs, and gives the artifact of a deployment with it. */
async function prepare(lines: readonly string[], options: Options = {}): Promise<Artifact> {
  const plan = { lines, pythons: generations[0].pythons, notices: [], unpinned: null }
  const request = { plan, settings, confinement, ...instance, ...options }
  const { key, otreeVersion, pythonVersion, lock } = await prepareEnvironment(request, () => undefined, new AbortController().signal)
  const requirements = { lines: plan.lines, pythons: plan.pythons }
  return { engine: 'process', environment: key, commit: '', release: '', otreeVersion, pythonVersion, lock, requirements }
}

const versions = ({ lock }: Artifact) =>
  Object.fromEntries(
    parseLock(lock)
      .filter(({ name }) => ['alpha', 'beta', 'otree'].includes(name))
      .map(({ name, version }) => [name, version]),
  )

/** What a new disk, or somebody who makes room, leaves of it. */
async function forgetEverything(): Promise<void> {
  await rm(environmentsDirectory(settings), { recursive: true })
  await rm(cachesDirectory(settings), { recursive: true })
}

const otree = 'otree==6.0.15'

describe('the lock of the last good deployment', () => {
  it('brings the same versions again, with newer ones published and every cache and note removed', async () => {
    const previous = await prepare([otree, 'alpha', 'beta'])
    expect(versions(previous)).toEqual({ otree: '6.0.15', alpha: '1.0', beta: '1.0' })
    index.publish('alpha', '2.0')
    await forgetEverything()
    const again = await prepare([otree, 'alpha', 'beta'], { previous })
    expect(again).toEqual(previous)
    expect(await readdir(environmentsDirectory(settings))).toContain(previous.environment)
  })

  it('keeps what the changed requirements do not touch, and lets the rest be new', async () => {
    const previous = await prepare([otree, 'alpha', 'beta'])
    for (const name of ['alpha', 'beta']) index.publish(name, '2.0')
    await forgetEverything()
    expect(versions(await prepare([otree, 'alpha>=1', 'beta>=2'], { previous }))).toMatchObject({ alpha: '1.0', beta: '2.0' })
    expect(versions(await prepare(['otree==6.0.14', 'alpha', 'beta'], { previous }))).toEqual({
      otree: '6.0.14',
      alpha: '1.0',
      beta: '1.0',
    })
  })

  it('is not asked by an update, which takes the newest that fits and becomes the lock', async () => {
    const previous = await prepare([otree, 'alpha', 'beta<2'])
    for (const name of ['alpha', 'beta']) index.publish(name, '2.0')
    const updated = await prepare([otree, 'alpha', 'beta<2'], { previous, update: true })
    expect(versions(updated)).toMatchObject({ alpha: '2.0', beta: '1.0' })
    expect(await prepare([otree, 'alpha', 'beta<2'], { previous: updated })).toEqual(updated)
  })

  it('says which of its versions the index has lost, all of them, and leaves nothing', async () => {
    const previous = await prepare([otree, 'alpha', 'beta'])
    for (const name of ['alpha', 'beta']) {
      index.publish(name, '2.0')
      index.withdraw(name, '1.0')
    }
    await forgetEverything()
    const error = await failure(prepare([otree, 'alpha', 'beta'], { previous }))
    expect([error.code, error.message]).toEqual([
      'project.unresolvable',
      'The versions that this instance runs cannot be installed again: the package index has lost alpha 1.0, beta 1.0. What runs is not touched.',
    ])
    expect(error.facts).toMatchObject({ missing: ['alpha==1.0', 'beta==1.0'], updateHelps: true })
    expect((await readdir(environmentsDirectory(settings))).filter((name) => name !== 'memos')).toEqual([])
    expect(versions(await prepare([otree, 'alpha', 'beta'], { previous, update: true }))).toMatchObject({ alpha: '2.0', beta: '2.0' })
  })
})
