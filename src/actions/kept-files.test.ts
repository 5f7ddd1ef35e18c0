import { expect, it } from 'vitest'
import type { WrittenFiles } from '../domain/engine.ts'
import { defaultLimits, type Instance } from '../domain/instance.ts'
import { assertRoomForKept, tellKept } from './kept-files.ts'

const instance = { id: 'iaaaaaaaa', name: 'otree1', limits: { ...defaultLimits, diskMib: 100 } } as Instance
const mib = 1024 ** 2

const assertRoom = (...sets: readonly Pick<WrittenFiles, 'state' | 'bytes'>[]): Promise<void> =>
  assertRoomForKept({ engine: { listWritten: async () => sets as WrittenFiles[] } }, instance)

it('lets a new version come while what is kept is at most half of the disk', async () => {
  await assertRoom()
  await assertRoom({ state: 'kept', bytes: 20 * mib }, { state: 'kept', bytes: 30 * mib }, { state: 'running', bytes: 90 * mib })
})

it('declines a new version when more is kept, and says what to do', async () => {
  const declined = assertRoom({ state: 'kept', bytes: 30 * mib }, { state: 'kept', bytes: 21 * mib })
  await expect(declined).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('51 MiB of files, which are kept; 50 MiB may be kept'),
  })
  await expect(declined).rejects.toThrow('otm files otree1 remove --of ID')
})

it('tells how many files were kept, and where', () => {
  const lines: string[] = []
  const kept = { id: 'waaaaaaaa', bytes: 1 }
  tellKept((line) => lines.push(line), instance, [
    { ...kept, files: 1, isComplete: true },
    { ...kept, files: 90_000, isComplete: false },
  ])
  expect(lines).toEqual([
    expect.stringContaining('Kept 1 file that the version before had written (waaaaaaaa)'),
    expect.stringContaining('Kept more than 90000 files that'),
  ])
  expect(lines[0]).toContain('otm files otree1')
})
