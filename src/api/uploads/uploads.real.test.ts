import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../../test/support/test-api.ts'
import type { Instance } from '../../domain/instance.ts'
import { toUsername } from '../../domain/names.ts'
import { makeTar } from '../../git/archives/testing/make-tar.ts'
import { waitUntil } from '../../lib/wait-until.ts'
import { makeZip } from '../../lib/zip/testing-zip.ts'
import { openUploads } from './uploads.ts'

let api: TestApi
let bearer: string
let instance: Instance
let finishWork: () => void = () => undefined

beforeAll(async () => {
  const work = () => () => new Promise<void>((resolve) => (finishWork = resolve))
  api = await openTestApi({ maxPushMib: 1, silenceMs: 5000, work })
  bearer = await api.person('berta')
  instance = await api.instance('study', 'berta')
  await api.repositories.create(instance.id)
  await mkdir(join(api.dataDir, 'run'))
  await api.app.listen({ path: socketPath() })
})
afterAll(() => api.close())
afterEach(async () => {
  await waitUntil('nothing is uploaded any more', async () => (await spooled()).length === 0)
  const running = api.operations.current(instance.id)
  finishWork()
  if (running) await api.operations.wait(running.id)
})

const socketPath = (): string => join(api.dataDir, 'run', 'http.sock')
const spooled = (): Promise<string[]> => readdir(join(api.dataDir, 'uploads'))
const pending = (): Promise<string[]> => readdir(join(api.dataDir, 'instances', instance.id, 'repository.git', 'pending')).catch(() => [])

interface Answer {
  readonly status: number
  readonly code?: string
  readonly detail?: string
  readonly operation?: { readonly id: string }
}

/** A request whose body the test sends as it likes. */
function begin(headers: Readonly<Record<string, string>> = {}): { readonly sending: http.ClientRequest; readonly answer: Promise<Answer> } {
  const sending = http.request({
    socketPath: socketPath(),
    method: 'POST',
    path: '/api/v1/instances/study/deployments',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/octet-stream', ...headers },
  })
  const answer = new Promise<Answer>((resolve, reject) => {
    sending.once('error', reject)
    sending.once('response', (incoming) => {
      text(incoming).then((body) => resolve({ ...(JSON.parse(body) as object), status: incoming.statusCode ?? 0 }), reject)
    })
  })
  answer.catch(() => undefined) // a test that breaks off does not look at it
  return { sending, answer }
}

const study = makeZip([{ path: 'study/settings.py', content: 'x = 1\n'.repeat(100) }])

/** An upload of which the first half has arrived. */
async function beginHalf(archive = study): Promise<ReturnType<typeof begin>> {
  const half = begin()
  half.sending.write(archive.subarray(0, 50))
  await waitUntil('the first half is here', async () => {
    const [file] = await spooled()
    return file !== undefined && (await stat(join(api.dataDir, 'uploads', file))).size === 50
  })
  return half
}

describe('an upload', () => {
  it('becomes a deployment that knows what was done to the archive', async () => {
    const { sending, answer } = begin()
    sending.end(study)
    const { status, operation } = await answer
    expect(status).toBe(202)
    const { input } = await api.open.store.operations.get(operation?.id ?? '')
    expect(input.notices).toEqual(['Everything in the upload lies in one folder, "study". What is in it was taken as the project.'])
  })

  it('may still be a stream of tar', async () => {
    const { sending, answer } = begin({ 'content-type': 'application/x-tar' })
    sending.end(makeTar([{ path: 'settings.py' }]))
    expect((await answer).status).toBe(202)
  })

  it('that says it is too large is declined before it is sent', async () => {
    const { sending, answer } = begin({ 'content-length': String(2 * 1024 ** 3) })
    sending.flushHeaders()
    expect(await answer).toMatchObject({ status: 413, code: 'too_large', detail: expect.stringContaining('larger than 1 MiB') })
    sending.destroy()
  })

  it('that does not say so is declined where it becomes too large', async () => {
    const { sending, answer } = begin()
    sending.write(Buffer.alloc(1024 ** 2 + 1))
    expect(await answer).toMatchObject({ status: 413, code: 'too_large' })
    sending.destroy()
  })

  it('is a file that only the manager’s own account can read', async () => {
    const { sending } = await beginHalf()
    const modes = await Promise.all(['', ...(await spooled())].map((name) => stat(join(api.dataDir, 'uploads', name))))
    expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600])
    sending.destroy()
  })

  it('that breaks off leaves nothing, and the next one is taken', async () => {
    const { sending } = await beginHalf()
    sending.destroy()
    await waitUntil('the file is gone', async () => (await spooled()).length === 0)
    const next = begin()
    next.sending.end(study)
    expect((await next.answer).status).toBe(202)
  })

  it('that falls silent is given up', async () => {
    const { sending, answer } = await beginHalf()
    expect(await answer).toMatchObject({ status: 504, code: 'deadline', detail: expect.stringContaining('stopped half-way') })
    sending.destroy()
  })
})

describe('an upload that takes its time', () => {
  const other = makeZip([{ path: 'settings.py', content: 'z = 3\n'.repeat(100) }])

  it('is for nobody any more whose token was revoked in the middle of it', async () => {
    const mine = bearer
    bearer = await api.token('berta', 'all')
    const { sending, answer } = await beginHalf(other)
    for (const { id } of await api.open.store.tokens.list(toUsername('berta'))) await api.open.store.tokens.remove(id)
    sending.end(other.subarray(50))
    expect(await answer).toMatchObject({ status: 401, code: 'not_signed_in' })
    bearer = mine
  })

  it('is for nobody any more who signed out in the middle of it', async () => {
    const mine = bearer
    bearer = await api.signIn('berta')
    const { sending, answer } = await beginHalf(other)
    const out = await api.app.inject({ method: 'POST', url: '/api/v1/sign-out', headers: { authorization: `Bearer ${bearer}` } })
    expect(out.statusCode).toBe(204)
    sending.end(other.subarray(50))
    expect(await answer).toMatchObject({ status: 401 })
    bearer = mine
  })
})

describe('two at once', () => {
  it('the second is told who does what, and the first goes on', async () => {
    const first = await beginHalf()
    const second = begin()
    second.sending.end(study)
    expect(await second.answer).toMatchObject({
      status: 409,
      code: 'busy',
      detail: 'berta is uploading to "study" at this moment. Wait until that is done, and upload again.',
    })
    first.sending.end(study.subarray(50))
    expect((await first.answer).status).toBe(202)
    const third = begin()
    third.sending.end(study)
    expect(await third.answer).toMatchObject({
      status: 409,
      code: 'busy',
      detail: expect.stringContaining('"study" is being deployed by berta'),
    })
  })

  it('an upload that a push has overtaken leaves no commit', async () => {
    await waitUntil('what came before is over', () => api.operations.current(instance.id) === null)
    const before = await pending()
    const other = makeZip([{ path: 'settings.py', content: 'y = 2\n'.repeat(100) }])
    const { sending, answer } = await beginHalf(other)
    await api.operations.start({ kind: 'deploy-instance', instanceId: instance.id, by: toUsername('carl'), input: {} })
    sending.end(other.subarray(50))
    expect(await answer).toMatchObject({ status: 409, detail: expect.stringContaining('is being deployed by carl') })
    expect(await pending()).toEqual(before)
  })
})

it('a manager that was killed leaves nothing behind', async () => {
  await writeFile(join(api.dataDir, 'uploads', 'uold'), 'half')
  await openUploads({ dataDir: api.dataDir, maxPushMib: 1 })
  expect(await spooled()).toEqual([])
})
