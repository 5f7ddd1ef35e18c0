import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import type { OperationContext } from '../domain/operation.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { openSession } from './session.ts'
import { follow } from './wait-for-operation.ts'

let api: TestApi
let socket: string
const ending = Promise.withResolvers<void>()

beforeEach(async () => {
  api = await openTestApi({ work: () => untilTold })
  socket = join(api.dataDir, 'run', 'manager.sock')
  await mkdir(join(api.dataDir, 'run'))
  await api.server.listen({ path: socket })
  await api.person('berta')
  await api.instance('otree1', 'berta')
})
afterEach(() => api.close())

const untilTold = async ({ step }: OperationContext): Promise<void> => step('Wait to be told', () => ending.promise)

/** Begins to follow a restart at a terminal; resolves when its log is coming in. */
async function followRestart(options = {}) {
  const [stdout, stderr] = [collect(), collect()]
  const terminal = {
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    cwd: '/',
    signal: new AbortController().signal,
  }
  const session = openSession({ ...terminal, env: { OTM_DATA_DIR: api.dataDir } }, {})
  const { operation } = await session.client.restartInstance({ params: { name: 'otree1' } })
  const followed = follow(session, operation, options)
  followed.catch(() => undefined) // looked at by the test, later
  await waitUntil('the log comes in', () => stdout.text().includes('Wait to be told'))
  return { operation, followed, stdout, stderr }
}

function collect() {
  let text = ''
  const stream = new PassThrough()
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  return { stream, text: () => text }
}

/** As a death does: connections break, and nobody answers any more. */
function hangUp(): void {
  api.server.server.close()
  api.server.server.closeAllConnections()
}

it('says what to do when the manager ends in the middle and stays away', async () => {
  const { operation, followed } = await followRestart({ patienceMs: 400 })
  hangUp()
  await expect(followed).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining(`otm operations --follow ${operation.id}`),
  })
})

it('follows on when the manager is back, and prints nothing twice', async () => {
  const { followed, stdout, stderr } = await followRestart()
  hangUp()
  await waitUntil('it waits', () => stderr.text().includes('Waiting for it to come back'))
  api.server.server.listen({ path: socket })
  ending.resolve()
  expect(await followed).toMatchObject({ state: 'done' })
  expect(stdout.text().split('Wait to be told')).toHaveLength(2)
})
