import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type HookServer, hookSecret, startHookServer } from '../../test/support/hook-server.ts'
import { openTestApi, type TestApi } from '../../test/support/test-api.ts'
import { type OtmResult, runOtm } from '../../test/support/test-terminal.ts'

let hook: HookServer
let scratch: string
const apis: TestApi[] = []
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'otm-cli-'))
  hook = await startHookServer()
})
afterAll(async () => {
  for (const api of apis) await api.close()
  await hook.close()
  await rm(scratch, { recursive: true })
})

/** @returns `otm` beside a manager with that web hook */
async function beside(url: string | null): Promise<(...argv: readonly string[]) => Promise<OtmResult>> {
  const api = await openTestApi({ health: { mail: 'super-users', hook: url } })
  apis.push(api)
  await mkdir(join(api.dataDir, 'run'))
  await api.server.listen({ path: join(api.dataDir, 'run', 'manager.sock') })
  return (...argv) => runOtm(argv, { env: { OTM_DATA_DIR: api.dataDir, HOME: scratch }, cwd: scratch })
}

it('sends a test message to the web hook, says what it answers, and writes it down', async () => {
  const otm = await beside(hook.url)
  expect(await otm('health', 'tell')).toMatchObject({
    exitCode: 0,
    stdout: `The web hook at ${hook.host} has taken a message: 200 ok\n`,
  })
  expect(hook.texts).toEqual([
    'This is the test message that server had sent by oTree Manager at http://localhost:8000. You see it, so the web hook works.',
  ])
  expect((await otm('audit')).stdout).toMatch(/server.*health\.tell.*allowed/)
})

it('says when the web hook refuses, which doctor warns of until it takes a message', async () => {
  const otm = await beside(hook.url)
  hook.behave((response) => response.writeHead(403).end(`invalid_token ${hookSecret}`))
  const refused = await otm('health', 'tell')
  expect([refused.exitCode, refused.stderr]).toEqual([
    1,
    `The web hook at ${hook.host} did not take the message. ${hook.host} answered 403 (invalid_token …). Check that OTM_HEALTH_HOOK is still its address.\n`,
  ])
  const warning = await otm('doctor')
  expect(warning.stdout).toMatch(/! messages: .*did not take the last message\. .* answered 403/)
  hook.behave('well')
  expect((await otm('health', 'tell')).exitCode).toBe(0)
  expect((await otm('doctor')).stdout).toMatch(/✓ messages: Nobody is told by mail\. The web hook at .* is told\./)
  expect(JSON.stringify([refused, warning, await otm('audit', '--json')])).not.toContain(hookSecret)
})

it('says which setting to make where there is no web hook', async () => {
  const otm = await beside(null)
  const refused = await otm('health', 'tell')
  expect([refused.exitCode, refused.stderr]).toEqual([5, expect.stringContaining('OTM_HEALTH_HOOK')])
  expect((await otm('doctor')).stdout).toContain('✓ messages: Nobody is told when something is wrong')
})
