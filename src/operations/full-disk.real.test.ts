import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Username } from '../domain/names.ts'
import type { OperationDefinition } from '../domain/operation.ts'
import { createEventBus } from '../lib/event-bus.ts'
import { runToEnd } from '../lib/run-command.ts'
import { waitUntil } from '../lib/wait-until.ts'
import { openStore } from '../store/open-store.ts'
import { newInstance } from '../store/testing/temporary-store.ts'
import { createOperations } from './operations.ts'

let dataDir: string
let isSmall: boolean
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'otm-full-'))
  const mounted = await runToEnd('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'otm-test', dataDir]).catch(() => undefined)
  isSmall = mounted?.exitCode === 0
})
afterEach(async () => {
  if (isSmall) await runToEnd('umount', ['-l', dataDir])
  await rm(dataDir, { recursive: true })
})

const ballast = () => join(dataDir, 'ballast')

/** Fills the disk, and goes on in small steps until the journal itself cannot be written. */
const filling: OperationDefinition = {
  kind: 'deploy-instance',
  deadlineMs: 60_000,
  async run({ step }) {
    await step('fill the disk', () => writeFile(ballast(), Buffer.alloc(2 * 1024 * 1024)).catch(() => undefined))
    for (let index = 0; index < 5000; index++) await step(`step ${index}`, async () => undefined)
  },
  undo: async () => undefined,
}

it('an operation that meets a full disk ends as soon as there is room, and its instance is free again', async (context) => {
  if (!isSmall) return context.skip('Only root can mount a small file system.')
  await mkdir(join(dataDir, 'work'))
  const { store } = await openStore({ dataDir })
  const { id: instanceId } = await store.instances.create(newInstance('otree1'))
  const refused: string[] = []
  const logger = { info: () => undefined, warn: () => undefined, error: (_: object, message: string) => refused.push(message) }
  const operations = createOperations({ store, events: createEventBus(), definitions: [filling], dataDir, logger })
  const { id } = await operations.start({ kind: 'deploy-instance', instanceId, by: 'berta' as Username, input: {} })
  await waitUntil('the journal cannot be written', () => refused.includes('The journal cannot be written; trying again.'), {
    timeoutMs: 60_000,
  })
  expect(operations.current(instanceId)).toMatchObject({ id })
  await rm(ballast())
  expect(await operations.wait(id)).toMatchObject({ state: 'failed', error: { code: 'disk_full' } })
  expect(operations.current(instanceId)).toBeNull()
  await store.close()
})
