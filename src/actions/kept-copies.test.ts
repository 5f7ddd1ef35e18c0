import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { InstanceId } from '../domain/names.ts'
import { listCopies, moveCopies, readCopy, removeCopies, removeCopy, toCopyFile } from './kept-copies.ts'

const [old, successor] = ['iaaaaaaaa', 'ibbbbbbbb'] as InstanceId[] as [InstanceId, InstanceId]
let place: { readonly dataDir: string }
beforeEach(async () => {
  place = { dataDir: await mkdtemp(join(tmpdir(), 'otm-copies-')) }
  await mkdir(join(place.dataDir, 'backups', old), { recursive: true })
})
afterEach(() => rm(place.dataDir, { recursive: true }))

async function keep(operation: string, day: number): Promise<void> {
  const file = toCopyFile(place, old, operation)
  await writeFile(file, operation)
  await utimes(file, new Date(), new Date(`2026-11-0${day}T00:00:00Z`))
}
const idsOf = async (id: InstanceId): Promise<string[]> => (await listCopies(place, id)).map((copy) => copy.id)

it('lists copies, the newest first, and nothing else that lies there', async () => {
  await keep('oaaaaaaaaaaaa', 1)
  await keep('obbbbbbbbbbbb', 2)
  const directory = join(place.dataDir, 'backups', old)
  for (const name of ['passing-occcccccccccc.dump', 'before-reset-../../x.dump'.replaceAll('/', '_'), 'notes.txt'])
    await writeFile(join(directory, name), '')
  await mkdir(join(directory, 'before-reset-odddddddddddd.dump'))
  await symlink('nowhere', join(directory, 'before-reset-oeeeeeeeeeeee.dump'))
  expect(await listCopies(place, old)).toEqual([
    { id: 'obbbbbbbbbbbb', why: 'reset-database', madeAt: '2026-11-02T00:00:00.000Z', bytes: 13 },
    { id: 'oaaaaaaaaaaaa', why: 'reset-database', madeAt: '2026-11-01T00:00:00.000Z', bytes: 13 },
  ])
  expect(await listCopies(place, successor)).toEqual([])
})

it('gives one of them, and none that is not listed', async () => {
  await keep('oaaaaaaaaaaaa', 1)
  const { copy, content } = await readCopy(place, old, 'oaaaaaaaaaaaa')
  expect([copy.bytes, await text(content)]).toEqual([13, 'oaaaaaaaaaaaa'])
  await expect(readCopy(place, old, '../../store')).rejects.toMatchObject({ code: 'not_found' })
})

it('lets them go along with what takes an instance’s place, also when that was begun before', async () => {
  await keep('oaaaaaaaaaaaa', 1)
  await moveCopies(place, old, successor)
  await keep('obbbbbbbbbbbb', 2)
  await moveCopies(place, old, successor)
  await moveCopies(place, old, successor)
  expect([await idsOf(old), await idsOf(successor)]).toEqual([[], ['obbbbbbbbbbbb', 'oaaaaaaaaaaaa']])
})

it('removes one of them, and leaves nothing behind when it was the last', async () => {
  await keep('oaaaaaaaaaaaa', 1)
  await keep('obbbbbbbbbbbb', 2)
  await removeCopy(place, old, 'oaaaaaaaaaaaa')
  expect(await idsOf(old)).toEqual(['obbbbbbbbbbbb'])
  await removeCopy(place, old, 'obbbbbbbbbbbb')
  expect(await readdir(join(place.dataDir, 'backups'))).toEqual([])
})

it('removes all of them', async () => {
  await keep('oaaaaaaaaaaaa', 1)
  await removeCopies(place, old)
  await removeCopies(place, old)
  expect(await idsOf(old)).toEqual([])
})
