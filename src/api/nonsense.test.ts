import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import type { Endpoint } from './contract/endpoint.ts'
import { apiPrefix, endpoints } from './contract/endpoints.ts'
import { problem } from './contract/problem.ts'

let api: TestApi
beforeAll(async () => {
  api = await openTestApi()
  await api.person('super', 'super-user')
  await api.instance('otree1', 'super')
})
afterAll(() => api.close())

/** Fields that exist, with values that may be anything: what is nearly right goes deepest. */
const fieldNames = [
  'name',
  'owner',
  'username',
  'email',
  'password',
  'token',
  'user',
  'scope',
  'expiresAt',
  'publicKey',
  'role',
  'active',
  'again',
  '__proto__',
]
const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('otree1', 'super', 'x', 'a@b.de', ''), fc.jsonValue(), fc.integer())
const body = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...fieldNames), value))
const query = fc.dictionary(
  fc.constantFrom('cursor', 'limit', 'owner', 'state', 'search', 'withTrashed', 'user', 'instance', 'from', 'lines'),
  fc.string(),
)
const thing = fc.oneof(
  fc.constantFrom('otree1', 'super', '..', '%00', '{}'),
  fc.string({ minLength: 1 }).map((text) => encodeURIComponent(text.toWellFormed())),
)

for (const [name, endpoint] of Object.entries(endpoints as Record<string, Endpoint>)) {
  // a right password would have to be guessed, and wrong ones take their time
  if (name === 'live' || name === 'signIn') continue
  // on the machine's own socket, where everything is allowed and nobody can be signed out
  it(`${name} answers nonsense with a problem that says what is wrong, never with an error of its own`, async () => {
    const send = fc.asyncProperty(thing, query, body, async (named, asked, sent) => {
      const answer = await api.server.inject({
        method: endpoint.method,
        url: `${apiPrefix}${endpoint.path.replace(/:\w+/, named)}?${new URLSearchParams(asked)}`,
        headers: { 'content-type': 'application/json' },
        ...(endpoint.method === 'GET' ? {} : { payload: JSON.stringify(sent) }),
      })
      if (answer.statusCode < 400) return
      const { code, status } = problem.parse(answer.json())
      if (code === 'internal' || status !== answer.statusCode || status >= 500) throw new Error(answer.body)
    })
    await fc.assert(send, { numRuns: 60 })
  })
}
