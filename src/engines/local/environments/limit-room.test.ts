import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withinRoom } from './limit-room.ts'

const { signal } = new AbortController()
const everyMs = 20
let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otm-room-'))
})
afterEach(() => rm(directory, { recursive: true }))

/** What a build does that never ends by itself. */
const untilAborted = (aborted: AbortSignal): Promise<string> =>
  new Promise((resolve) => aborted.addEventListener('abort', () => resolve('ended')))

it('ends what takes too much, with a sentence', async () => {
  await writeFile(join(directory, 'large'), Buffer.alloc(200_000, 'x'))
  const work = withinRoom([directory], { signal, limits: { bytes: 100_000, files: 100 }, everyMs }, untilAborted)
  await expect(work).rejects.toMatchObject({ code: 'project.unresolvable', message: expect.stringContaining('requirements.txt') })
})

it('ends what makes too many files', async () => {
  for (let number = 0; number < 20; number++) await writeFile(join(directory, String(number)), '')
  const work = withinRoom([directory], { signal, limits: { bytes: 1e9, files: 10 }, everyMs }, untilAborted)
  await expect(work).rejects.toMatchObject({ code: 'project.unresolvable' })
})

it('leaves the rest alone, and passes on that nobody wants it any more', async () => {
  const cancelled = new AbortController()
  const work = withinRoom([directory], { signal: cancelled.signal, everyMs }, untilAborted)
  cancelled.abort()
  expect(await work).toBe('ended')
})
