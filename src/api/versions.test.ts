import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import type { Artifact, Deployment } from '../domain/deployment.ts'
import type { Instance } from '../domain/instance.ts'

let api: TestApi
let berta: string
let instance: Instance
beforeAll(async () => {
  api = await openTestApi()
  berta = await api.person('berta')
  instance = await api.instance('otree1', 'berta')
})
afterAll(() => api.close())

const ask = (method: 'GET' | 'PATCH' | 'POST', path: string, body?: object) =>
  api.app.inject({
    method,
    url: `/api/v1/instances/otree1${path}`,
    headers: { authorization: `Bearer ${berta}` },
    ...(body === undefined ? {} : { payload: body }),
  })

const lock = 'numpy==2.1.0 \\\n    --hash=sha256:00\notree==6.0.14 \\\n    --hash=sha256:00\n'

async function deploy(): Promise<void> {
  const artifact: Artifact = {
    engine: 'process',
    environment: 'a',
    commit: 'c',
    release: 'c',
    otreeVersion: '6.0.14',
    pythonVersion: '3.12.1',
    lock,
    requirements: { lines: ['otree>=6'], pythons: ['3.12'] },
  }
  const facts = { commit: 'c', subject: 's', author: 'a', committedAt: '2026-01-01T00:00:00Z', createdAt: '2026-01-01T00:00:00Z' }
  const state = {
    state: 'active',
    failure: null,
    artifact,
    projectFolder: null,
    bringsBack: null,
    source: 'push',
    failureCode: null,
    inspection: null,
    warnings: [],
    activeAt: facts.createdAt,
  } as const
  const deployment: Deployment = { ...facts, ...state, id: 'd1', instanceId: instance.id, operationId: 'o1', by: instance.owner }
  await api.open.store.deployments.save(deployment)
  await api.open.store.instances.update(instance.id, { deploymentId: deployment.id })
}

describe('what is installed', () => {
  it('is nothing before the first deployment', async () => {
    expect((await ask('GET', '/packages')).json()).toEqual({
      otreeVersion: null,
      pythonVersion: null,
      overrides: { otree: null, python: null },
      lock: null,
      packages: [],
      newerOtree: null,
    })
  })

  it('is told by the version that serves visitors, with what the project asks for itself, and a newer oTree', async () => {
    await deploy()
    expect((await ask('GET', '/packages')).json()).toEqual({
      otreeVersion: '6.0.14',
      pythonVersion: '3.12.1',
      overrides: { otree: null, python: null },
      lock,
      packages: [
        { name: 'numpy', version: '2.1.0', direct: false },
        { name: 'otree', version: '6.0.14', direct: true },
      ],
      newerOtree: '6.0.15',
    })
  })
})

describe('what shall be installed', () => {
  it('is set for the next deployment, one by one, and is shown and written down', async () => {
    const set = await ask('PATCH', '', { otreeVersion: '5.11.5' })
    expect(set.json()).toMatchObject({ versions: { otree: '5.11.5', python: null }, otreeVersion: '6.0.14' })
    expect(set.json().notice).toBe(
      'oTree 5.11.5 is set, which takes effect at the next deployment. To deploy the same code again: otm deploy otree1 --again',
    )
    await ask('PATCH', '', { pythonVersion: '3.11' })
    expect((await ask('GET', '')).json().versions).toEqual({ otree: '5.11.5', python: '3.11' })
    const { items } = await api.open.store.audit.page(null, 1)
    expect(items[0]).toMatchObject({ action: 'instance.update', thing: 'instance:otree1', detail: 'oTree 5.11.5, Python 3.11' })
    expect((await ask('PATCH', '', { otreeVersion: null, pythonVersion: null })).json().versions).toEqual({ otree: null, python: null })
  })

  it.each([
    [{}, 400, 'otreeVersion, pythonVersion, projectFolder, labels, notes or openUntil'],
    [{ uid: 0 }, 400, 'uid'],
    [{ otreeVersion: 6 }, 400, 'otreeVersion'],
    [{ otreeVersion: '3.3.11' }, 422, 'oTree Manager runs oTree 5 and 6'],
    [{ pythonVersion: '3.5' }, 400, '"3.5" is not a Python'],
    [{ otreeVersion: '5.4.0', pythonVersion: '3.13' }, 400, 'oTree 5.4.0 does not run on Python 3.13'],
  ])('is refused when it is %j, and stays as it is', async (body, status, sentence) => {
    const answer = await ask('PATCH', '', body)
    expect([answer.statusCode, answer.body]).toEqual([status, expect.stringContaining(sentence.replaceAll('"', '\\"'))])
    expect((await ask('GET', '')).json().versions).toEqual({ otree: null, python: null })
  })
})

it('an update is asked for together with the same code, and nothing else', async () => {
  await api.repositories.create(instance.id)
  const answer = await ask('POST', '/deployments', { again: true, update: true })
  expect((await api.open.store.operations.get(answer.json().operation.id)).input).toMatchObject({ commit: 'c', update: true })
  await api.operations.wait(answer.json().operation.id)
  expect((await ask('POST', '/deployments', { update: true })).statusCode).toBe(400)
})
